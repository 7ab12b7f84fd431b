"""What the made-up patients come with: cases in the shape of `rules.questions`, and the reports that answer them."""

from dataclasses import dataclass
from typing import Any

NO_AIRWAY = {"trouble_breathing": "no", "trouble_swallowing": "no"}
UPPER_BACK, LOWER_BACK = ("2", "3", "4", "5", "12", "13", "14", "15"), ("18", "19", "20", "21", "28", "29", "30", "31")
FRONT = ("6", "7", "8", "9", "10", "11", "22", "23", "24", "25", "26", "27")
BACK = UPPER_BACK + LOWER_BACK


@dataclass(frozen=True, slots=True)
class Presentation:
    """One way in which a patient presents: the case, the teeth it may be, the film that belongs to it, and how it ends.

    `visit` names the kind of visit; `report` are the columns of the report besides its dates.
    """

    case: dict[str, Any]
    visit: str
    report: dict[str, str]
    teeth: tuple[str, ...] = ()
    films: tuple[str, ...] = ("periapical",)
    weight: int = 10
    hurry: str = "elective"
    """What the tier will be: emergency, urgent, soon or elective."""


def _endo(procedure: str, reason: str, findings: dict[str, str], duration: str, pulpal: str, apical: str, **more: Any) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "wanted": "evaluate_and_treat",
        "reason": reason,
        "findings": findings,
        "duration": duration,
        "pulpal": pulpal,
        "apical": apical,
        "medical_alerts": ["none_known"],
        "anxiety": "not_asked",
        "leave_tooth": "temporary",
    } | more


def _report(
    findings: str, diagnosis: str, done: str, prognosis: str, restoration: str, follow_up: str, status: str = "done"
) -> dict[str, str]:
    return {
        "findings": findings,
        "diagnosis": diagnosis,
        "treatment_status": status,
        "treatment_done": done,
        "prognosis": prognosis,
        "restoration_needed": restoration,
        "follow_up": follow_up,
    }


CROWN = "Build-up and crown; please within four weeks. No biting on the tooth until then."
RECALL = "Film at six months, here or at your office."

