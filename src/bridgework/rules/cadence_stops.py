"""What stops the messages to a patient: the patient's own acts, what a person has taken over, and where nothing reaches them."""

from datetime import datetime

from bridgework.rules import referral_states as states
from bridgework.rules.cadence_facts import CadenceFacts

STOPS = (
    "not_accepted",
    "closed",
    "deceased",
    "advice",
    "visit_lost",
    "visit_over",
    "seen",
    "cancel_asked",
    "person_decides",
    "call_agreed",
    "worse",
    "time_asked",
    "replied",
    "no_consent",
    "prefers_phone",
    "prefers_letter",
    "opted_out",
    "bounced",
    "no_address",
    "reminded",
    "not_wanted",
)
"""Why nothing more is sent."""
WITH_VISIT = frozenset({states.SCHEDULED, states.CANCEL_REQUESTED})
STOPPED_BY_STATE = {
    states.UNATTENDED: "visit_lost",
    states.VISIT_CANCELLED: "visit_lost",
    states.VISIT_DONE: "seen",
} | dict.fromkeys(states.ENDED, "closed")
"""States in which nothing is told by a plan, whatever else is known."""
_NOTHING_TO_CHOOSE = STOPPED_BY_STATE | {
    states.DRAFT: "not_accepted",
    states.RECEIVED: "not_accepted",
    states.SCHEDULED: "visit_over",
    states.CANCEL_REQUESTED: "cancel_asked",
}


def why_stopped(facts: CadenceFacts, now: datetime) -> str:
    """The code of what stops the messages, the gravest first; "" where nothing does."""
    if facts.deceased:
        return "deceased"
    if facts.state in states.ENDED:
        return "closed"
    stretch = _why_no_visit_reminded(facts, now) if facts.visit else why_no_invitation(facts)
    return stretch or why_not_reachable(facts)


def can_be_reached(facts: CadenceFacts) -> bool:
    """Whether messages reach the patient at all: consent, and a channel that is open."""
    return not why_not_reachable(facts)


def _why_no_visit_reminded(facts: CadenceFacts, now: datetime) -> str:
    if facts.state not in WITH_VISIT:
        return _NOTHING_TO_CHOOSE.get(facts.state, "visit_over")
    return "visit_over" if facts.visit is None or facts.visit.starts_at <= now else ""


def why_no_invitation(facts: CadenceFacts) -> str:
    """Why the patient is not invited to choose a time; "" where they are."""
    if facts.state != states.ACCEPTED or facts.accepted_at is None:
        return _NOTHING_TO_CHOOSE.get(facts.state, "not_accepted")
    checks = (
        ("advice", facts.wants_advice),
        ("worse", facts.is_worse),
        ("person_decides", facts.person_decides),
        ("call_agreed", facts.call_agreed_at is not None),
        ("time_asked", facts.time_asked),
        ("replied", facts.reply_waits),
    )
    return next((code for code, holds in checks if holds), "")


def why_not_reachable(facts: CadenceFacts) -> str:
    """Why no message reaches the patient; "" where one does."""
    if facts.deceased:
        return "deceased"
    if not facts.may_contact:
        return "no_consent"
    if facts.preferred_channel in ("phone", "letter"):
        return f"prefers_{facts.preferred_channel}"
    return "" if facts.channels else facts.blocked or "no_address"
