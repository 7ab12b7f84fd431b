"""The form of a referral to a prosthodontist.

Source: Prosthodontic Diagnostic Index of the American College of Prosthodontists (McGarry et al.): missing teeth, state of the abutments, bite,
the ridge; and what the patient expects.
"""

from bridgework.rules.forms.implant import IMPLANT_SYSTEM
from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import DANGER_TODAY, MEDICAL, NOT_SURE, SAFETY_GROUP

_DENTURE = ("complete_denture", "partial_denture")
REPLACEMENT = Group(
    "replacement",
    "What is there, and what is wished",
    fields=(
        Field(
            "missing_since",
            "teeth missing",
            "Since when are teeth missing?",
            "choice",
            (
                Choice("year", "under a year"),
                Choice("years", "1 to 10 years"),
                Choice("long", "over 10 years"),
                Choice("not_yet", "not yet removed"),
                NOT_SURE,
            ),
            shown_when=(*_DENTURE, "crown_bridge", "full_mouth"),
        ),
        Field("denture_years", "denture age", "How old is the denture?", "number", unit="years", lowest=0, highest=60, shown_when=_DENTURE),
        Field(
            "denture_trouble",
            "denture",
            "What is wrong with the denture?",
            "choices",
            (
                Choice("loose", "loose"),
                Choice("sore", "sore spots"),
                Choice("broken", "broken"),
                Choice("looks", "looks"),
                Choice("none", "none worn"),
            ),
            shown_when=_DENTURE,
        ),
        Field(
            "pillars",
            "abutment teeth",
            "How are the teeth that hold it?",
            "choice",
            (
                Choice("good", "sound"),
                Choice("filled", "large fillings"),
                Choice("doubtful", "doubtful"),
                Choice("advise", "please advise"),
            ),
            shown_when=("crown_bridge", "partial_denture", "full_mouth"),
        ),
        Field(
            "wear_cause",
            "wear from",
            "What may be the cause of the wear?",
            "choices",
            (Choice("grinding", "grinding", "K03.0"), Choice("acid", "acid", "K03.2"), Choice("brushing", "brushing", "K03.1"), NOT_SURE),
            shown_when=("worn_teeth", "full_mouth"),
        ),
        Field("grinds", "grinds the teeth", "Does the patient grind?", "tap"),
        Field(
            "bite_height",
            "bite",
            "Did the bite lose height?",
            "choice",
            (Choice("no", "no"), Choice("some", "a little"), Choice("much", "a lot"), NOT_SURE),
            shown_when=("worn_teeth", "full_mouth"),
        ),
        Field("implants_placed", "implants placed", "When were the implants placed?", "date", shown_when=("implant_restoration",)),
        IMPLANT_SYSTEM,
        Field("patient_wish", "patient wishes", "What bothers the patient most?", "text", longest=300),
    ),
)

PROSTHODONTIC = Form(
    code="prosthodontic",
    label="Prosthodontic referral",
    procedures=(
        Choice("crown_bridge", "Crown or bridge"),
        Choice("partial_denture", "Partial denture", "K08.409"),
        Choice("complete_denture", "Complete denture", "K08.109"),
        Choice("implant_restoration", "Crown on an implant"),
        Choice("worn_teeth", "Worn teeth"),
        Choice("full_mouth", "Whole mouth"),
        Choice("looks", "Looks of the teeth"),
        Choice("consultation", "Consultation"),
    ),
    groups=(REPLACEMENT, DANGER_TODAY, SAFETY_GROUP, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "medical_history", "full_mouth_films"),
    more_records=(
        ("tooth", ("crown_bridge", "implant_restoration")),
        ("photo", ("looks", "worn_teeth", "full_mouth")),
        ("plan", ("full_mouth",)),
    ),
    tooth_for=("crown_bridge", "implant_restoration"),
    source="Prosthodontic Diagnostic Index, American College of Prosthodontists",
)
