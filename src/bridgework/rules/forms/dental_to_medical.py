"""The form of a dental office that sends a patient to a physician or a medical department.

Sources: ADA guideline on potentially malignant disorders (2017); ACC/AHA guideline on high blood pressure (2017): 180/120 with signs of harm is
an emergency; American Diabetes Association Standards of Care for what a chairside value means; ADA policy on sleep-related breathing disorders
(2017): a dentist screens and refers, a physician diagnoses. Codes: ICD-10-CM only (product row A11).
"""

from bridgework.rules.forms.lesion import LESION_FIELDS
from bridgework.rules.forms.medicines import HBA1C, MEDICINES
from bridgework.rules.forms.shapes import Choice, Field, Form, Group, Sign
from bridgework.rules.forms.signs import INFECTION_SIGNS, MEDICAL, NOT_SURE, SAFETY_GROUP

_SLEEP = ("sleep_apnea",)
_PRESSURE = ("high_blood_pressure", "medical_clearance")
CHAIRSIDE = Group(
    "chairside",
    "Seen in the chair",
    fields=(
        *LESION_FIELDS,
        Field(
            "blood_pressure_first",
            "blood pressure, first",
            "Blood pressure, first reading",
            "pressure",
            hint="mmHg, such as 168/98",
            shown_when=_PRESSURE,
        ),
        Field("blood_pressure_again", "blood pressure, again", "After five minutes of rest", "pressure", shown_when=_PRESSURE),
        Field("pressure_known", "high blood pressure known", "Is high blood pressure known?", "tap", shown_when=_PRESSURE),
        HBA1C,
        Field(
            "glucose",
            "blood sugar",
            "Blood sugar in the chair",
            "number",
            unit="mg/dL",
            lowest=20,
            highest=900,
            shown_when=("uncontrolled_diabetes",),
        ),
        Field(
            "glucose_when",
            "blood sugar taken",
            "When was it taken?",
            "choice",
            (Choice("fasting", "fasting"), Choice("after", "after a meal"), Choice("any", "at any time")),
            shown_when=("uncontrolled_diabetes",),
        ),
        Field("diabetes_known", "diabetes known", "Is diabetes known?", "tap", shown_when=("uncontrolled_diabetes",)),
        Field(
            "diabetes_signs",
            "signs",
            "What made you think of it?",
            "choices",
            (
                Choice("abscesses", "abscesses that come back"),
                Choice("healing", "slow healing"),
                Choice("gums", "gum disease in spite of care"),
                Choice("thirst", "thirst"),
                Choice("value", "the value"),
            ),
            shown_when=("uncontrolled_diabetes",),
        ),
        Field("snores", "snores loudly", "Does the patient snore loudly?", "tap", shown_when=_SLEEP),
        Field("stops_breathing", "stops breathing in sleep", "Did somebody see breathing stop in sleep?", "tap", shown_when=_SLEEP),
        Field("sleepy", "sleepy in the day", "Is the patient sleepy in the day?", "tap", shown_when=_SLEEP),
        Field(
            "throat_class",
            "throat (Mallampati)",
            "How much of the throat is seen?",
            "choice",
            (Choice("1", "class I"), Choice("2", "class II"), Choice("3", "class III"), Choice("4", "class IV"), NOT_SURE),
            shown_when=_SLEEP,
        ),
        Field("neck_cm", "neck", "Neck size", "number", unit="cm", lowest=20, highest=80, shown_when=_SLEEP),
        Field("worn_at_night", "worn teeth", "Are the teeth worn from grinding?", "tap", shown_when=_SLEEP),
        Field(
            "clearance_question", "question", "What should the physician answer?", "text", longest=500, shown_when=("medical_clearance",)
        ),
        Field("dental_plan", "dental plan", "Planned dental treatment", "text", longest=300, shown_when=("medical_clearance",)),
        MEDICINES,
    ),
)
PRESSURE_SIGNS = Group(
    "pressure",
    "With the high pressure",
    (
        Sign(
            "pressure_danger",
            "high pressure with signs of harm",
            "Chest pain, short breath, weakness, or trouble to see or speak?",
            _PRESSURE,
        ),
    ),
)

DENTAL_TO_MEDICAL = Form(
    code="dental_to_medical",
    label="Referral to a medical practice",
    procedures=(
        Choice("suspicious_lesion_seen", "Suspicious lesion"),
        Choice("uncontrolled_diabetes", "Blood sugar", "R73.9"),
        Choice("high_blood_pressure", "Blood pressure", "R03.0"),
        Choice("sleep_apnea", "Sleep apnea suspected", "G47.30"),
        Choice("medical_clearance", "Medical clearance", "Z01.818"),
        Choice("consultation", "Consultation"),
    ),
    groups=(CHAIRSIDE, PRESSURE_SIGNS, INFECTION_SIGNS, SAFETY_GROUP, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "medical_history"),
    more_records=(
        ("lesion", ("suspicious_lesion_seen",)),
        ("photo", ("suspicious_lesion_seen",)),
        ("blood_pressure", ("high_blood_pressure",)),
        ("lab_values", ("uncontrolled_diabetes",)),
    ),
    has_chart=False,
    direction="dental_to_medical",
    source="ACC/AHA 2017; ADA 2017",
)
