"""Chasing missing records: who is reminded, when, how often, and when it ends. Pure: facts in, the next step out.

The sender's office is reminded by message in its working hours, a few times, further and further apart; then a person of the receiving
practice has it, who calls or decides without the records. It ends by itself when they are there, when somebody decided, or when they are
of no use any more. An emergency is never chased by message: it is reviewed with what there is, and a person calls.

The cadence is the house's default; source: what referral coordinators do by phone today (day 1, day 3, day 6), and the response windows of
`deadlines`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bridgework.rules import referral_states as states
from bridgework.rules.deadlines import Window, WorkingHours, end_of_window, next_opening

Act = Literal["remind", "person", "over"]
_FOUR_HOURS, _ONE_DAY, _TWO_DAYS, _THREE_DAYS = (
    Window(working_time=timedelta(hours=4)),
    Window(working_days=1),
    Window(working_days=2),
    Window(working_days=3),
)
CADENCE: Mapping[str, tuple[Window, ...]] = {
    "emergency": (),
    "urgent": (_FOUR_HOURS, _ONE_DAY),
    "soon": (_ONE_DAY, _ONE_DAY),
    "elective": (_ONE_DAY, _TWO_DAYS, _THREE_DAYS),
}
"""How long after the beginning, and after each reminder, the next one goes out, by tier."""
GRACE: Mapping[str, Window] = {"emergency": Window(), "urgent": _FOUR_HOURS, "soon": _ONE_DAY, "elective": _TWO_DAYS}
"""How long the last reminder is given before a person has it."""


@dataclass(frozen=True, slots=True)
class ChaseFacts:
    """What decides the next step. Times are UTC; `last_at` is the last reminder, or the beginning.

    `can_be_reached` says whether the sender's office has an address for messages, `given_up_at` when a person took over.
    """

    tier: str
    last_at: datetime
    reminders: int
    is_missing: bool
    is_decided: bool
    is_of_use: bool = True
    can_be_reached: bool = True
    given_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChaseStep:
    """What is next: a reminder at that time, a person from that time on, or the end and why (arrived, decided or over)."""

    act: Act
    at: datetime | None = None
    because: str = ""


def next_chase_step(facts: ChaseFacts, hours: WorkingHours) -> ChaseStep:
    """The next step of a chase, in the working hours of the office that is reminded.

    The end comes first, whatever is due; a person keeps it until then.
    """
    if not facts.is_of_use:
        return ChaseStep("over", because="over")
    if facts.is_decided:
        return ChaseStep("over", because="decided")
    if not facts.is_missing:
        return ChaseStep("over", because="arrived")
    if facts.given_up_at is not None:
        return ChaseStep("person", facts.given_up_at)
    windows = CADENCE.get(facts.tier, CADENCE["elective"])
    if facts.can_be_reached and facts.reminders < len(windows):
        return ChaseStep("remind", _within(end_of_window(facts.last_at, windows[facts.reminders], hours), hours))
    grace = GRACE.get(facts.tier, GRACE["elective"])
    return ChaseStep("person", end_of_window(facts.last_at, grace if facts.can_be_reached else Window(), hours))


def _within(moment: datetime, hours: WorkingHours) -> datetime:
    """The moment itself where the office is open, else when it opens next: nobody reads a reminder that comes as the door closes."""
    return next_opening(moment, hours) or moment


def is_decided_without(
    *,
    state: str,
    sent_at: datetime | None,
    reviewed_at: datetime | None,
    records_asked_at: datetime | None,
    records_complete: bool,
) -> bool:
    """Whether somebody decided with what there is: a person accepted, or the sender said that nothing more will come.

    Acceptance by policy, in the moment of sending, decides nothing about records. What was asked for since is waited for.
    """
    if records_asked_at is not None:
        return records_complete
    if state == states.RECEIVED:
        return False
    return reviewed_at is not None and sent_at is not None and reviewed_at > sent_at


def is_of_use(state: str) -> bool:
    """Whether records still help: not once the patient was seen, or the referral is ending."""
    return state in (states.RECEIVED, states.ACCEPTED, states.SCHEDULED, states.UNATTENDED, states.VISIT_CANCELLED)
