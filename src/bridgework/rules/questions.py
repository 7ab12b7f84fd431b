"""The structured form of a referral, as data: what is asked, when, in which words, and what a valid answer is. The door to `forms`.

The case is one JSON object; `case.clean` accepts nothing else. Every key is optional when it comes in and present when it leaves:

    procedure       reason code of the request, of the form's procedures ("consultation" where it has no finer one)
    reason          why, in the sender's words
    wanted          evaluate | evaluate_and_treat | take_over
    findings        {sign: "yes" | "no"}; a sign left out was not asked, which is never shown as "no"
    answers         {field: answer}, in the shapes of `forms.answers`; a field left out was not asked
    own             {id of a practice's own question, in the version that was asked: answer}
    swelling_where  list of places; floor_of_mouth, eye and neck also answer the finding of that name
    duration        how long it has been going on
    pulpal, apical  AAE diagnostic terms, or "not_sure"
    codes           ICD-10-CM codes that a person confirmed or typed
    procedure_code  one CDT or CPT/HCPCS code that somebody typed, as the direction allows (`forms.coding`); "" for none
    done_so_far     treatment already done, in words
    antibiotics     which, since when; "" where nobody said
    analgesics      the same
    medical_alerts  list of alert codes; "none_known" says that somebody asked
    medical_note    more about the medical history
    anxiety         none | some | severe | not_asked
    mdas            the five answers of the Modified Dental Anxiety Scale, 1 to 5 each; [] where it was not asked
    leave_tooth     how the specialist should leave the tooth
    instructions    anything else for the specialist

Cases from before some of these keys existed lack them: readers use `.get`. Labels are English message ids for gettext.
"""

from bridgework.rules.forms.choices import ALERTS, ANXIETY, DURATION, FIRST_ALERTS, SWELLING_WHERE, WANTED
from bridgework.rules.forms.dental_to_medical import DENTAL_TO_MEDICAL
from bridgework.rules.forms.endodontic import ENDODONTIC
from bridgework.rules.forms.general import GENERAL
from bridgework.rules.forms.medical_to_dental import MEDICAL_TO_DENTAL
from bridgework.rules.forms.oral_medicine import ORAL_MEDICINE
from bridgework.rules.forms.oral_surgery import ORAL_SURGERY
from bridgework.rules.forms.orthodontic import ORTHODONTIC
from bridgework.rules.forms.pediatric import PEDIATRIC
from bridgework.rules.forms.periodontic import PERIODONTIC
from bridgework.rules.forms.prosthodontic import PROSTHODONTIC
from bridgework.rules.forms.shapes import Choice, Field, Form, Group, Sign, codes_of, label_of

__all__ = [
    "ALERTS",
    "ALL_FIELDS",
    "ALL_SIGNS",
    "ANXIETY",
    "DENTAL_TO_MEDICAL",
    "DURATION",
    "ENDODONTIC",
    "FIRST_ALERTS",
    "FORMS",
    "GENERAL",
    "LEAVE_TOOTH",
    "MEDICAL_TO_DENTAL",
    "PROCEDURES",
    "SPECIALTIES",
    "SWELLING_WHERE",
    "WANTED",
    "Choice",
    "Field",
    "Form",
    "Group",
    "Sign",
    "codes_of",
    "form_for",
    "label_of",
    "minimum_records_for",
    "procedures_for",
]

_OF_SPECIALTY: dict[str, Form] = {
    "endodontics": ENDODONTIC,
    "periodontics": PERIODONTIC,
    "orthodontics": ORTHODONTIC,
    "oral_surgery": ORAL_SURGERY,
    "pediatric_dentistry": PEDIATRIC,
    "prosthodontics": PROSTHODONTIC,
    "oral_medicine": ORAL_MEDICINE,
    "general": GENERAL,
    "medical": DENTAL_TO_MEDICAL,
}
SPECIALTIES: tuple[str, ...] = tuple(_OF_SPECIALTY)
"""What a practice may be, as stored with it."""
FORMS: tuple[Form, ...] = (*_OF_SPECIALTY.values(), MEDICAL_TO_DENTAL)
ALL_SIGNS: dict[str, Sign] = {sign.code: sign for form in FORMS for sign in form.signs}
ALL_FIELDS: dict[str, Field] = {field.code: field for form in FORMS for field in form.fields}
PROCEDURES: tuple[Choice, ...] = tuple({choice.code: choice for form in FORMS for choice in form.procedures}.values())
"""Every reason code of every form, once."""
LEAVE_TOOTH: tuple[Choice, ...] = tuple({choice.code: choice for form in FORMS for choice in form.leave_tooth}.values())


def form_for(specialty: str, sender: str = "") -> Form:
    """The form for a receiving practice's specialty and the sender's: a physician is not asked what a dentist is asked.

    An unknown specialty, and a physician who refers to a physician, have the general form; an unknown sender counts as dental.
    """
    if sender == "medical":
        return GENERAL if specialty == "medical" else MEDICAL_TO_DENTAL
    return _OF_SPECIALTY.get(specialty, GENERAL)


def procedures_for(specialty: str) -> tuple[Choice, ...]:
    """Every request that can come to a practice of this specialty, from dental and from medical senders, each once."""
    forms = (form_for(specialty), form_for(specialty, "medical"))
    return tuple({choice.code: choice for form in forms for choice in form.procedures}.values())


def minimum_records_for(specialty: str, sender: str = "") -> tuple[str, ...]:
    """The requirement codes that a practice of this specialty starts with, those of single procedures included."""
    form = form_for(specialty, sender)
    return tuple(dict.fromkeys((*form.minimum_records, *(code for code, _ in form.more_records))))