ENDODONTIC: tuple[Presentation, ...] = (
    Presentation(
        _endo(
            "first_treatment",
            "Spontaneous pain since the weekend, worse at night. Deep filling last year.",
            {"spontaneous_pain": "yes", "lingering_cold": "yes", "cold_response": "yes", "percussion_pain": "yes", "swelling": "no"},
            "days",
            "symptomatic_irreversible_pulpitis",
            "symptomatic_apical_periodontitis",
            analgesics="Ibuprofen 400 mg three times a day",
        ),
        "Root canal treatment",
        _report(
            "Deep distal caries under the old filling. Cold lingers for 40 seconds; tender to percussion.",
            "Symptomatic irreversible pulpitis, symptomatic apical periodontitis.",
            "Root canal treatment completed in one visit, four canals. Temporary filling.",
            "favorable",
            CROWN,
            RECALL,
        ),
        teeth=BACK,
        weight=26,
        hurry="urgent",
    ),
    Presentation(
        _endo(
            "first_treatment",
            "Tooth does not answer cold; dark area on the film. No pain.",
            {"cold_response": "no", "percussion_pain": "no", "spontaneous_pain": "no", "swelling": "no"},
            "months",
            "pulp_necrosis",
            "asymptomatic_apical_periodontitis",
        ),
        "Root canal treatment",
        _report(
            "No answer to cold or the electric test. Apical radiolucency of about 4 mm.",
            "Pulp necrosis, asymptomatic apical periodontitis.",
            "Canals cleaned and filled after two weeks of calcium hydroxide.",
            "favorable",
            CROWN,
            RECALL,
        ),
        teeth=BACK + FRONT,
        weight=18,
    ),
    Presentation(
        _endo(
            "retreatment",
            "Root canal about eight years ago, dark area growing on two films.",
            {"percussion_pain": "no", "swelling": "no", "sinus_tract": "no"},
            "months",
            "previously_treated",
            "asymptomatic_apical_periodontitis",
        ),
        "Retreatment",
        _report(
            "Short filling in the mesial canals; a second mesiobuccal canal was never treated.",
            "Previously treated; asymptomatic apical periodontitis.",
            "Retreatment completed; the missed canal found and filled.",
            "favorable",
            "New crown; the old margin leaks.",
            "Films at six and twelve months.",
        ),
        teeth=("3", "14", "19", "30"),
        films=("periapical", "periapical"),
        weight=14,
    ),
    Presentation(
        _endo(
            "retreatment",
            "Old root canal, small bump on the gum that comes and goes.",
            {"sinus_tract": "yes", "swelling": "no", "percussion_pain": "no", "fever": "no"},
            "weeks",
            "previously_treated",
            "chronic_apical_abscess",
        ),
        "Retreatment",
        _report(
            "Sinus tract traced to the distal root. No crack seen under the microscope.",
            "Previously treated; chronic apical abscess.",
            "Retreatment in two visits; the sinus tract has closed.",
            "favorable",
            CROWN,
            RECALL,
        ),
        teeth=("19", "30", "31", "18"),
        weight=9,
        hurry="soon",
    ),
    Presentation(
        _endo(
            "cracked_tooth",
            "Sharp pain on biting something hard, gone when letting go.",
            {"bite_pain": "yes", "cold_response": "yes", "lingering_cold": "no", "swelling": "no"},
            "weeks",
            "reversible_pulpitis",
            "normal_apical_tissues",
        ),
        "Cracked tooth evaluation",
        _report(
            "Crack across the distal ridge, not reaching the pulp floor. Probing normal all round.",
            "Cracked tooth with reversible pulpitis.",
            "Evaluation only. Orthodontic band placed; no pain on biting afterwards.",
            "questionable",
            "Full-coverage crown as soon as possible; call us if pain comes by itself.",
            "We see the patient again only if symptoms return.",
            "not_needed",
        ),
        teeth=BACK,
        weight=11,
        hurry="urgent",
    ),
    Presentation(
        _endo(
            "diagnosis",
            "Vague pain on the right side; we cannot tell which tooth.",
            {"spontaneous_pain": "yes", "cold_response": "yes", "percussion_pain": "no", "swelling": "no"},
            "weeks",
            "not_sure",
            "not_sure",
            wanted="evaluate",
        ),
        "Consultation and tests",
        _report(
            "All teeth of the quadrant answer cold normally. Tender jaw muscles.",
            "No pain of dental origin found; muscle pain is likely.",
            "Consultation and tests only.",
            "favorable",
            "None.",
            "Please check the bite; a splint may help.",
            "not_needed",
        ),
        teeth=("3", "14", "19", "30"),
        weight=8,
        hurry="urgent",
    ),
    Presentation(
        _endo(
            "first_treatment",
            "Swollen cheek since yesterday, throbbing pain.",
            {
                "spontaneous_pain": "yes",
                "swelling": "yes",
                "fever": "no",
                "cold_response": "no",
                **NO_AIRWAY,
                "swelling_floor_of_mouth": "no",
            },
            "today",
            "pulp_necrosis",
            "acute_apical_abscess",
            antibiotics="Amoxicillin 500 mg, begun this morning",
            analgesics="Ibuprofen and acetaminophen",
        ),
        "Emergency visit",
        _report(
            "Fluctuant swelling beside the tooth; no trismus, no fever, airway free.",
            "Pulp necrosis, acute apical abscess.",
            "Tooth opened, canals cleaned, swelling drained. Filled two weeks later.",
            "favorable",
            CROWN,
            RECALL,
        ),
        teeth=BACK,
        weight=10,
        hurry="emergency",
    ),
    Presentation(
        _endo(
            "post_treatment_pain",
            "We began a root canal on Tuesday; still strong pain on biting.",
            {"bite_pain": "yes", "percussion_pain": "yes", "swelling": "no"},
            "days",
            "previously_initiated_therapy",
            "symptomatic_apical_periodontitis",
            wanted="take_over",
            done_so_far="Pulpotomy, temporary filling, bite adjusted.",
        ),
        "Root canal treatment",
        _report(
            "Three canals open, a fourth found under the microscope. Tender to percussion.",
            "Previously initiated therapy, symptomatic apical periodontitis.",
            "Treatment taken over and completed.",
            "favorable",
            CROWN,
            RECALL,
        ),
        teeth=("3", "14", "19", "30"),
        weight=8,
        hurry="urgent",
    ),
    Presentation(
        _endo(
            "trauma",
            "Fell off a bicycle yesterday; the front tooth is loose.",
            {"trauma": "yes", "luxated_tooth": "yes", "avulsed_permanent_tooth": "no", "airway_trauma": "no", "mobility": "yes"},
            "today",
            "not_sure",
            "not_sure",
        ),
        "Consultation and tests",
        _report(
            "Subluxation, no root fracture on three films. Answers cold weakly.",
            "Subluxation; pulp status to be followed.",
            "Flexible splint for two weeks, then removed.",
            "favorable",
            "None for now.",
            "Tests at 4 weeks, 3, 6 and 12 months; we will keep these visits.",
            "done",
        ),
        teeth=("8", "9", "7"),
        films=("periapical", "photo"),
        weight=5,
        hurry="urgent",
    ),
    Presentation(
        _endo(
            "apical_surgery",
            "Retreated twice, post and crown in good order, still a dark area.",
            {"percussion_pain": "no", "swelling": "no", "sinus_tract": "no"},
            "longer",
            "previously_treated",
            "asymptomatic_apical_periodontitis",
        ),
        "Apical surgery",
        _report(
            "Persistent apical lesion of 6 mm under a good crown.",
            "Previously treated; asymptomatic apical periodontitis.",
            "Apical surgery with root-end filling; tissue sent for histology (radicular cyst).",
            "favorable",
            "None; the crown stays.",
            "Sutures out after a week, films at six and twelve months.",
        ),
        teeth=("7", "8", "10", "9"),
        films=("periapical", "cbct"),
        weight=5,
    ),
    Presentation(
        _endo(
            "resorption",
            "Pink spot at the neck of the tooth, found at a routine visit.",
            {"cold_response": "yes", "percussion_pain": "no", "swelling": "no"},
            "not_sure",
            "not_sure",
            "normal_apical_tissues",
            wanted="evaluate",
        ),
        "Consultation and tests",
        _report(
            "External cervical resorption, class 2 on the volume scan.",
            "External cervical resorption; pulp vital.",
            "Evaluation and volume scan.",
            "questionable",
            "None for now.",
            "Repair is possible; the patient thinks it over and will call.",
            "declined",
        ),
        teeth=("8", "9", "11"),
        films=("periapical", "cbct"),
        weight=4,
    ),
)


