"""What in a case contradicts itself: each rule asks a question, with its reason and source. Nothing is ever changed by a rule.

A rule is a pure function from the facts to a question or None. The answer to a question is kept with the referral under its code.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bridgework.rules.completeness import Attached, Minimum, is_older
from bridgework.rules.diagnosis import AAE, BY_CODE, check_code_against_term
from bridgework.rules.names import likeness
from bridgework.rules.teeth import BY_UNIVERSAL
from bridgework.rules.urgency import PAIN, SWELLING, decide_urgency, is_more_urgent

WRONG_TOOTH = "Wrong-tooth checks: the request against the patient's history and films"
RECORDS = "Minimum records of the receiving practice"
ALLERGY = "Medication safety: penicillin allergy and the penicillins (amoxicillin, ampicillin, penicillin V)"


@dataclass(frozen=True, slots=True)
class PastTreatment:
    """Something in the patient's dental history: `what` is extracted, root_canal, crown or filling; the tooth is Universal."""

    tooth: str
    what: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules look at. `case` has the shape of `questions`; `codes` pairs an ICD-10-CM code with the words that came with it.

    `label` is the tier that the sender called it, "" where nobody did; `patient_name` is (family, given).
    """

    case: Mapping[str, Any]
    teeth: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()
    history: tuple[PastTreatment, ...] = ()
    allergies: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    label: str = ""
    patient_name: tuple[str, str] = ("", "")
    minimum: tuple[Minimum, ...] = ()
    today: date | None = None

    def says(self, *signs: str) -> bool:
        """Whether any of the signs was answered with yes."""
        return any((self.case.get("findings") or {}).get(sign) == "yes" for sign in signs)

    def denies(self, *signs: str) -> bool:
        """Whether all of the signs were answered with no. What was not asked is not denied."""
        return all((self.case.get("findings") or {}).get(sign) == "no" for sign in signs)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A question to the sender: `field` is where it is shown, `sentence` asks, `source` says why it matters."""

    code: str
    field: str
    sentence: str
    source: str


Rule = Callable[[CaseFacts], Contradiction | None]

_ON_ROOT_CANALS = frozenset({"first_treatment", "retreatment", "apical_surgery", "cracked_tooth", "resorption"})
_ADULT = frozenset({"retreatment", "apical_surgery", "cracked_tooth"})
_VITAL = frozenset({"normal_pulp", "reversible_pulpitis", "symptomatic_irreversible_pulpitis", "asymptomatic_irreversible_pulpitis"})
_PENICILLINS = re.compile(r"p[ei]ni[cs]il|amoxi|ampici|augmentin|amoxil|penvk|\bpen\s?v", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:anon\w*|de-?identified|removed|unknown|no ?name|test)\b", re.IGNORECASE)
"""Names that a de-identified or hand-made file carries instead of one."""
_NEGATED = re.compile(r"\b(?:no|not|none|without|never|stopped|sin|ninguno)\b", re.IGNORECASE)


def _names(teeth: Iterable[str]) -> str:
    return ", ".join(f"{tooth} ({BY_UNIVERSAL[tooth].name})" if tooth in BY_UNIVERSAL else tooth for tooth in teeth)


def tooth_was_extracted(facts: CaseFacts) -> Contradiction | None:
    """A tooth in the request was taken out earlier."""
    gone = [past.tooth for past in facts.history if past.what == "extracted" and past.tooth in facts.teeth]
    if not gone or facts.case.get("procedure") not in _ON_ROOT_CANALS:
        return None
    return Contradiction("tooth_was_extracted", "teeth", f"Tooth {_names(gone)} was extracted, by our records. Right tooth?", WRONG_TOOTH)


def tooth_was_treated(facts: CaseFacts) -> Contradiction | None:
    """A first root canal is asked for on a tooth that has had one."""
    done = [past.tooth for past in facts.history if past.what == "root_canal" and past.tooth in facts.teeth]
    if not done or facts.case.get("procedure") != "first_treatment":
        return None
    sentence = f"Tooth {_names(done)} already has a root canal, by our records. Is this a retreatment, or another tooth?"
    return Contradiction("tooth_was_treated", "procedure", sentence, WRONG_TOOTH)


