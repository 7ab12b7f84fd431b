"""The form of a physician, nurse or clinic that sends a patient to a dentist. No tooth numbers, no dental terms: where it hurts, in words.

Sources: AHA statement on infective endocarditis (2021); MASCC/ISOO and NCI guidance on dental care before cancer treatment; AAOMS position
paper on osteonecrosis (2022); EFP/IDF consensus on periodontitis and diabetes (2018); ADA guidance on antibiotics for dental pain (2019).
Codes: ICD-10-CM and, where typed, CPT or HCPCS; never CDT (product row A11).
"""

from bridgework.rules.forms.lesion import LESION_FIELDS
from bridgework.rules.forms.medicines import BLOOD_PRESSURE, BONE_MEDICINE, HBA1C, INR, MEDICINES, TREATMENT_BEGINS
from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import INFECTION_SIGNS, INJURY, MEDICAL, NOT_SURE, PAIN, SAFETY_GROUP

_CLEARANCE = ("dental_clearance",)
CLINIC = Group(
    "clinic",
    "From the clinic",
    fields=(
        Field(
            "clearance_for",
            "clearance before",
            "Before which treatment?",
            "choice",
            (
                Choice("radiation", "radiation of head or neck"),
                Choice("chemo", "chemotherapy"),
                Choice("heart", "heart valve or heart surgery"),
                Choice("joint", "joint replacement"),
                Choice("transplant", "organ transplant"),
                Choice("bone", "bone medicine"),
                Choice("other", "other"),
            ),
            shown_when=_CLEARANCE,
        ),
        TREATMENT_BEGINS,
        Field("answer_by", "answer needed by", "By when do you need the answer?", "date", shown_when=_CLEARANCE),
        Field(
            "platelets",
            "platelets",
            "Platelets",
            "number",
            unit="thousand/µL",
            lowest=0,
            highest=2000,
            shown_when=("clearance_for:chemo", "clearance_for:transplant"),
        ),
        Field(
            "neutrophils",
            "neutrophils",
            "Neutrophils",
            "number",
            unit="/µL",
            lowest=0,
            highest=50000,
            shown_when=("clearance_for:chemo", "clearance_for:transplant"),
        ),
        Field(
            "antibiotic_cover",
            "antibiotics before dental treatment",
            "Does the heart call for antibiotics before dental treatment?",
            "choice",
            (Choice("yes", "yes"), Choice("no", "no"), NOT_SURE),
            shown_when=("dental_clearance", "alert:prosthetic_valve", "alert:endocarditis", "alert:heart_defect"),
            source="AHA 2021",
        ),
        HBA1C,
        Field("hba1c_on", "HbA1c of", "When was the HbA1c taken?", "date", shown_when=("diabetes_gums",)),
        Field(
            "diabetes_with",
            "diabetes treated with",
            "How is the diabetes treated?",
            "choices",
            (Choice("diet", "diet"), Choice("tablets", "tablets"), Choice("insulin", "insulin"), Choice("injection", "other injections")),
            shown_when=("diabetes_gums",),
        ),
        Field(
            "gum_signs",
            "gums",
            "What is seen or told of the gums?",
            "choices",
            (
                Choice("bleed", "bleed"),
                Choice("swollen", "swollen"),
                Choice("loose", "loose teeth"),
                Choice("taste", "bad taste"),
                Choice("not_looked", "not looked"),
            ),
            shown_when=("diabetes_gums", "pregnancy_care"),
        ),
        Field(
            "pain_area",
            "pain at",
            "Where does it hurt?",
            "choices",
            (
                Choice("upper_right", "upper right"),
                Choice("upper_front", "upper front"),
                Choice("upper_left", "upper left"),
                Choice("lower_right", "lower right"),
                Choice("lower_front", "lower front"),
                Choice("lower_left", "lower left"),
                Choice("unclear", "cannot be told"),
            ),
            hint="the patient's right and left",
            shown_when=("toothache",),
        ),
        Field(
            "seen_at",
            "seen at",
            "Where was the patient seen?",
            "choice",
            (
                Choice("clinic", "clinic"),
                Choice("urgent_care", "urgent care"),
                Choice("emergency", "emergency department"),
                Choice("hospital", "hospital ward"),
            ),
            shown_when=("toothache",),
        ),
        Field(
            "weeks_pregnant",
            "weeks pregnant",
            "Weeks of pregnancy",
            "number",
            lowest=1,
            highest=44,
            shown_when=("pregnancy_care", "alert:pregnancy"),
        ),
        *LESION_FIELDS,
        MEDICINES,
        BLOOD_PRESSURE,
        INR,
        BONE_MEDICINE,
        Field("call_back", "call with questions", "Who is called with questions?", "text", longest=120, hint="name and number"),
    ),
)

MEDICAL_TO_DENTAL = Form(
    code="medical_to_dental",
    label="Referral from a medical practice",
    procedures=(
        Choice("dental_clearance", "Dental clearance", "Z01.818"),
        Choice("toothache", "Toothache", "K08.89"),
        Choice("diabetes_gums", "Diabetes and gums"),
        Choice("pregnancy_care", "Care in pregnancy"),
        Choice("oral_finding", "Something seen in the mouth"),
        Choice("consultation", "Consultation"),
    ),
    groups=(CLINIC, PAIN, INFECTION_SIGNS, SAFETY_GROUP, INJURY, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "medical_history", "medicines"),
    more_records=(
        ("lab_values", ("diabetes_gums",)),
        ("treatment_date", ("dental_clearance",)),
        ("symptoms", ("toothache",)),
        ("lesion", ("oral_finding",)),
    ),
    has_chart=False,
    direction="medical_to_dental",
    source="AHA 2021; MASCC/ISOO; EFP/IDF 2018",
)
