"""What a viewer can do with a referral now: the moves of the table, and the finer steps beside them, that their role and side allow."""

from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, Side, Viewer
from bridgework.rules.permissions import may

_RECIPIENT_MOVES = (
    ("accept", states.ACCEPT, "review"),
    ("decline", states.DECLINE, "review"),
    ("redirect", states.DECLINE, "review"),
    ("cancel_visit", states.CANCEL_VISIT, "schedule"),
    ("record_no_show", states.NO_SHOW, "record_visit"),
    ("record_visit", states.INTERIM_NOTE, "record_visit"),
    ("send_interim", states.INTERIM_NOTE, "report"),
    ("send_outcome", states.SEND_OUTCOME, "report"),
    ("confirm_cancellation", states.CONFIRM_CANCELLATION, "review"),
)


def possible_moves(
    viewer: Viewer,
    side: Side,
    state: str,
    *,
    acts_for_sender: bool,
    is_closed: bool,
    has_visit: bool,
    has_link: bool,
    waits_for_records: bool,
    delivered: bool,
    wants_advice: bool = False,
    was_advised: bool = False,
) -> frozenset[str]:
    """Codes of everything this viewer may do. Buttons are made from it; the actions check once more, under their locks."""
    found: set[str] = set()
    if side == RECIPIENT:
        found |= {code for code, move, act in _RECIPIENT_MOVES if states.is_possible(state, move) and may(viewer, act)}
        found |= _beside_the_table(viewer, state, has_visit=has_visit, delivered=delivered)
        if state in (states.RECEIVED, states.ACCEPTED) and may(viewer, "report"):
            found.add("give_advice")
    if side == INITIATOR or acts_for_sender:
        found |= _of_sender(viewer, state, is_closed=is_closed, waits_for_records=waits_for_records)
    if state != states.DRAFT and state not in states.ENDED and may(viewer, "read_referrals"):
        found.add("send_link")
        if has_link:
            found.add("revoke_link")
    if not is_closed and may(viewer, "refer"):
        found.add("attach")
    if side == INITIATOR and state in (states.DRAFT, states.RECEIVED) and not is_closed and may(viewer, "refer"):
        found.add("hold_time")
    if side == INITIATOR and state != states.DRAFT and may(viewer, "refer"):
        found.add("refer_again")
    if was_advised and may(viewer, "refer" if side == INITIATOR else "review"):
        found.add("turn_into_referral")
    if wants_advice:
        # There is no visit to accept, to book or to send a link for: whoever should be seen is referred.
        found -= {"accept", "book", "offer_times", "send_link", "hold_time"}
    return frozenset(found)


def _beside_the_table(viewer: Viewer, state: str, *, has_visit: bool, delivered: bool) -> set[str]:
    found = set()
    if state in (states.RECEIVED, states.ACCEPTED) and may(viewer, "review"):
        found.add("ask_for_records")
    if state not in (states.DRAFT, *states.ENDED) and may(viewer, "review"):
        found.add("change_tier")
    if states.is_possible(state, states.booking_move(state)) and may(viewer, "schedule"):
        found.add("book")
        if state != states.SCHEDULED:
            found.add("offer_times")
    if has_visit and state == states.SCHEDULED and may(viewer, "record_visit"):
        found.add("record_arrival")
    if state == states.OUTCOME_SENT and not delivered and may(viewer, "schedule"):
        found.add("record_delivery")
    return found


def _of_sender(viewer: Viewer, state: str, *, is_closed: bool, waits_for_records: bool) -> set[str]:
    found = set()
    if state == states.DRAFT and not is_closed and may(viewer, "refer"):
        found |= {"edit_draft", "discard_draft"}
    if states.is_possible(state, states.REQUEST_CANCELLATION) and may(viewer, "request_cancellation"):
        found.add("request_cancellation")
    if waits_for_records and may(viewer, "refer"):
        found.add("supply_records")
    if state == states.OUTCOME_SENT and not is_closed and may(viewer, "acknowledge"):
        found.add("acknowledge_report")
    if state in (states.DECLINED, states.CANCELLED) and not is_closed and may(viewer, "acknowledge"):
        found.add("acknowledge_ending")
    if state in states.ENDED and may(viewer, "refer"):
        found.add("reopen")
    return found