def primary_tooth_with_adult_procedure(facts: CaseFacts) -> Contradiction | None:
    """A primary tooth's letter stands beside a procedure for permanent teeth."""
    primary = [tooth for tooth in facts.teeth if tooth in BY_UNIVERSAL and BY_UNIVERSAL[tooth].is_primary]
    if not primary or facts.case.get("procedure") not in _ADULT:
        return None
    sentence = f"{_names(primary)} is a baby tooth, and this is a procedure for permanent teeth. Which one is meant?"
    return Contradiction("primary_tooth_with_adult_procedure", "teeth", sentence, WRONG_TOOTH)


def primary_tooth_knocked_out(facts: CaseFacts) -> Contradiction | None:
    """A permanent tooth is said to be knocked out, and only primary teeth are named."""
    named = [BY_UNIVERSAL[tooth].is_primary for tooth in facts.teeth if tooth in BY_UNIVERSAL]
    if not named or not all(named) or not facts.says("avulsed_permanent_tooth"):
        return None
    sentence = "A permanent tooth is said to be knocked out, but only baby teeth are named. A baby tooth is never put back. Which is it?"
    return Contradiction("primary_tooth_knocked_out", "teeth", sentence, "IADT guidelines 2020, avulsion")


def dead_and_lingering(facts: CaseFacts) -> Contradiction | None:
    """The tooth does not answer cold, and pain from cold lingers."""
    if not (facts.denies("cold_response") and facts.says("lingering_cold")):
        return None
    sentence = "The tooth does not answer cold, yet pain from cold lingers. Was the neighboring tooth tested too?"
    return Contradiction("dead_and_lingering", "findings", sentence, AAE)


def necrosis_with_cold_response(facts: CaseFacts) -> Contradiction | None:
    """Necrosis is diagnosed in a tooth that answers cold."""
    if facts.case.get("pulpal") != "pulp_necrosis" or not facts.says("cold_response", "lingering_cold"):
        return None
    return Contradiction("necrosis_with_cold_response", "pulpal", "A necrotic pulp does not answer cold, but this tooth does. Check?", AAE)


def vital_without_cold_response(facts: CaseFacts) -> Contradiction | None:
    """A living pulp is diagnosed in a tooth that does not answer cold."""
    pulpal = str(facts.case.get("pulpal") or "")
    if pulpal not in _VITAL or not facts.denies("cold_response"):
        return None
    sentence = f"“{BY_CODE[pulpal].label}” is a living pulp, but the tooth does not answer cold. Check the test or the diagnosis?"
    return Contradiction("vital_without_cold_response", "pulpal", sentence, AAE)


def abscess_without_its_sign(facts: CaseFacts) -> Contradiction | None:
    """An acute abscess without swelling and pain, or a chronic one without a sinus tract, where these were looked for."""
    apical = facts.case.get("apical")
    if apical == "acute_apical_abscess" and facts.denies("swelling") and not facts.says(*PAIN, *SWELLING):
        return Contradiction(
            "acute_abscess_without_swelling", "apical", "An acute abscess swells and hurts; neither was found. Check?", AAE
        )
    if apical == "chronic_apical_abscess" and facts.denies("sinus_tract"):
        return Contradiction("chronic_abscess_without_sinus", "apical", "A chronic abscess drains; no sinus tract was found. Check?", AAE)
    return None


def code_against_term(facts: CaseFacts) -> Contradiction | None:
    """An ICD-10-CM code and the words beside it do not say the same."""
    conflict = next((found for code, words in facts.codes if (found := check_code_against_term(code, words))), None)
    return Contradiction("code_against_term", "codes", conflict.sentence, conflict.source) if conflict else None


def label_against_signs(facts: CaseFacts) -> Contradiction | None:
    """The sender's own word for the urgency is above or below what the signs call for."""
    if facts.label not in ("emergency", "urgent", "soon", "elective"):
        return None
    proposed = decide_urgency(facts.case.get("findings") or {}, str(facts.case.get("procedure") or ""), facts.teeth)
    reason = proposed.reasons[0]
    if is_more_urgent(proposed.tier, facts.label):
        sentence = f"This is called “{facts.label}”, but it looks like “{proposed.tier}”. {reason.sentence} Which is right?"
        return Contradiction("label_below_signs", "label", sentence, reason.source)
    if facts.label in ("emergency", "urgent") and proposed.tier == "elective":
        sentence = f"This is called “{facts.label}”, and no sign of it was given. What makes it urgent?"
        return Contradiction("label_without_sign", "label", sentence, reason.source)
    return None


