"""The form of a referral to a periodontist.

Sources: 2017 World Workshop classification of periodontal diseases (stage by pocket, bone loss, furcation and mobility; grade by tobacco and
HbA1c); AAP guidelines for the management of patients with periodontal diseases (2006): when to refer.
"""

from bridgework.rules.forms.implant import IMPLANT_FIELDS
from bridgework.rules.forms.lesion import TOBACCO
from bridgework.rules.forms.medicines import SURGICAL
from bridgework.rules.forms.shapes import Choice, Field, Form, Group, Sign
from bridgework.rules.forms.signs import MEDICAL, MOBILITY_GRADE, NOT_SURE, SAFETY_GROUP, SWELLING

_DISEASE = ("periodontitis", "periodontal_abscess")
PERIODONTIUM = Group(
    "periodontium",
    "Gums and bone",
    fields=(
        Field("deepest_pocket", "deepest pocket", "Deepest pocket", "number", unit="mm", lowest=1, highest=20, shown_when=_DISEASE),
        Field(
            "pocket_spread",
            "pockets",
            "How widespread?",
            "choice",
            (
                Choice("local", "under 30 % of the teeth", "K05.319"),
                Choice("general", "30 % or more", "K05.329"),
                Choice("molars", "front teeth and first molars", "K05.319"),
            ),
            shown_when=("periodontitis",),
        ),
        Field(
            "bleeding_percent",
            "bleeding on probing",
            "Sites that bleed",
            "number",
            unit="%",
            lowest=0,
            highest=100,
            shown_when=("periodontitis",),
        ),
        Field(
            "bone_loss",
            "bone loss",
            "Bone loss on the films",
            "choice",
            (Choice("slight", "under 15 % of the root"), Choice("moderate", "15 to 33 %"), Choice("severe", "over a third"), NOT_SURE),
            shown_when=("periodontitis",),
        ),
        Field(
            "furcation",
            "furcation",
            "Furcation",
            "choice",
            (Choice("none", "none"), Choice("1", "class I"), Choice("2", "class II"), Choice("3", "class III")),
            shown_when=("periodontitis",),
        ),
        Field("last_scaling", "last scaling and root planing", "Last scaling and root planing", "date", shown_when=("periodontitis",)),
        Field("recession_mm", "recession", "Deepest recession", "number", unit="mm", lowest=0, highest=15, shown_when=("recession",)),
        Field(
            "recession_bothers",
            "recession bothers by",
            "What bothers the patient?",
            "choices",
            (
                Choice("looks", "looks"),
                Choice("sensitive", "sensitive teeth"),
                Choice("growing", "it gets worse"),
                Choice("nothing", "nothing"),
            ),
            shown_when=("recession",),
        ),
        Field(
            "lengthening_why",
            "crown lengthening for",
            "Why lengthen the crown?",
            "choice",
            (
                Choice("decay", "decay below the gum"),
                Choice("fracture", "fracture below the gum"),
                Choice("short", "short crown"),
                Choice("looks", "looks"),
            ),
            shown_when=("crown_lengthening",),
        ),
        Field(
            "growth_cause",
            "possible cause",
            "What may be the cause?",
            "choices",
            (
                Choice("medicine", "medicine"),
                Choice("braces", "braces"),
                Choice("pregnancy", "pregnancy"),
                Choice("plaque", "plaque"),
                NOT_SURE,
            ),
            shown_when=("gum_growth",),
        ),
        Field(
            "implant_pocket",
            "pocket at the implant",
            "Deepest pocket at the implant",
            "number",
            unit="mm",
            lowest=1,
            highest=20,
            shown_when=("peri_implantitis",),
        ),
        Field("implant_pus", "pus at the implant", "Does pus come out?", "tap", shown_when=("peri_implantitis",)),
        *IMPLANT_FIELDS,
        TOBACCO,
        *SURGICAL,
    ),
)
LOOSE = Group("tests", "What you see", (Sign("mobility", "loose", "Is the tooth loose?"),), (MOBILITY_GRADE,))

PERIODONTIC = Form(
    code="periodontic",
    label="Periodontic referral",
    procedures=(
        Choice("periodontitis", "Periodontitis"),
        Choice("periodontal_abscess", "Gum abscess", "K05.219"),
        Choice("recession", "Gum recession", "K06.010"),
        Choice("crown_lengthening", "Crown lengthening"),
        Choice("gum_growth", "Overgrown gums", "K06.1"),
        Choice("implant", "Implant"),
        Choice("peri_implantitis", "Inflamed implant", "M27.62"),
        Choice("consultation", "Consultation"),
    ),
    groups=(PERIODONTIUM, SWELLING, SAFETY_GROUP, LOOSE, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "medical_history", "periodontal_chart", "full_mouth_films"),
    more_records=(("cbct", ("implant",)), ("tooth", ("crown_lengthening", "recession"))),
    tooth_for=("crown_lengthening", "recession"),
    source="2017 World Workshop classification; AAP guidelines (2006)",
)
