"""Urgency from what was found, never from the label: an ordered list of named questions, the first "yes" decides the tier.

Sources are named with each question:
- ADA: American Dental Association's definition of emergency and urgent dental care (PMC7579117, table 4);
- IADT: International Association of Dental Traumatology guidelines, 2020, avulsion of permanent teeth;
- practice tiers: pain with swelling is an emergency, pain without swelling is urgent, the rest is elective;
- our inference: where the sources are silent, and we place a sign by what it threatens within days.

A sign that was not asked about is never read as "no", and neither "no" nor "not asked" ever raises a tier: only "yes" counts.
A practice may place itself above this (`raised`), never below it: the list is the clinical floor, and no setting reaches it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bridgework.rules.facts import TIERS
from bridgework.rules.teeth import is_primary

ADA = "ADA definition of emergency and urgent dental care (PMC7579117, table 4)"
IADT = "IADT guidelines 2020, avulsion of permanent teeth"
PRACTICE = "Practice tiers: pain with swelling emergency, pain without swelling urgent, otherwise elective"
AHA = "ACC/AHA guideline on high blood pressure, 2017: 180/120 or more with signs of harm"
INFERENCE = "Our inference: it will get worse within days without being painful now"

PAIN = frozenset(
    {"spontaneous_pain", "bite_pain", "lingering_cold", "lingering_heat", "percussion_pain", "palpation_pain", "fractured_tooth_with_pain"}
)
AIRWAY = frozenset({"trouble_breathing", "trouble_swallowing", "drooling", "voice_change"})
SWELLING = frozenset({"swelling", "swelling_floor_of_mouth", "swelling_eye", "swelling_neck", "spreading_fast"})
INFECTION = SWELLING | PAIN | {"trismus", "sinus_tract"}

SAFETY = (
    "trouble_breathing",
    "trouble_swallowing",
    "drooling",
    "voice_change",
    "airway_trauma",
    "uncontrolled_bleeding",
    "swelling",
    "swelling_floor_of_mouth",
    "swelling_eye",
    "swelling_neck",
    "spreading_fast",
    "fever",
    "trismus",
    "avulsed_permanent_tooth",
    "luxated_tooth",
    "pressure_danger",
)
"""Signs that are asked as yes or no, and shown as "not asked" where nobody did."""

ADVICE = {
    "emergency_department_now": "Send the patient to the emergency department now; call 911 if breathing or swallowing is hard.",
    "call_now": "Call the practice now. Minutes matter.",
    "replant_or_milk": "Put the permanent tooth back in its place at once, or keep it in cold milk. Do not scrub the root.",
    "never_replant_primary": "A baby tooth is never put back: that can harm the tooth growing below it.",
    "ask_airway": "Ask now: can the patient breathe and swallow normally?",
    "person_calls": "A person calls the patient at once.",
}
"""What to say, by code: words for staff. The patient's words are in the templates, in the patient's language."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a tier was given: the question that was answered with yes, in a sentence, and its clinical source."""

    code: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Urgency:
    """The proposed tier with every reason for it, the strongest first.

    `emergency_department` says "not this practice: the emergency department, now". `advice` are codes of ADVICE.
    `not_asked` are safety signs that nobody has answered.
    """

    tier: str
    reasons: tuple[Reason, ...]
    emergency_department: bool
    advice: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs that were answered with yes, and what the referral is about."""

    yes: frozenset[str]
    only_primary_teeth: bool

    def any(self, signs: Iterable[str]) -> bool:
        return not self.yes.isdisjoint(signs)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the list. `asks` is true where the signs answer it with yes; `department` sends to the emergency department."""

    code: str
    tier: str
    asks: Callable[[_Signs], bool]
    sentence: str
    source: str
    advice: tuple[str, ...] = ()
    department: bool = False


def _has(*signs: str) -> Callable[[_Signs], bool]:
    return lambda found: found.any(signs)


def _all(*groups: Iterable[str]) -> Callable[[_Signs], bool]:
    return lambda found: all(found.any(group) for group in groups)


def _department(code: str, asks: Callable[[_Signs], bool], sentence: str) -> Question:
    """An emergency that no dental practice should wait for."""
    return Question(code, "emergency", asks, sentence, ADA, ("emergency_department_now",), True)


def _emergency(code: str, asks: Callable[[_Signs], bool], sentence: str, source: str) -> Question:
    """An emergency for the practice: a person calls, and first hears whether the airway is free."""
    return Question(code, "emergency", asks, sentence, source, ("ask_airway", "person_calls"))


def _urgent(code: str, signs: Iterable[str], sentence: str, source: str = ADA, *advice: str) -> Question:
    return Question(code, "urgent", _has(*signs), sentence, source, advice)


def _soon(sign: str, sentence: str) -> Question:
    return Question(sign, "soon", _has(sign), sentence, INFERENCE)


