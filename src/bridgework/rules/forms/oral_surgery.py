"""The form of a referral to an oral and maxillofacial surgeon.

Sources: AAOMS Parameters of Care (2017) and its papers on third molars and on medication-related osteonecrosis of the jaw (2022); ASA physical
status; impaction classes as surgeons name them.
"""

from bridgework.rules.forms.implant import IMPLANT_FIELDS
from bridgework.rules.forms.lesion import LESION_FIELDS
from bridgework.rules.forms.medicines import SURGICAL
from bridgework.rules.forms.shapes import Choice, Field, Form, Group
from bridgework.rules.forms.signs import INFECTION_SIGNS, INJURY, MEDICAL, NOT_SURE, PAIN, SAFETY_GROUP

_TAKES_OUT = ("extraction", "third_molars")
OPERATION = Group(
    "operation",
    "About the operation",
    fields=(
        Field(
            "extraction_why",
            "reason to remove",
            "Why should it come out?",
            "choice",
            (
                Choice("decay", "too much decay", "K02.9"),
                Choice("gums", "loose from gum disease", "K05.30"),
                Choice("fracture", "fractured", "S02.5XXA"),
                Choice("root", "root left behind", "K08.3"),
                Choice("braces", "for orthodontics"),
                Choice("denture", "before a denture"),
                Choice("other", "other"),
            ),
            shown_when=("extraction",),
        ),
        Field(
            "after_extraction",
            "afterwards",
            "What should follow?",
            "choices",
            (
                Choice("nothing", "nothing"),
                Choice("graft", "keep the bone (graft)"),
                Choice("implant", "implant"),
                Choice("denture", "denture at once"),
                Choice("advise", "please advise"),
            ),
            shown_when=("extraction",),
        ),
        Field(
            "third_molar_why",
            "wisdom teeth",
            "What about the wisdom teeth?",
            "choices",
            (
                Choice("pericoronitis", "inflamed gum over it", "K05.30"),
                Choice("decay", "decay", "K02.9"),
                Choice("neighbor", "harms the neighbor"),
                Choice("cyst", "cyst suspected", "K09.0"),
                Choice("braces", "before or after braces"),
                Choice("none", "no trouble yet"),
            ),
            shown_when=("third_molars",),
        ),
        Field(
            "impaction",
            "impaction",
            "How do they lie?",
            "choice",
            (
                Choice("erupted", "through the gum"),
                Choice("soft", "under the gum", "K01.1"),
                Choice("partly_bony", "partly in bone", "K01.1"),
                Choice("bony", "fully in bone", "K01.1"),
                NOT_SURE,
            ),
            shown_when=("third_molars", "exposure"),
        ),
        Field(
            "near_nerve",
            "near the nerve",
            "Is a root close to the nerve on the film?",
            "choice",
            (Choice("yes", "yes"), Choice("no", "no"), NOT_SURE),
            shown_when=_TAKES_OUT,
        ),
        Field(
            "jaw_joint",
            "jaw joint",
            "What does the jaw joint do?",
            "choices",
            (
                Choice("clicks", "clicks", "M26.609"),
                Choice("locks", "locks", "M26.609"),
                Choice("hurts", "hurts", "M26.629"),
                Choice("limited", "opens little", "M26.609"),
            ),
            shown_when=("jaw_joint",),
        ),
        *LESION_FIELDS,
        *IMPLANT_FIELDS,
        Field(
            "anesthesia",
            "anesthesia wished",
            "How should it be done?",
            "choice",
            (
                Choice("local", "local"),
                Choice("nitrous", "nitrous oxide"),
                Choice("sedation", "IV sedation"),
                Choice("general", "general anesthesia"),
                Choice("advise", "please advise"),
            ),
            shown_when=(*_TAKES_OUT, "implant", "exposure", "jaw_infection"),
        ),
        Field(
            "asa",
            "ASA",
            "General health (ASA)",
            "choice",
            (Choice("1", "1, healthy"), Choice("2", "2, mild disease"), Choice("3", "3, severe disease"), Choice("4", "4, threat to life")),
            shown_when=("anesthesia:sedation", "anesthesia:general"),
        ),
        Field(
            "jaw_radiation", "radiation of the jaw", "Was the jaw ever irradiated?", "tap", shown_when=(*_TAKES_OUT, "implant", "biopsy")
        ),
        *SURGICAL,
    ),
)

ORAL_SURGERY = Form(
    code="oral_surgery",
    label="Oral surgery referral",
    procedures=(
        Choice("extraction", "Extraction"),
        Choice("third_molars", "Wisdom teeth"),
        Choice("implant", "Implant"),
        Choice("biopsy", "Biopsy, lesion"),
        Choice("exposure", "Expose an impacted tooth", "K01.1"),
        Choice("jaw_infection", "Infection of the jaw", "K12.2"),
        Choice("jaw_joint", "Jaw joint"),
        Choice("trauma", "Injury"),
        Choice("consultation", "Consultation"),
    ),
    groups=(OPERATION, PAIN, INFECTION_SIGNS, SAFETY_GROUP, INJURY, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "symptoms", "medical_history", "panoramic_film"),
    more_records=(
        ("tooth", ("extraction", "third_molars", "implant", "exposure")),
        ("cbct", ("implant",)),
        ("photo", ("biopsy",)),
        ("lesion", ("biopsy",)),
        ("periapical_film", ("extraction",)),
    ),
    tooth_for=("extraction", "third_molars", "implant", "exposure"),
    source="AAOMS Parameters of Care (2017)",
)
