"""What a medical alert calls for, wherever surgery or bleeding may follow.

Sources: AAOMS position paper on medication-related osteonecrosis of the jaw (2022): which medicine, how given, how long; ADA guidance on
anticoagulants and antiplatelets: an INR from within 24 to 72 hours; ADA/EFP-IDF consensus on periodontitis and diabetes (2018): HbA1c.
"""

from bridgework.rules.forms.shapes import Choice, Field

HBA1C = Field(
    "hba1c",
    "HbA1c",
    "Latest HbA1c",
    "number",
    unit="%",
    lowest=3,
    highest=20,
    decimals=1,
    shown_when=("alert:diabetes", "diabetes_gums", "uncontrolled_diabetes"),
)
INR = Field(
    "inr", "INR", "Latest INR", "number", lowest=0.5, highest=12, decimals=1, shown_when=("alert:anticoagulants",), hint="with warfarin"
)
BONE_MEDICINE = Field(
    "bone_medicine",
    "bone medicine given",
    "How is the bone medicine given?",
    "choice",
    (
        Choice("oral", "by mouth"),
        Choice("oral_long", "by mouth, over 4 years"),
        Choice("injection", "injection every half year"),
        Choice("infusion", "infusion, for cancer"),
        Choice("past", "in the past"),
    ),
    shown_when=("alert:bisphosphonates", "alert:denosumab", "exposed_bone"),
)
BLOOD_PRESSURE = Field("blood_pressure", "blood pressure", "Blood pressure", "pressure", hint="mmHg, such as 138/86")
MEDICINES = Field("medicines", "medicines taken", "Medicines the patient takes", "text", longest=1000)
SURGICAL = (INR, BONE_MEDICINE, HBA1C)
TREATMENT_BEGINS = Field(
    "treatment_begins", "treatment begins", "When does it begin?", "date", shown_when=("dental_clearance", "before_cancer_treatment")
)