QUESTIONS: tuple[Question, ...] = (
    _department("airway", _has(*AIRWAY), "Trouble breathing or swallowing, drooling or a changed voice: the airway may be in danger."),
    _department("airway_trauma", _has("airway_trauma"), "An injury that may compromise the airway."),
    _department("bleeding", _has("uncontrolled_bleeding"), "Bleeding that does not stop."),
    _department("floor_of_mouth", _has("swelling_floor_of_mouth"), "Swelling of the floor of the mouth may close the airway."),
    _department("eye", _has("swelling_eye"), "Swelling near the eye: the infection may reach the eye or the brain."),
    _department("neck", _has("swelling_neck"), "Swelling of the neck may compromise the airway."),
    Question(
        "pressure_danger",
        "emergency",
        _has("pressure_danger"),
        "High blood pressure with signs of harm to heart, brain or lungs.",
        AHA,
        ("emergency_department_now",),
        True,
    ),
    _department("spreading_with_fever", _all(["spreading_fast"], ["fever"]), "Swelling that spreads fast, with fever."),
    Question(
        "avulsed_permanent_tooth",
        "emergency",
        lambda found: found.any(["avulsed_permanent_tooth"]) and not found.only_primary_teeth,
        "A permanent tooth was knocked out: minutes decide whether it can be saved.",
        IADT,
        ("call_now", "replant_or_milk"),
    ),
    _emergency("spreading", _has("spreading_fast"), "Swelling that spreads fast.", ADA),
    _emergency("pain_with_swelling", _all(PAIN, SWELLING), "Pain with swelling.", PRACTICE),
    _emergency("swelling_with_fever", _all(SWELLING, ["fever"]), "Swelling with fever: the infection may be spreading.", PRACTICE),
    _emergency("swelling_with_trismus", _all(SWELLING, ["trismus"]), "Swelling, and the mouth opens little: a deep infection.", ADA),
    _emergency("infection_with_fever", _all(INFECTION, ["fever"]), "Fever with a sign of dental infection.", PRACTICE),
    Question(
        "avulsed_primary_tooth",
        "urgent",
        lambda found: found.any(["avulsed_permanent_tooth"]) and found.only_primary_teeth,
        "A primary tooth was knocked out.",
        IADT,
        ("never_replant_primary",),
    ),
    _urgent("luxated_tooth", ["luxated_tooth"], "A tooth was loosened or moved by an injury."),
    _urgent("fracture_with_pain", ["fractured_tooth_with_pain"], "A broken tooth that hurts."),
    _urgent("pain", PAIN, "Pain without swelling.", PRACTICE),
    _urgent("swelling", SWELLING, "Swelling, even without pain.", ADA, "ask_airway"),
    _urgent("trismus", ["trismus"], "The mouth does not open fully."),
    _urgent("fever", ["fever"], "Fever.", PRACTICE),
    _urgent("suspicious_lesion", ["suspicious_lesion"], "A suspicious lesion needs a biopsy, with or without pain."),
    _urgent("clearance", ["clearance_before_treatment"], "Dental treatment is needed before a critical medical procedure."),
    _soon("trauma", "An injury of the teeth or the mouth."),
    _soon("lost_temporary", "The temporary filling is lost and the tooth is open."),
    _soon("sinus_tract", "A sinus tract: an infection that drains."),
    _soon("deep_caries", "Decay close to the pulp."),
)
NOTHING_URGENT = Reason("nothing_urgent", "Nothing that was reported calls for an earlier visit.", PRACTICE)


RAISED = "Raised by the receiving practice"


def decide_urgency(
    findings: Mapping[str, str], procedure: str = "", teeth: Iterable[str] = (), raised: Mapping[str, str] | None = None
) -> Urgency:
    """The tier that the findings call for, with all reasons of that tier.

    `findings` maps a sign to "yes" or "no" (a missing sign was not asked); `procedure` is the reason code of the request;
    `teeth` are stored Universal designations, which tell a knocked-out primary tooth from a permanent one. `raised` maps codes of questions
    to the tier that the receiving practice gives them; where that is below the question's own it counts for nothing.
    """
    listed = tuple(teeth)
    yes = {sign for sign, answer in findings.items() if answer == "yes"}
    if procedure == "post_treatment_pain":
        yes.add("spontaneous_pain")
    if procedure == "trauma":
        yes.add("trauma")
    found = _Signs(frozenset(yes), bool(listed) and all(is_primary(tooth) for tooth in listed))
    answered = [question for question in QUESTIONS if question.asks(found)]
    tiers = {question.code: tier_of(question, raised or {}) for question in answered}
    tier = min(tiers.values(), key=TIERS.index, default="elective")
    deciding = [question for question in answered if tiers[question.code] == tier]
    not_asked = tuple(sign for sign in SAFETY if findings.get(sign) not in ("yes", "no"))
    return Urgency(
        tier=tier,
        reasons=tuple(_reason(question, tier) for question in deciding) or (NOTHING_URGENT,),
        emergency_department=any(question.department for question in answered),
        advice=_advice(answered, not_asked),
        not_asked=not_asked,
    )


def tier_of(question: Question, raised: Mapping[str, str]) -> str:
    """The tier that a practice gives a question: its own, or the more urgent one that the practice chose."""
    chosen = raised.get(question.code, question.tier)
    return chosen if chosen in TIERS and is_more_urgent(chosen, question.tier) else question.tier


def check_raised(raised: Mapping[str, str]) -> str | None:
    """A sentence where a practice may not set this, else None: a question can be raised, and never lowered."""
    questions = {question.code: question for question in QUESTIONS}
    for code, tier in raised.items():
        if code not in questions or tier not in TIERS:
            return "Choose from the list."
        if not is_more_urgent(tier, questions[code].tier):
            return f"“{questions[code].sentence}” can be taken more seriously, not less."
    return None


def _reason(question: Question, tier: str) -> Reason:
    return Reason(question.code, question.sentence, question.source if tier == question.tier else f"{RAISED}; {question.source}")


def _advice(answered: list[Question], not_asked: tuple[str, ...]) -> tuple[str, ...]:
    """All advice once, in the order of the questions. Whether the airway is free is asked only where nobody has asked."""
    codes = dict.fromkeys(code for question in answered for code in question.advice)
    if "emergency_department_now" in codes or not {"trouble_breathing", "trouble_swallowing"} & set(not_asked):
        codes.pop("ask_airway", None)
    return tuple(codes)


def is_more_urgent(tier: str, other: str) -> bool:
    """Whether `tier` comes before `other`; equal tiers do not."""
    return TIERS.index(tier) < TIERS.index(other)
