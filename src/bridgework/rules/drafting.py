"""Drafts: when two open pages collide, what a further referral takes along, what a template may hold, and how complete a draft is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from bridgework.rules.completeness import Requirement, is_older

TEMPLATE_HOLDS: Final = ("procedure", "wanted", "reason", "leave_tooth", "instructions")
"""What is asked for and in which words. A finding, an alert or a diagnosis belongs to a patient and is never in a template."""
CARRIED_ON: Final = (*TEMPLATE_HOLDS, "pulpal", "apical", "done_so_far", "medical_alerts", "medical_note", "anxiety")
"""What a further referral of the same patient takes along. Findings, their duration and medicines given are of that day: a “no” of then
must not be read as a “no” of today, so they are asked again."""
OF_A_SPECIALTY: Final = frozenset({"procedure", "leave_tooth", "pulpal", "apical"})
"""Answers that another specialty's form does not ask for."""
FILM_MONTHS: Final[Mapping[str, int]] = {"periapical": 6, "bitewing": 12, "panoramic": 24, "cbct": 24, "photo": 6}
"""How old an image may be to be proposed again; the usual ages of `completeness`. Papers are proposed whatever their age."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How complete a draft is: records there of those wanted, and sentences about what keeps it from being sent."""

    there: int
    wanted: int
    before_sending: tuple[str, ...]

    @property
    def can_be_sent(self) -> bool:
        """Whether nothing keeps it from being sent; what is wanted may still be missing."""
        return not self.before_sending


def is_overtaken(*, saved_at: datetime | None, saved_with: UUID | None, seen_at: datetime | None, pen: UUID | None) -> bool:
    """Whether a page that wants to save would overwrite what another page saved since it was made.

    `pen` names the open page, `seen_at` is the draft's last saving when that page was made. A page that saved last itself goes on, and one
    that names no pen (an outside system, a test) is not held up.
    """
    if pen is None or saved_at is None or saved_with == pen:
        return False
    return seen_at is None or saved_at > seen_at


def carry_on(case: Mapping[str, Any], *, same_specialty: bool) -> dict[str, Any]:
    """What a further referral starts with, of the case of an earlier one."""
    return _kept(case, CARRIED_ON, same_specialty=same_specialty)


def hold_in_template(case: Mapping[str, Any], *, same_specialty: bool = True) -> dict[str, Any]:
    """What a template may hold, of a case."""
    return _kept(case, TEMPLATE_HOLDS, same_specialty=same_specialty)


def is_film_fresh(kind: str, taken_on: date | None, today: date) -> bool:
    """Whether an image is recent enough to be proposed for a further referral; one without a date is not."""
    months = FILM_MONTHS.get(kind)
    if months is None:
        return True
    return taken_on is not None and not is_older(taken_on, months, today)


def progress_of(requirements: Sequence[Requirement], problems: Iterable[str]) -> Progress:
    """How complete a draft is, from its wanted records and the sentences that keep it from being sent."""
    return Progress(sum(requirement.met for requirement in requirements), len(requirements), tuple(problems))


def _kept(case: Mapping[str, Any], keys: Sequence[str], *, same_specialty: bool) -> dict[str, Any]:
    return {key: case[key] for key in keys if case.get(key) and (same_specialty or key not in OF_A_SPECIALTY)}
