"""The form of a referral to an endodontist.

Sources: AAE consensus diagnostic terms; AAE Endodontic Case Difficulty Assessment (what makes a retreatment or a surgery hard); AAE position
on cracked teeth (bite on release, transillumination); what endodontists ask their referring offices for.
"""

from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import INJURY, MEDICAL, NOT_SURE, PAIN, SAFETY_GROUP, SWELLING, TESTS

_YEARS = (
    Choice("under_1", "less than a year ago"),
    Choice("1_to_4", "1 to 4 years ago"),
    Choice("5_to_10", "5 to 10 years ago"),
    Choice("over_10", "more than 10 years ago"),
    NOT_SURE,
)
OF_THE_TOOTH = Group(
    "tooth_history",
    "About this tooth",
    fields=(
        Field(
            "treated_when",
            "root canal done",
            "When was the root canal done?",
            "choice",
            _YEARS,
            shown_when=("retreatment", "apical_surgery"),
        ),
        Field(
            "old_filling",
            "seen on the film",
            "What does the film show?",
            "choices",
            (
                Choice("short", "short filling", "M27.53"),
                Choice("over", "overfilled", "M27.52"),
                Choice("missed_canal", "missed canal suspected"),
                Choice("instrument", "separated instrument"),
                Choice("perforation", "perforation suspected", "M27.51"),
                Choice("post", "post"),
                Choice("crown", "crown or bridge"),
            ),
            shown_when=("retreatment", "apical_surgery", "post_treatment_pain"),
        ),
        Field(
            "crack_signs",
            "signs of a crack",
            "What speaks for a crack?",
            "choices",
            (
                Choice("release", "pain on release of biting"),
                Choice("one_cusp", "pain on one cusp"),
                Choice("light", "seen with light"),
                Choice("dye", "seen with dye"),
                Choice("narrow_pocket", "narrow deep pocket"),
                Choice("none", "none of these"),
            ),
            shown_when=("cracked_tooth",),
        ),
        Field("treatment_on", "treatment on", "When was the treatment?", "date", shown_when=("post_treatment_pain",)),
        Field(
            "what_was_done",
            "after",
            "What was done?",
            "choice",
            (
                Choice("filling", "filling"),
                Choice("crown", "crown or bridge"),
                Choice("begun", "root canal begun"),
                Choice("finished", "root canal finished"),
                Choice("other", "something else"),
            ),
            shown_when=("post_treatment_pain",),
        ),
        Field(
            "pain_course",
            "since then",
            "How is the pain since then?",
            "choice",
            (Choice("better", "getting better"), Choice("same", "the same"), Choice("worse", "getting worse"), NOT_SURE),
            shown_when=("post_treatment_pain",),
        ),
        Field(
            "resorption_kind",
            "resorption",
            "What kind of resorption?",
            "choice",
            (
                Choice("internal", "internal", "K03.3"),
                Choice("cervical", "external cervical", "K03.3"),
                Choice("root", "external, at the root", "K03.3"),
                Choice("not_sure", "not sure", "K03.3"),
            ),
            shown_when=("resorption",),
        ),
        Field(
            "resorption_after",
            "earlier",
            "What happened to the tooth earlier?",
            "choices",
            (Choice("injury", "injury"), Choice("braces", "braces"), Choice("bleaching", "bleaching"), Choice("nothing", "nothing known")),
            shown_when=("resorption",),
        ),
        Field(
            "surgery_why",
            "why surgery",
            "Why surgery?",
            "choices",
            (
                Choice("retreated", "retreatment did not heal"),
                Choice("blocked", "the canal cannot be reached"),
                Choice("post", "the post cannot be removed"),
                Choice("biopsy", "tissue should be examined"),
            ),
            shown_when=("apical_surgery",),
        ),
        Field(
            "dark_area_mm",
            "dark area",
            "How large is the dark area?",
            "number",
            unit="mm",
            lowest=0,
            highest=60,
            shown_when=("apical_surgery",),
        ),
    ),
)

ENDODONTIC = Form(
    code="endodontic",
    label="Endodontic referral",
    procedures=(
        Choice("first_treatment", "First root canal treatment"),
        Choice("retreatment", "Retreatment"),
        Choice("cracked_tooth", "Cracked tooth", "K03.81"),
        Choice("post_treatment_pain", "Pain after treatment"),
        Choice("trauma", "Injury"),
        Choice("resorption", "Resorption", "K03.3"),
        Choice("apical_surgery", "Apical surgery"),
        Choice("diagnosis", "Find the cause"),
    ),
    groups=(OF_THE_TOOTH, PAIN, SWELLING, SAFETY_GROUP, INJURY, TESTS, MEDICAL),
    asks_tooth=True,
    asks_diagnosis=True,
    leave_tooth=(
        Choice("as_you_see_fit", "As you see fit"),
        Choice("build_up", "With a build-up"),
        Choice("temporary", "With a temporary"),
        Choice("post_space", "With post space"),
    ),
    minimum_records=("tooth", "symptoms", "duration", "periapical_film", "medical_history", "diagnosis", "vitality_test"),
    more_records=(("cbct", ("resorption", "apical_surgery")),),
    source="AAE consensus terms (2008) and case difficulty form (2022)",
)
