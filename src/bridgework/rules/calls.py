"""Who is to be called, why and when; what follows from how a call went. Pure: facts in, decision out.

A patient who can be reached by message has the link, and chooses a time; a person calls where nobody chose by the time the step is due.
Who cannot be reached by message, is an emergency, or said that it got worse, is called at once. Calls that reach nobody are tried again
a few times, further and further apart, and then a person decides.

Source of the hours: US TCPA health-care exemption, 8 a.m. to 9 p.m. of the patient's local time, as in `contact`; kept for calls by a person,
too, except in an emergency. The gaps are the house's defaults.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgework.rules import referral_states as states
from bridgework.rules.contact import earliest_sending

REASONS = ("worse", "emergency", "again", "call_back", "no_message", "missed", "cancelled", "next_visit", "no_choice")
AT_ANY_HOUR = frozenset({"worse", "emergency"})
"""Reasons that do not wait for the morning."""

OUTCOMES = ("booked", "no_answer", "left_message", "call_back", "thinking", "declined", "wrong_number", "no_number", "reached")
"""How a call that we made went, "no_number" where there was none to call; "status" is the one outcome of a call that we took."""
REACHED_NOBODY = frozenset({"no_answer", "left_message", "wrong_number", "no_number"})
NUMBER_NEEDED = frozenset({"wrong_number", "no_number"})
"""Outcomes after which the sender is asked for a number."""
BOOKING = frozenset({"offer_times", "rebook", "book_next_visit"})

GAPS: Mapping[str, tuple[timedelta, ...]] = {
    "emergency": (timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=30)),
    "urgent": (timedelta(hours=2), timedelta(hours=4), timedelta(hours=20)),
    "soon": (timedelta(hours=4), timedelta(hours=20), timedelta(hours=28)),
    "elective": (timedelta(hours=4), timedelta(hours=28), timedelta(hours=44)),
}
"""How long after a call that reached nobody the next one comes, by tier; the last gap repeats. Hours differ so that the time of day does."""
TO_CALL_US_BACK: Mapping[str, timedelta] = {
    "emergency": timedelta(minutes=30),
    "urgent": timedelta(hours=4),
    "soon": timedelta(hours=24),
    "elective": timedelta(hours=48),
}
"""How long somebody who got a message is given to call back."""
TO_THINK = timedelta(days=2)
LATEST = timedelta(days=60)
"""How far ahead a patient can ask to be called back."""
CLAIMED_FOR = timedelta(minutes=20)
"""How long a patient is somebody's to call, unless they say sooner how it went."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What decides whether a patient is called. Times are UTC; `since` is when the step began, `due_at` when it is due."""

    state: str
    tier: str
    next_step: str | None
    since: datetime
    due_at: datetime
    zone: str
    can_be_messaged: bool = False
    call_wanted_at: datetime | None = None
    call_again_at: datetime | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """That a patient is to be called: one of REASONS, and from when on (UTC)."""

    reason: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class AfterCall:
    """What follows from a call: calls in a row that reached nobody, when the next one is, and why a person decides ("" where none has to)."""

    tries: int
    next_at: datetime | None = None
    undecided: str = ""


def decide_call(facts: CallFacts) -> Call | None:
    """Whether the patient is to be called, why, and from when on; None where nobody has to."""
    if facts.next_step == "call_patient" and facts.call_wanted_at:
        return Call("worse", facts.call_wanted_at if facts.call_again_at is None else max(facts.call_wanted_at, facts.call_again_at))
    if facts.next_step == "answer_reply":
        # Who asked for a call is called; else what was written is read first.
        return Call("call_back", within_hours(facts.call_again_at, facts.zone)) if facts.call_again_at and not facts.tries else None
    if facts.next_step not in BOOKING | {"await_choice", "review"} or (facts.next_step == "review" and facts.tier != "emergency"):
        return None
    if facts.tier == "emergency" and facts.next_step != "await_choice":
        return Call("emergency", facts.call_again_at or facts.since)
    if facts.call_again_at is not None:
        return Call("again" if facts.tries else "call_back", within_hours(facts.call_again_at, facts.zone))
    if not facts.can_be_messaged:
        return Call("no_message", within_hours(facts.since, facts.zone))
    if facts.next_step == "await_choice":
        return None
    return Call(_why(facts), within_hours(facts.due_at, facts.zone))


def _why(facts: CallFacts) -> str:
    if facts.state == states.UNATTENDED:
        return "missed"
    if facts.state == states.VISIT_CANCELLED:
        return "cancelled"
    return "next_visit" if facts.next_step == "book_next_visit" else "no_choice"


def within_hours(moment: datetime, zone: str) -> datetime:
    """The moment itself between 8 and 21 where the patient lives, else the next 8 o'clock (UTC)."""
    return earliest_sending(moment, zone)


def after_call(
    outcome: str, tries: int, *, tier: str, now: datetime, zone: str, most_tries: int, back_at: datetime | None = None
) -> AfterCall:
    """What follows from how a call went. `tries` are those in a row before it; `back_at` is when the patient wants to be called (UTC).

    Nobody is called for ever: after `most_tries` in a row a person decides. Raises ValueError for an outcome that there is not.
    """
    match outcome:
        case "booked" | "reached":
            return AfterCall(0)
        case "call_back":
            return AfterCall(0, back_at)
        case "thinking":
            return AfterCall(0, back_at or within_hours(now + TO_THINK, zone))
        case "declined":
            return AfterCall(0, undecided="declined")
        case "wrong_number":
            return AfterCall(tries + 1, undecided="wrong_number")
        case "no_number":
            return AfterCall(tries, undecided="no_number")
        case "no_answer" | "left_message":
            made = tries + 1
            if made >= most_tries:
                return AfterCall(made, undecided="not_reached")
            gaps = GAPS.get(tier, GAPS["elective"])
            gap = TO_CALL_US_BACK.get(tier, TO_THINK) if outcome == "left_message" else gaps[min(made, len(gaps)) - 1]
            return AfterCall(made, now + gap if tier == "emergency" else within_hours(now + gap, zone))
        case _:
            raise ValueError(f"there is no outcome {outcome!r} of a call")


def check_call_back(back_at: datetime | None, now: datetime, zone: str) -> str:
    """A sentence where the patient cannot be called back then, else ""."""
    if back_at is None:
        return "Say when to call again."
    if not now < back_at <= now + LATEST:
        return "Choose a time ahead, within the next two months."
    if within_hours(back_at, zone) != back_at:
        return "Choose a time between 8 in the morning and 9 in the evening, where the patient lives."
    return ""
