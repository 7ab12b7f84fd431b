"""The life of a referral as one table: what is not in it cannot happen.

Source: HL7 BSeR implementation guide, "Harmonized State Transitions" (BSeR harmonised with IHE 360X). Moves 31-34 are the
published group form of 06 and 08 and of their refusals: listed, never stored.
"""

from dataclasses import dataclass

from bridgework.rules.facts import INITIATOR, RECIPIENT, Side
from bridgework.rules.refusals import MoveNotAllowed

DRAFT = "draft"
RECEIVED = "2.0"
ACCEPTED = "3.0"
DECLINED = "4.0"
ACTIVE = "5.1"
SCHEDULED = "5.1.1"
UNATTENDED = "5.1.2"
VISIT_CANCELLED = "5.1.3"
VISIT_DONE = "5.1.4"
CANCEL_REQUESTED = "5.2"
CANCELLED = "6.0"
OUTCOME_SENT = "7.0"

MEANING = {
    DRAFT: "draft",
    RECEIVED: "received",
    ACCEPTED: "accepted",
    DECLINED: "declined",
    ACTIVE: "active",
    SCHEDULED: "visit scheduled",
    UNATTENDED: "visit missed",
    VISIT_CANCELLED: "visit cancelled",
    VISIT_DONE: "visit done",
    CANCEL_REQUESTED: "cancellation requested",
    CANCELLED: "cancelled",
    OUTCOME_SENT: "outcome sent",
}

STORED = tuple(state for state in MEANING if state != ACTIVE)
ENDED = frozenset({DECLINED, CANCELLED, OUTCOME_SENT})
"""Final on the wire. Open in our sense until the initiator has acknowledged."""


@dataclass(frozen=True, slots=True)
class Move:
    number: int
    side: Side
    move: str
    source: str
    target: str
    stored: bool = True


MOVES: tuple[Move, ...] = (
    Move(1, INITIATOR, "send package", DRAFT, RECEIVED),
    Move(2, RECIPIENT, "accept", RECEIVED, ACCEPTED),
    Move(3, RECIPIENT, "decline", RECEIVED, DECLINED),
    Move(4, INITIATOR, "request cancellation", RECEIVED, CANCEL_REQUESTED),
    Move(5, RECIPIENT, "decline", ACCEPTED, DECLINED),
    Move(6, RECIPIENT, "schedule visit", ACCEPTED, SCHEDULED),
    Move(7, INITIATOR, "request cancellation", ACCEPTED, CANCEL_REQUESTED),
    Move(8, RECIPIENT, "interim note", ACCEPTED, VISIT_DONE),
    Move(9, RECIPIENT, "send outcome", ACCEPTED, OUTCOME_SENT),
    Move(10, RECIPIENT, "decline", SCHEDULED, DECLINED),
    Move(11, RECIPIENT, "reschedule visit", SCHEDULED, SCHEDULED),
    Move(12, RECIPIENT, "no-show", SCHEDULED, UNATTENDED),
    Move(13, RECIPIENT, "cancel appointment", SCHEDULED, VISIT_CANCELLED),
    Move(14, INITIATOR, "request cancellation", SCHEDULED, CANCEL_REQUESTED),
    Move(15, RECIPIENT, "interim note", SCHEDULED, VISIT_DONE),
    Move(16, RECIPIENT, "send outcome", SCHEDULED, OUTCOME_SENT),
    Move(17, RECIPIENT, "decline", UNATTENDED, DECLINED),
    Move(18, RECIPIENT, "reschedule visit", UNATTENDED, SCHEDULED),
    Move(19, RECIPIENT, "cancel appointment", UNATTENDED, VISIT_CANCELLED),
    Move(20, INITIATOR, "request cancellation", UNATTENDED, CANCEL_REQUESTED),
    Move(21, RECIPIENT, "schedule visit", VISIT_CANCELLED, SCHEDULED),
    Move(22, INITIATOR, "request cancellation", VISIT_CANCELLED, CANCEL_REQUESTED),
    Move(23, RECIPIENT, "confirm cancellation", CANCEL_REQUESTED, CANCELLED),
    Move(24, RECIPIENT, "send outcome", CANCEL_REQUESTED, OUTCOME_SENT),
    Move(25, RECIPIENT, "decline", VISIT_DONE, DECLINED),
    Move(26, RECIPIENT, "schedule visit", VISIT_DONE, SCHEDULED),
    Move(27, RECIPIENT, "cancel appointment", VISIT_DONE, VISIT_CANCELLED),
    Move(28, INITIATOR, "request cancellation", VISIT_DONE, CANCEL_REQUESTED),
    Move(29, RECIPIENT, "interim note", VISIT_DONE, VISIT_DONE),
    Move(30, RECIPIENT, "send outcome", VISIT_DONE, OUTCOME_SENT),
    Move(31, RECIPIENT, "schedule visit", ACCEPTED, ACTIVE, stored=False),
    Move(32, RECIPIENT, "interim note", ACCEPTED, ACTIVE, stored=False),
    Move(33, RECIPIENT, "decline", ACTIVE, DECLINED, stored=False),
    Move(34, INITIATOR, "request cancellation", ACTIVE, CANCEL_REQUESTED, stored=False),
)

_BY_STATE_AND_NAME = {(move.source, move.move): move for move in MOVES if move.stored}

SEND = "send package"
ACCEPT = "accept"
DECLINE = "decline"
SCHEDULE = "schedule visit"
RESCHEDULE = "reschedule visit"
NO_SHOW = "no-show"
CANCEL_VISIT = "cancel appointment"
INTERIM_NOTE = "interim note"
SEND_OUTCOME = "send outcome"
REQUEST_CANCELLATION = "request cancellation"
CONFIRM_CANCELLATION = "confirm cancellation"


def is_possible(state: str, move: str) -> bool:
    """Whether the table holds a stored move of that name from that state."""
    return (state, move) in _BY_STATE_AND_NAME


def find_move(state: str, move: str) -> Move:
    """The stored move of that name from that state.

    Raises MoveNotAllowed, with a sentence naming what the referral is now, where the table holds none.
    """
    found = _BY_STATE_AND_NAME.get((state, move))
    if found is None:
        raise MoveNotAllowed(f"This referral is now “{MEANING.get(state, state)}”, so “{move}” is not possible. Nothing was changed.")
    return found


def booking_move(state: str) -> str:
    """Which name the table gives to putting a visit into the calendar from this state: scheduling or rescheduling."""
    return RESCHEDULE if state in (SCHEDULED, UNATTENDED) else SCHEDULE
