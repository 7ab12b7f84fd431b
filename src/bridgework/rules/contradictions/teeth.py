"""Is it the right tooth? The request against the patient's history, age and words.

Sources: wrong-site prevention (Joint Commission, Universal Protocol: the site is checked against records and images before treatment);
ages of eruption and shedding: American Dental Association, tooth eruption charts; IADT guidelines 2020 on avulsion; AAE terms.
"""

from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.contradictions.words import (
    EXTRACTION,
    WISDOM,
    asks_extraction,
    asks_implant,
    corners_of,
    names_a_chosen_tooth,
    places_in,
    teeth_in,
)
from bridgework.rules.diagnosis import AAE
from bridgework.rules.teeth import Tooth

WRONG_SITE = "Wrong-site prevention (Joint Commission, Universal Protocol): the site is checked against records and images"
ERUPTION = "American Dental Association, tooth eruption charts"
IADT = "IADT guidelines 2020, avulsion of permanent teeth"
ANATOMY = "Our inference from anatomy: a tooth swells on its own side"

ROOT_CANAL = frozenset({"first_treatment", "retreatment", "apical_surgery", "cracked_tooth", "resorption"})
_FOR_PERMANENT = frozenset({"retreatment", "apical_surgery", "cracked_tooth"})
THIRD_MOLARS = frozenset({"1", "16", "17", "32"})
_EARLIEST_AGE = {
    ("upper", 1): 7,
    ("upper", 2): 8,
    ("upper", 3): 11,
    ("upper", 4): 10,
    ("upper", 5): 10,
    ("upper", 6): 6,
    ("upper", 7): 12,
    ("upper", 8): 17,
    ("lower", 1): 6,
    ("lower", 2): 7,
    ("lower", 3): 9,
    ("lower", 4): 10,
    ("lower", 5): 11,
    ("lower", 6): 6,
    ("lower", 7): 11,
    ("lower", 8): 17,
}
"""Years at which a permanent tooth comes through at the earliest, by arch and position."""
_EARLY = 2
"""Years before the earliest age from which on we ask: charts give usual ages, not limits."""
_GROWN_UP = 18
"""The last primary teeth are shed at about 12; one that stays in an adult happens, and is worth a look."""


@rule("teeth", WRONG_SITE)
def tooth_was_extracted(facts: CaseFacts) -> Asked | None:
    """A tooth in the request was taken out earlier."""
    gone = [past.tooth for past in facts.history if past.what == "extracted" and past.tooth in facts.teeth]
    if not gone or not (facts.procedure in ROOT_CANAL or asks_extraction(facts)):
        return None
    return Asked(f"Tooth {facts.names(gone)} was extracted, by our records. Is it the right tooth?", (*gone, facts.procedure))


@rule("procedure", WRONG_SITE)
def tooth_was_treated(facts: CaseFacts) -> Asked | None:
    """A first root canal is asked for on a tooth that has had one."""
    done = [past.tooth for past in facts.history if past.what == "root_canal" and past.tooth in facts.teeth]
    if not done or facts.procedure != "first_treatment":
        return None
    return Asked(
        f"Tooth {facts.names(done)} already has a root canal, by our records. Is this a retreatment, or another tooth?", tuple(done)
    )


@rule("procedure", AAE)
def first_treatment_of_treated(facts: CaseFacts) -> Asked | None:
    """A first root canal is asked for, and the pulp is called previously treated."""
    if facts.procedure != "first_treatment" or facts.said("pulpal") != "previously_treated":
        return None
    return Asked(
        "A first root canal is asked for, and the diagnosis says that the canals are already filled. Is this a retreatment?", facts.teeth
    )


@rule("procedure", AAE)
def retreatment_of_untreated(facts: CaseFacts) -> Asked | None:
    """A retreatment or surgery of the root tip is asked for, and the diagnosis is that of a tooth that was never treated."""
    pulpal = facts.said("pulpal")
    untreated = ("normal_pulp", "reversible_pulpitis", "symptomatic_irreversible_pulpitis", "asymptomatic_irreversible_pulpitis")
    if facts.procedure not in ("retreatment", "apical_surgery") or pulpal not in untreated:
        return None
    sentence = "This is asked for where a root canal has been done before, but the diagnosis is that of a living pulp. Which one is right?"
    return Asked(sentence, (facts.procedure, pulpal))


@rule("teeth", WRONG_SITE)
def primary_tooth_with_adult_procedure(facts: CaseFacts) -> Asked | None:
    """A primary tooth's letter stands beside a procedure for permanent teeth."""
    primary = [tooth.universal for tooth in facts.known_teeth if tooth.is_primary]
    if not primary or not (facts.procedure in _FOR_PERMANENT or asks_implant(facts)):
        return None
    sentence = f"{facts.names(primary)} {_babies(primary)}, and this is a procedure for permanent teeth. Which one is meant?"
    return Asked(sentence, (*primary, facts.procedure))


