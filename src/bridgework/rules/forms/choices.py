"""Choices that every form offers: what is wanted, for how long, where it is swollen, medical alerts, how nervous."""

from bridgework.rules.forms.shapes import Choice

WANTED = (
    Choice("evaluate", "Evaluate only"),
    Choice("evaluate_and_treat", "Evaluate and treat"),
    Choice("take_over", "Take over the treatment"),
    Choice("advice", "Advise, without a visit"),
)
DURATION = (
    Choice("today", "since today"),
    Choice("days", "a few days"),
    Choice("weeks", "a few weeks"),
    Choice("months", "a few months"),
    Choice("longer", "longer than half a year"),
    Choice("not_sure", "not sure"),
)
SWELLING_WHERE = (
    Choice("gum", "gum"),
    Choice("palate", "palate"),
    Choice("lip", "lip"),
    Choice("left_cheek", "left cheek"),
    Choice("right_cheek", "right cheek"),
    Choice("under_jaw", "under the jaw"),
    Choice("floor_of_mouth", "floor of mouth"),
    Choice("eye", "eye"),
    Choice("neck", "neck"),
)
ALERTS = (
    Choice("none_known", "None known"),
    Choice("anticoagulants", "Blood thinners"),
    Choice("penicillin_allergy", "Penicillin allergy"),
    Choice("latex_allergy", "Latex allergy"),
    Choice("diabetes", "Diabetes"),
    Choice("high_blood_pressure", "High blood pressure"),
    Choice("bisphosphonates", "Bone medicine (bisphosphonates)"),
    Choice("pregnancy", "Pregnancy"),
    Choice("prosthetic_valve", "Artificial heart valve"),
    Choice("immunosuppressed", "Weakened immune system"),
    Choice("antiplatelets", "Aspirin or other antiplatelets"),
    Choice("anesthetic_allergy", "Allergy to local anesthetic"),
    Choice("nsaid_allergy", "Allergy to ibuprofen or aspirin"),
    Choice("other_allergy", "Other allergy (see note)"),
    Choice("denosumab", "Bone medicine (denosumab)"),
    Choice("endocarditis", "Endocarditis in the past"),
    Choice("heart_defect", "Heart defect from birth"),
    Choice("heart_disease", "Heart disease"),
    Choice("pacemaker", "Pacemaker or defibrillator"),
    Choice("stroke", "Stroke"),
    Choice("bleeding_disorder", "Bleeding disorder"),
    Choice("joint_replacement", "Artificial joint"),
    Choice("asthma", "Asthma or lung disease"),
    Choice("kidney_disease", "Kidney disease"),
    Choice("liver_disease", "Liver disease, hepatitis"),
    Choice("epilepsy", "Epilepsy"),
    Choice("cancer_treatment", "Cancer treatment"),
    Choice("head_neck_radiation", "Radiation of head or neck"),
    Choice("steroids", "Long-term steroids"),
    Choice("hiv", "HIV"),
    Choice("substance_use", "Alcohol or drug dependence"),
)
FIRST_ALERTS = 10
"""So many alerts are shown at once, the others when asked for."""
ANXIETY = (
    Choice("not_asked", "Not asked"),
    Choice("none", "Not nervous"),
    Choice("some", "Somewhat nervous"),
    Choice("severe", "Very nervous"),
)
