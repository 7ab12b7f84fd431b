"""The structured form of a referral, as data: what is asked, when, in which words, and what a valid answer is.

The case is one JSON object; `case.clean` accepts nothing else. Every key is optional when it comes in and present when it leaves:

    procedure       reason code of the request, of the form's procedures ("consultation" outside endodontics)
    reason          why, in the sender's words
    wanted          evaluate | evaluate_and_treat | take_over
    findings        {sign: "yes" | "no"}; a sign left out was not asked, which is never shown as "no"
    swelling_where  list of places; floor_of_mouth, eye and neck also answer the finding of that name
    duration        how long it has been going on
    pulpal, apical  AAE diagnostic terms, or "not_sure"
    done_so_far     treatment already done, in words
    antibiotics     which, since when; "" where nobody said
    analgesics      the same
    medical_alerts  list of alert codes; "none_known" says that somebody asked
    medical_note    more about the medical history
    anxiety         none | some | severe | not_asked
    leave_tooth     how the specialist should leave the tooth
    instructions    anything else for the specialist

Sources: the referral advice of specialists that this program is built on; AAE terms; signs as in `urgency`. Labels are English
message ids for gettext.
"""

from dataclasses import dataclass

from bridgework.rules.urgency import SAFETY


@dataclass(frozen=True, slots=True)
class Choice:
    """A code and its label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One finding that is answered with a tap.

    `question` is the same in a full sentence. `shown_when` names signs or procedures of which one must be present before it is
    asked; empty means always. A safety sign is asked as yes or no, so that "not asked" stays visible.
    """

    code: str
    label: str
    question: str
    shown_when: tuple[str, ...] = ()

    @property
    def is_safety(self) -> bool:
        """Whether "not asked" must be shown as such."""
        return self.code in SAFETY