def film_of_another_tooth(facts: CaseFacts) -> Contradiction | None:
    """A film of single teeth is labelled with none of the teeth in the request."""
    for film in facts.attached:
        if film.kind == "periapical" and film.teeth and facts.teeth and set(facts.teeth).isdisjoint(film.teeth):
            sentence = (
                f"The film {film.label or 'attached'} is labelled tooth {_names(film.teeth)}. The request says {_names(facts.teeth)}."
            )
            return Contradiction("film_of_another_tooth", "attachments", f"{sentence} Which one is right?", WRONG_TOOTH)
    return None


def film_of_another_patient(facts: CaseFacts) -> Contradiction | None:
    """The name inside a file is another than the patient's. DICOM writes FAMILY^GIVEN; other files may swap the two."""
    family, given = facts.patient_name
    for film in facts.attached:
        parts = [part for part in re.split(r"[\^,=]|\s+", film.name_in_file) if part]
        if not parts or not family or _NOBODY.search(film.name_in_file.replace("^", " ")):
            continue
        if not any(likeness(part, name) for part in parts for name in family.split()) or (
            len(parts) > 1 and given and not any(likeness(part, name) for part in parts for name in given.split())
        ):
            sentence = f"The file {film.label or 'attached'} carries another name inside than this patient's. Is it the right patient?"
            return Contradiction("film_of_another_patient", "attachments", sentence, WRONG_TOOTH)
    return None


def film_too_old(facts: CaseFacts) -> Contradiction | None:
    """A film is older than the receiving practice accepts, or dated in the future."""
    ages = {wanted.code.removesuffix("_film"): wanted.max_age_months for wanted in facts.minimum}
    for film in facts.attached if facts.today else ():
        if film.taken_on and facts.today and film.taken_on > facts.today:
            return Contradiction("film_from_the_future", "attachments", "A film is dated in the future. When was it taken?", RECORDS)
        months = ages.get(film.kind)
        newer = any(
            other.kind == film.kind and other.taken_on and not is_older(other.taken_on, months, _day(facts)) for other in facts.attached
        )
        if months and is_older(film.taken_on, months, _day(facts)) and not newer:
            sentence = f"The {film.kind} film is older than the {months} months that this practice accepts. Is there a newer one?"
            return Contradiction("film_too_old", "attachments", sentence, RECORDS)
    return None


def antibiotic_against_allergy(facts: CaseFacts) -> Contradiction | None:
    """A penicillin was given to a patient with a penicillin allergy on record."""
    given = str(facts.case.get("antibiotics") or "")
    allergic = "penicillin_allergy" in (facts.case.get("medical_alerts") or ()) or any(
        _PENICILLINS.search(name) for name in facts.allergies
    )
    if not allergic or not _PENICILLINS.search(given) or _NEGATED.search(given):
        return None
    sentence = "A penicillin was given, and an allergy to penicillin is on record. Please call and check."
    return Contradiction("antibiotic_against_allergy", "antibiotics", sentence, ALLERGY)


RULES: tuple[Rule, ...] = (
    antibiotic_against_allergy,
    tooth_was_extracted,
    tooth_was_treated,
    primary_tooth_with_adult_procedure,
    primary_tooth_knocked_out,
    film_of_another_patient,
    film_of_another_tooth,
    film_too_old,
    label_against_signs,
    dead_and_lingering,
    necrosis_with_cold_response,
    vital_without_cold_response,
    abscess_without_its_sign,
    code_against_term,
)
"""In the order in which they are shown: what can harm first."""


def find_contradictions(facts: CaseFacts) -> tuple[Contradiction, ...]:
    """Every contradiction in a case, the most harmful first."""
    return tuple(found for rule in RULES if (found := rule(facts)) is not None)


def _day(facts: CaseFacts) -> date:
    return facts.today or date.max
