"""The form of a referral to oral medicine or oral pathology.

Sources: AAOM clinical practice statements (burning mouth, dry mouth); DC/TMD (2014) for jaw joint and face pain; AAOMS position paper on
medication-related osteonecrosis (2022); lesions as in `lesion`.
"""

from bridgework.rules.forms.lesion import LESION_FIELDS
from bridgework.rules.forms.medicines import BONE_MEDICINE, HBA1C, MEDICINES, TREATMENT_BEGINS
from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import DANGER_TODAY, MEDICAL, NOT_SURE, SAFETY_GROUP

MOUTH = Group(
    "mouth",
    "About the complaint",
    fields=(
        *LESION_FIELDS,
        Field(
            "ulcers_come",
            "sores come",
            "How often do the sores come?",
            "choice",
            (
                Choice("first", "for the first time"),
                Choice("monthly", "every month or so"),
                Choice("often", "more often"),
                Choice("always", "never quite gone"),
            ),
            shown_when=("ulcers",),
        ),
        Field(
            "elsewhere",
            "also at",
            "Is something elsewhere too?",
            "choices",
            (
                Choice("none", "no"),
                Choice("skin", "skin"),
                Choice("eyes", "eyes"),
                Choice("genital", "genitals"),
                Choice("joints", "joints"),
                Choice("gut", "stomach or bowel"),
            ),
            shown_when=("ulcers",),
        ),
        Field(
            "burning_when",
            "burns",
            "When does it burn?",
            "choice",
            (
                Choice("morning", "from the morning on"),
                Choice("later", "more during the day"),
                Choice("meals", "with some food"),
                Choice("now_and_then", "now and then"),
            ),
            shown_when=("burning_mouth",),
        ),
        Field(
            "dry_from",
            "dryness from",
            "What may dry the mouth?",
            "choices",
            (
                Choice("medicines", "medicines"),
                Choice("radiation", "radiation"),
                Choice("sjogren", "Sjögren suspected"),
                Choice("diabetes", "diabetes"),
                NOT_SURE,
            ),
            shown_when=("dry_mouth",),
        ),
        Field("dry_eyes", "dry eyes", "Are the eyes dry as well?", "tap", shown_when=("dry_mouth",)),
        Field(
            "pain_feels",
            "pain feels",
            "How does the pain feel?",
            "choices",
            (
                Choice("electric", "like lightning"),
                Choice("dull", "dull"),
                Choice("burning", "burning"),
                Choice("throbbing", "throbbing"),
                Choice("touch", "set off by touch"),
            ),
            shown_when=("face_pain",),
        ),
        Field(
            "jaw_signs",
            "jaw",
            "What does the jaw do?",
            "choices",
            (
                Choice("none", "nothing unusual"),
                Choice("clicks", "clicks", "M26.609"),
                Choice("locks", "locks", "M26.609"),
                Choice("limited", "opens little", "M26.609"),
                Choice("tired", "tired muscles"),
            ),
            shown_when=("face_pain",),
        ),
        Field(
            "bone_since",
            "bone seen since",
            "Since when is bone exposed?",
            "choice",
            (Choice("under_8", "under 8 weeks"), Choice("over_8", "8 weeks or longer"), NOT_SURE),
            shown_when=("exposed_bone",),
        ),
        Field(
            "cancer_treatment",
            "planned treatment",
            "Which treatment is planned?",
            "choice",
            (
                Choice("radiation", "radiation of head or neck"),
                Choice("chemo", "chemotherapy"),
                Choice("marrow", "bone marrow transplant"),
                Choice("other", "other"),
            ),
            shown_when=("before_cancer_treatment",),
        ),
        TREATMENT_BEGINS,
        MEDICINES,
        BONE_MEDICINE,
        HBA1C,
    ),
)

ORAL_MEDICINE = Form(
    code="oral_medicine",
    label="Oral medicine referral",
    procedures=(
        Choice("lesion", "Sore, patch or lump"),
        Choice("ulcers", "Sores that come back", "K12.0"),
        Choice("burning_mouth", "Burning mouth", "K14.6"),
        Choice("dry_mouth", "Dry mouth", "R68.2"),
        Choice("face_pain", "Pain of face or jaw joint", "G50.1"),
        Choice("exposed_bone", "Exposed bone", "M87.180"),
        Choice("before_cancer_treatment", "Before cancer treatment"),
        Choice("consultation", "Consultation"),
    ),
    groups=(MOUTH, DANGER_TODAY, SAFETY_GROUP, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "medical_history", "medicines"),
    more_records=(
        ("photo", ("lesion", "ulcers")),
        ("lesion", ("lesion",)),
        ("panoramic_film", ("exposed_bone", "before_cancer_treatment")),
    ),
    source="AAOM clinical practice statements; DC/TMD (2014)",
)