def _consultation(reason: str, findings: dict[str, str], wanted: str = "evaluate_and_treat", **more: Any) -> dict[str, Any]:
    return {
        "procedure": "consultation",
        "wanted": wanted,
        "reason": reason,
        "findings": findings,
        "medical_alerts": ["none_known"],
        "duration": "weeks",
    } | more


QUIET = {"spontaneous_pain": "no", "swelling": "no"}
SURGICAL: tuple[Presentation, ...] = (
    Presentation(
        _consultation(
            "Impacted wisdom teeth, crowding behind the second molars.",
            QUIET,
            procedure="third_molars",
            answers={
                "third_molar_why": ["neighbor"],
                "impaction": "partly_bony",
                "near_nerve": "yes",
                "anesthesia": "sedation",
                "asa": "1",
                "jaw_radiation": "no",
            },
        ),
        "Surgical consultation",
        _report(
            "Both lower third molars impacted, close to the nerve canal.",
            "Impacted third molars 17 and 32.",
            "Both removed under sedation.",
            "favorable",
            "None.",
            "Sutures out after a week.",
        ),
        teeth=("17", "32", "1", "16"),
        films=("panoramic",),
        weight=14,
    ),
    Presentation(
        _consultation(
            "Tooth cannot be restored, please extract.",
            {"spontaneous_pain": "yes", "swelling": "no"},
            procedure="extraction",
            answers={"extraction_why": "fracture", "after_extraction": ["graft", "advise"], "anesthesia": "local", "jaw_radiation": "no"},
            medical_alerts=["anticoagulants"],
        ),
        "Extraction",
        _report(
            "Vertical root fracture.",
            "Non-restorable tooth.",
            "Extraction with socket preservation.",
            "favorable",
            "Implant or bridge after four months.",
            "Healing check in two weeks.",
        ),
        teeth=BACK,
        weight=12,
        hurry="urgent",
    ),
    Presentation(
        _consultation(
            "White patch under the tongue that does not wipe off.",
            {"suspicious_lesion": "yes", "swelling": "no"},
            "evaluate",
            procedure="biopsy",
            answers={
                "lesion_site": ["floor"],
                "lesion_since": "weeks",
                "lesion_mm": 8,
                "lesion_look": ["white"],
                "lesion_does": ["stays"],
                "neck_lump": "no",
                "tobacco": "many",
                "biopsy_so_far": "no",
            },
        ),
        "Lesion check",
        _report(
            "White plaque of 8 mm, left floor of mouth; biopsy taken.",
            "Leukoplakia; histology: mild dysplasia.",
            "Biopsy.",
            "questionable",
            "None.",
            "We follow every three months; please look at each visit.",
        ),
        films=("photo",),
        weight=5,
        hurry="urgent",
    ),
)
PERIODONTAL: tuple[Presentation, ...] = (
    Presentation(
        _consultation(
            "Pockets of 6 to 8 mm in three quadrants despite two cleanings.",
            QUIET,
            procedure="periodontitis",
            answers={
                "deepest_pocket": 8,
                "pocket_spread": "general",
                "bleeding_percent": 54,
                "bone_loss": "moderate",
                "furcation": "2",
                "tobacco": "some",
            },
        ),
        "Gum consultation",
        _report(
            "Generalized periodontitis, stage III, grade B.",
            "Periodontitis stage III, grade B.",
            "Non-surgical treatment of all quadrants.",
            "questionable",
            "Please watch the fillings on the lower left.",
            "Maintenance every three months, turn about with your office.",
        ),
        films=("bitewing",),
        weight=10,
    ),
    Presentation(
        _consultation(
            "Root showing and getting sensitive.",
            QUIET,
            "evaluate",
            procedure="recession",
            answers={"recession_mm": 3, "recession_bothers": ["sensitive", "growing"], "tobacco": "never"},
        ),
        "Gum consultation",
        _report(
            "Recession of 3 mm, thin tissue.",
            "Gingival recession.",
            "Consultation; graft discussed.",
            "favorable",
            "None.",
            "The patient decides about a graft.",
            "declined",
        ),
        teeth=("6", "11", "22", "27"),
        films=("photo",),
        weight=6,
    ),
)
ORTHODONTIC: tuple[Presentation, ...] = (
    Presentation(
        _consultation(
            "Crowding; permanent canines have no room.",
            QUIET,
            "evaluate",
            procedure="malocclusion",
            answers={"angle_class": "1", "overjet_mm": 3, "vertical_bite": "usual", "crowding": "severe", "gums_and_decay_ready": "yes"},
        ),
        "First orthodontic visit",
        _report(
            "Class I with 6 mm of crowding.",
            "Crowding, canines blocked out.",
            "Records taken, plan discussed with the family.",
            "favorable",
            "Please seal the first molars before brackets go on.",
            "Treatment begins next month.",
            "not_needed",
        ),
        films=("panoramic",),
        weight=10,
    ),
)
TO_DENTAL: tuple[Presentation, ...] = (
    Presentation(
        _consultation(
            "Type 2 diabetes, A1c 9.1 %. Bleeding gums, no dental visit in four years.",
            QUIET,
            "evaluate_and_treat",
            medical_alerts=["diabetes"],
            procedure="diabetes_gums",
            answers={
                "hba1c": 9.1,
                "diabetes_with": ["tablets"],
                "gum_signs": ["bleed", "swollen"],
                "medicines": "Metformin 1,000 mg twice a day, lisinopril",
                "blood_pressure": "142/88",
            },
        ),
        "New patient exam",
        _report(
            "Periodontitis stage II, two decayed teeth.",
            "Periodontitis in a patient with diabetes.",
            "Exam, films, first deep cleaning.",
            "questionable",
            "None.",
            "We see the patient every three months; please share the next A1c.",
        ),
        films=(),
        weight=8,
    ),
    Presentation(
        _consultation(
            "Head and neck radiation is planned; please check and clear.",
            {"clearance_before_treatment": "yes", "swelling": "no"},
            "evaluate_and_treat",
            procedure="dental_clearance",
            answers={"clearance_for": "radiation", "antibiotic_cover": "no", "medicines": "None", "call_back": "Dr. Adeyemi, 312-555-0152"},
        ),
        "Dental check before medical treatment",
        _report(
            "Two teeth with poor outlook in the field of radiation.",
            "Dental clearance before radiation.",
            "Both teeth removed; fluoride trays made.",
            "favorable",
            "None.",
            "Cleared from the dental side two weeks after the extractions.",
        ),
        films=(),
        weight=4,
        hurry="urgent",
    ),
)
TO_MEDICAL: tuple[Presentation, ...] = (
    Presentation(
        _consultation(
            "Blood pressure 168/102 at two visits, no physician.",
            {"swelling": "no", "pressure_danger": "no"},
            "evaluate",
            procedure="high_blood_pressure",
            answers={"blood_pressure_first": "168/102", "blood_pressure_again": "164/100", "pressure_known": "no", "medicines": "None"},
        ),
        "Medical visit",
        _report(
            "Hypertension confirmed.",
            "Essential hypertension.",
            "Treatment begun; cleared for local anesthetic.",
            "favorable",
            "None.",
            "Recheck in four weeks.",
        ),
        films=(),
        weight=6,
    ),
    Presentation(
        _consultation(
            "Gum disease out of proportion; please test for diabetes.",
            {"swelling": "no"},
            "evaluate",
            procedure="uncontrolled_diabetes",
            answers={
                "glucose": 212,
                "glucose_when": "any",
                "diabetes_known": "no",
                "diabetes_signs": ["gums", "value"],
                "medicines": "None",
            },
        ),
        "Medical visit",
        _report(
            "A1c 7.4 %.",
            "Type 2 diabetes, newly found.",
            "Metformin begun.",
            "favorable",
            "None.",
            "A1c again in three months; deep cleaning is welcome now.",
        ),
        films=(),
        weight=5,
    ),
)
BY_SPECIALTY = {
    "endodontics": ENDODONTIC,
    "oral_surgery": SURGICAL,
    "periodontics": PERIODONTAL,
    "orthodontics": ORTHODONTIC,
    "general": TO_DENTAL,
    "medical": TO_MEDICAL,
}
