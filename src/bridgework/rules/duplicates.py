"""Whether a referral is about the same thing as another one: the same patient, the same tooth, the same problem, still open or not long ago.

It asks and never decides: two referrals for one tooth may be right (the endodontist first, the surgeon later), and a duplicate that is
missed costs a second visit. Teeth are compared by place, so that a primary molar and its successor are one place. Source: what front
desks of specialists call a duplicate (product row B6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bridgework.rules.identity import PersonFacts, compare

Likeness = Literal["same", "likely"]

RECENT = timedelta(days=90)
"""One that ended longer ago is history, not a duplicate: a retreatment after a year is a new problem."""

FAMILIES = (
    frozenset(
        {"first_treatment", "retreatment", "cracked_tooth", "post_treatment_pain", "resorption", "apical_surgery", "diagnosis", "trauma"}
    ),
    frozenset({"extraction", "third_molars", "implant", "ridge_preservation"}),
    frozenset({"biopsy", "lesion", "suspicious_lesion", "pathology"}),
    frozenset({"periodontitis", "recession", "crown_lengthening", "peri_implantitis", "scaling"}),
)
"""Procedures that are answers to one problem. A procedure in none of them is a family of its own."""
GENERAL = frozenset({"", "consultation", "other", "diagnosis"})
"""Asks for a look, not for a procedure: may be any problem."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A referral as far as it matters here. `teeth` are Universal designations; `at` is when it was sent or started, `ended_at` when it ended (UTC)."""

    id: UUID
    patient_id: UUID
    person: PersonFacts
    teeth: tuple[str, ...]
    procedure: str
    specialty: str
    at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One that may be about the same thing, and why: `reasons` are sentences."""

    id: UUID
    likeness: Likeness
    reasons: tuple[str, ...]


def find_duplicates(referral: Asked, others: Iterable[Asked], now: datetime) -> tuple[Duplicate, ...]:
    """Those of `others` that may be the same as `referral`, the surest and latest first. A referral is no duplicate of itself."""
    found = [(other, _duplicate(referral, other, now)) for other in others if other.id != referral.id]
    known = [(other, duplicate) for other, duplicate in found if duplicate is not None]
    known.sort(key=lambda pair: (pair[1].likeness != "same", -pair[0].at.timestamp()))
    return tuple(duplicate for _, duplicate in known)


def _duplicate(referral: Asked, other: Asked, now: datetime) -> Duplicate | None:
    if not _is_current(other, now) or not is_same_problem(referral, other):
        return None
    person = person_likeness(referral, other)
    if person is None:
        return None
    who = "It is the same patient." if person == "same" else "The patient is probably the same person."
    shared = [tooth for tooth in referral.teeth if place_of(tooth) in {place_of(one) for one in other.teeth}]
    where = f"It is about the same tooth ({', '.join(shared)})." if shared else "Neither or only one names a tooth."
    when = "It is still open." if other.ended_at is None else f"It ended {max(0, (now - other.ended_at).days)} days ago."
    return Duplicate(other.id, person if shared else "likely", (who, where, when))


def person_likeness(referral: Asked, other: Asked) -> Likeness | None:
    """The answer is "same" for one chart entry or two that agree, "likely" for two that a person should look at, None for two people."""
    if referral.patient_id == other.patient_id:
        return "same"
    decision = compare(referral.person, other.person).decision
    return decision if decision in ("same", "likely") else None


def is_same_problem(one: Asked, other: Asked) -> bool:
    """Whether two referrals may be about one problem: the same family of procedures, and no tooth that rules it out."""
    if not is_same_family(one, other):
        return False
    if not one.teeth or not other.teeth:
        # Without a tooth on both sides only the specialty can tell, and a look at the mouth is not a tooth.
        return one.specialty == other.specialty
    return not {place_of(tooth) for tooth in one.teeth}.isdisjoint({place_of(tooth) for tooth in other.teeth})


def is_same_family(one: Asked, other: Asked) -> bool:
    """Whether what is asked for may answer the same problem."""
    if one.procedure == other.procedure and one.procedure not in GENERAL:
        return True
    if one.procedure in GENERAL or other.procedure in GENERAL:
        return one.specialty == other.specialty
    return any(one.procedure in family and other.procedure in family for family in FAMILIES)


def place_of(tooth: str) -> str:
    """The place in the arch: a primary molar stands where the premolar will (A is 4, T is 29), everything else is its own."""
    return _SUCCESSOR.get(tooth, tooth)


def _is_current(other: Asked, now: datetime) -> bool:
    return other.ended_at is None or now - other.ended_at <= RECENT


_SUCCESSOR = dict(zip("ABCDEFGHIJ", map(str, range(4, 14)), strict=True)) | dict(zip("KLMNOPQRST", map(str, range(20, 30)), strict=True))