@dataclass(frozen=True, slots=True)
class Group:
    """Signs that stand together under one heading."""

    code: str
    label: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one or more specialties. `minimum_records` are requirement codes that a practice starts with."""

    code: str
    label: str
    procedures: tuple[Choice, ...]
    groups: tuple[Group, ...]
    asks_tooth: bool
    asks_diagnosis: bool
    leave_tooth: tuple[Choice, ...]
    minimum_records: tuple[str, ...]

    @property
    def signs(self) -> tuple[Sign, ...]:
        """All signs of the form in the order in which they are asked."""
        return tuple(sign for group in self.groups for sign in group.signs)


PAIN = Group(
    "pain",
    "Pain",
    (
        Sign("spontaneous_pain", "spontaneous pain", "Does it hurt by itself, without a cause?"),
        Sign("bite_pain", "pain on biting", "Does it hurt to bite?"),
        Sign("lingering_cold", "cold lingers", "Does pain from cold linger?"),
        Sign("lingering_heat", "heat lingers", "Does pain from heat linger?"),
    ),
)
SWELLING = Group(
    "swelling",
    "Swelling and infection",
    (
        Sign("swelling", "swelling", "Is there swelling?"),
        Sign("spreading_fast", "spreading fast", "Is the swelling spreading fast?", ("swelling",)),
        Sign("fever", "fever", "Is there fever?"),
        Sign("trismus", "cannot open wide", "Is it hard to open the mouth?"),
        Sign("sinus_tract", "sinus tract", "Is there a sinus tract?"),
    ),
)
_INFECTION = ("swelling", "fever", "trismus")
SAFETY_GROUP = Group(
    "safety",
    "Safety",
    (
        Sign("trouble_breathing", "trouble breathing", "Is it hard to breathe?", (*_INFECTION, "trauma")),
        Sign("trouble_swallowing", "trouble swallowing", "Is it hard to swallow?", _INFECTION),
        Sign("drooling", "drooling", "Is the patient drooling?", _INFECTION),
        Sign("voice_change", "voice change", "Has the voice changed?", _INFECTION),
        Sign("swelling_floor_of_mouth", "swelling of the floor of the mouth", "Is the floor of the mouth swollen?", _INFECTION),
        Sign("swelling_eye", "swelling near the eye", "Is there swelling near the eye?", _INFECTION),
        Sign("swelling_neck", "swelling of the neck", "Is the neck swollen?", _INFECTION),
        Sign("uncontrolled_bleeding", "bleeding that does not stop", "Is there bleeding that does not stop?"),
    ),
)
INJURY = Group(
    "injury",
    "Injury",
    (
        Sign("trauma", "injury", "Was there an injury?"),
        Sign("airway_trauma", "injury that affects breathing", "Could the injury affect breathing?", ("trauma",)),
        Sign("avulsed_permanent_tooth", "permanent tooth knocked out", "Was a permanent tooth knocked out?", ("trauma",)),
        Sign("luxated_tooth", "tooth loosened or moved", "Was a tooth loosened or moved?", ("trauma",)),
        Sign("fractured_tooth_with_pain", "broken tooth that hurts", "Is a tooth broken, and does it hurt?", ("trauma", "cracked_tooth")),
    ),
)
TESTS = Group(
    "tests",
    "Tests and what you see",
    (
        Sign("cold_response", "answers cold", "Does the tooth answer the cold test?"),
        Sign("percussion_pain", "tender to tapping", "Does tapping hurt?"),
        Sign("palpation_pain", "tender to pressing", "Does pressing on the gum hurt?"),
        Sign("mobility", "loose", "Is the tooth loose?"),
        Sign("deep_caries", "deep decay", "Is there decay close to the pulp?"),
        Sign("lost_temporary", "temporary lost", "Is a temporary filling lost?"),
    ),
)
MEDICAL = Group(
    "medical",
    "Needs a look soon",
    (
        Sign("suspicious_lesion", "suspicious lesion", "Is there a lesion that worries you?"),
        Sign("clearance_before_treatment", "needed before medical treatment", "Is it needed before radiation, heart surgery or the like?"),
    ),
)

ENDODONTIC = Form(
    code="endodontic",
    label="Endodontic referral",
    procedures=(
        Choice("first_treatment", "First root canal treatment"),
        Choice("retreatment", "Retreatment"),
        Choice("cracked_tooth", "Cracked tooth"),
        Choice("post_treatment_pain", "Pain after treatment"),
        Choice("trauma", "Injury"),
        Choice("resorption", "Resorption"),
        Choice("apical_surgery", "Apical surgery"),
        Choice("diagnosis", "Find the cause"),
    ),
    groups=(PAIN, SWELLING, SAFETY_GROUP, INJURY, TESTS, MEDICAL),
    asks_tooth=True,
    asks_diagnosis=True,
    leave_tooth=(
        Choice("as_you_see_fit", "As you see fit"),
        Choice("build_up", "With a build-up"),
        Choice("temporary", "With a temporary"),
        Choice("post_space", "With post space"),
    ),
    minimum_records=("tooth", "symptoms", "duration", "periapical_film", "medical_history", "diagnosis", "vitality_test"),
)
GENERAL = Form(
    code="general",
    label="Referral",
    procedures=(Choice("consultation", "Consultation"),),
    groups=(PAIN, SWELLING, SAFETY_GROUP, INJURY, MEDICAL),
    asks_tooth=False,
    asks_diagnosis=False,
    leave_tooth=(),
    minimum_records=("reason", "symptoms", "medical_history"),
)
FORMS: tuple[Form, ...] = (ENDODONTIC, GENERAL)

_IMAGE_OF_SPECIALTY = {"oral_surgery": "panoramic_film", "orthodontics": "panoramic_film", "periodontics": "periapical_film"}

WANTED = (
    Choice("evaluate", "Evaluate only"),
    Choice("evaluate_and_treat", "Evaluate and treat"),
    Choice("take_over", "Take over the treatment"),
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
    Choice("bisphosphonates", "Bone medicine (bisphosphonates)"),
    Choice("penicillin_allergy", "Penicillin allergy"),
    Choice("latex_allergy", "Latex allergy"),
    Choice("pregnancy", "Pregnancy"),
    Choice("prosthetic_valve", "Artificial heart valve"),
    Choice("diabetes", "Diabetes"),
    Choice("immunosuppressed", "Weakened immune system"),
)
ANXIETY = (
    Choice("not_asked", "Not asked"),
    Choice("none", "Not nervous"),
    Choice("some", "Somewhat nervous"),
    Choice("severe", "Very nervous"),
)
ALL_SIGNS: dict[str, Sign] = {sign.code: sign for form in FORMS for sign in form.signs}


def form_for(specialty: str) -> Form:
    """The form of a receiving practice's specialty."""
    return ENDODONTIC if specialty == "endodontics" else GENERAL


def minimum_records_for(specialty: str) -> tuple[str, ...]:
    """The requirement codes that a practice of this specialty starts with."""
    image = _IMAGE_OF_SPECIALTY.get(specialty)
    return form_for(specialty).minimum_records + ((image,) if image else ())


def codes_of(choices: tuple[Choice, ...]) -> frozenset[str]:
    """The codes of a list of choices."""
    return frozenset(choice.code for choice in choices)


def label_of(choices: tuple[Choice, ...], code: str) -> str:
    """The label of a code, or the code itself where it is not in the list (an older case may hold one that is gone)."""
    return next((choice.label for choice in choices if choice.code == code), code)