@rule("teeth", IADT)
def primary_tooth_knocked_out(facts: CaseFacts) -> Asked | None:
    """A permanent tooth is said to be knocked out, and only primary teeth are named."""
    if not facts.known_teeth or not all(tooth.is_primary for tooth in facts.known_teeth) or not facts.says("avulsed_permanent_tooth"):
        return None
    sentence = "A permanent tooth is said to be knocked out, but only baby teeth are named. A baby tooth is never put back. Which is it?"
    return Asked(sentence, facts.teeth)


@rule("teeth", ERUPTION)
def permanent_tooth_too_early(facts: CaseFacts) -> Asked | None:
    """A permanent tooth is to have root canal work at an age at which it has not come through."""
    age = facts.age
    if age is None or facts.procedure not in ROOT_CANAL:
        return None
    early = [tooth.universal for tooth in facts.known_teeth if not tooth.is_primary and age < _earliest(tooth) - _EARLY]
    if not early:
        return None
    sentence = f"The patient is {age}, and {facts.names(early)} usually comes through at {_earliest_of(facts, early)}. Is it a baby tooth?"
    return Asked(sentence, (*early, str(age)))


@rule("teeth", ERUPTION)
def primary_tooth_in_adult(facts: CaseFacts) -> Asked | None:
    """A primary tooth is named in a grown-up patient."""
    primary = [tooth.universal for tooth in facts.known_teeth if tooth.is_primary]
    if not primary or facts.age is None or facts.age < _GROWN_UP:
        return None
    return Asked(
        f"The patient is {facts.age}, and {facts.names(primary)} {_babies(primary)}. Still there, or is another tooth meant?",
        tuple(primary),
    )


@rule("teeth", WRONG_SITE)
def other_tooth_in_words(facts: CaseFacts) -> Asked | None:
    """The free text names teeth by number, and none of them is the chosen one."""
    mentions = teeth_in(facts.words, facts.tooth_system)
    if not mentions or not facts.teeth or names_a_chosen_tooth(facts):
        return None
    named = tuple(dict.fromkeys(min(mention) for mention in mentions))
    sentence = f"The words speak of tooth {facts.names(named)}; the chart says {facts.names(facts.teeth)}. Which one is right?"
    return Asked(sentence, (*named, "/", *facts.teeth))


@rule("teeth", WRONG_SITE)
def other_side_in_words(facts: CaseFacts) -> Asked | None:
    """The free text names a corner of the mouth in which no chosen tooth stands."""
    places, corners = places_in(facts.words), corners_of(facts)
    if not places or not corners or not places.isdisjoint(corners) or names_a_chosen_tooth(facts):
        return None
    said = " and ".join(sorted(f"{arch} {side}" for arch, side in places))
    return Asked(f"The words say {said}; the chart says {facts.names(facts.teeth)}. Which one is right?", (said, *facts.teeth))


@rule("teeth", ANATOMY)
def swelling_on_the_other_side(facts: CaseFacts) -> Asked | None:
    """The cheek that is swollen is not on the side of any chosen tooth."""
    where = set(facts.case.get("swelling_where") or ())
    sides = {side for side in ("left", "right") if f"{side}_cheek" in where}
    if len(sides) != 1 or not facts.known_teeth or not sides.isdisjoint(tooth.side for tooth in facts.known_teeth):
        return None
    side = sides.pop()
    return Asked(
        f"The {side} cheek is swollen, and {facts.names(facts.teeth)} is on the other side. Is it the right tooth?", (side, *facts.teeth)
    )


@rule("teeth", WRONG_SITE)
def wisdom_tooth_not_named(facts: CaseFacts) -> Asked | None:
    """Wisdom teeth are to be looked at or removed, and no third molar is among the chosen teeth."""
    asked = facts.procedure in ("third_molars", "third_molar") or bool(WISDOM.search(facts.words))
    if not asked or not facts.teeth or not THIRD_MOLARS.isdisjoint(facts.teeth) or names_a_chosen_tooth(facts):
        return None
    return Asked(f"This is about wisdom teeth, but the chart says {facts.names(facts.teeth)}. Which tooth is meant?", facts.teeth)


@rule("teeth", WRONG_SITE)
def implant_at_living_tooth(facts: CaseFacts) -> Asked | None:
    """An implant is asked for where a living tooth stands, and nothing says that it comes out first."""
    lives = facts.says("cold_response") or facts.said("pulpal") in ("normal_pulp", "reversible_pulpitis")
    if not asks_implant(facts) or not facts.teeth or not lives or EXTRACTION.search(facts.words):
        return None
    sentence = f"An implant is asked for at {facts.names(facts.teeth)}, and a living tooth stands there. Is it to come out first?"
    return Asked(sentence, facts.teeth)


def _babies(primary: list[str]) -> str:
    return "is a baby tooth" if len(primary) == 1 else "are baby teeth"


def _earliest(tooth: Tooth) -> int:
    return _EARLIEST_AGE[(tooth.arch, tooth.position)]


def _earliest_of(facts: CaseFacts, designations: list[str]) -> int:
    return min(_earliest(tooth) for tooth in facts.known_teeth if tooth.universal in designations)
