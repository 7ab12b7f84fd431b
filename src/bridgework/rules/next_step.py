"""What has to happen next in a referral, which side owns it, and within what window. The invariant of the program.

The windows are the house's defaults (design/states.md, issue "Review and schedule"): an emergency is never left to working hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bridgework.rules import referral_states as states
from bridgework.rules.deadlines import Window
from bridgework.rules.facts import INITIATOR, RECIPIENT, ReferralFacts, Side
from bridgework.rules.windows import CONTACT_WINDOWS

AT_ONCE = Window()
HALF_A_DAY = Window(working_time=timedelta(hours=4))
ONE_DAY = Window(working_days=1)
TWO_DAYS = Window(working_days=2)
THREE_DAYS = Window(working_days=3)
OVER_NIGHT = Window(around_the_clock=timedelta(hours=12))
EMERGENCY = Window(around_the_clock=timedelta(minutes=30))
EMERGENCY_PAPERWORK = Window(around_the_clock=timedelta(hours=24))


@dataclass(frozen=True, slots=True)
class NextStep:
    """Owner side, step, and when it is due: `window` after `anchor` (UTC), in the owner's working hours where the window is in those.

    `latest`: never later than that, open or closed, because nothing is left to decide then.
    """

    side: Side
    step: str
    anchor: datetime
    window: Window = AT_ONCE
    latest: datetime | None = None


def decide_next_step(facts: ReferralFacts, contact: Mapping[str, Window] = CONTACT_WINDOWS) -> NextStep | None:
    """The next step of a referral; None only where the loop is closed (acknowledged) or the draft was given up.

    `contact` tells by tier how soon the receiving practice contacts a patient whom it has accepted.

    Raises ValueError for a state that the table does not hold, or facts that contradict the state.
    """
    if is_closed(facts):
        return None
    if facts.call_wanted_at and facts.state in _PATIENT_IS_WAITED_FOR:
        return NextStep(RECIPIENT, "call_patient", facts.call_wanted_at)
    step = _STEP_OF_STATE[facts.state](facts)
    if facts.reply_waits_since and step.step in _WAITING_FOR_PATIENT:
        step = NextStep(RECIPIENT, "answer_reply", facts.reply_waits_since, HALF_A_DAY)
    if step.step == "offer_times" and not (_is_decided_without(facts) or facts.call_again_at or facts.choose_until):
        return replace(step, window=contact.get(facts.tier, CONTACT_WINDOWS["elective"]))
    if facts.tier == "emergency" and step.window in (HALF_A_DAY, ONE_DAY, TWO_DAYS, THREE_DAYS):
        return replace(step, window=EMERGENCY_PAPERWORK if step.step in _PAPERWORK else EMERGENCY)
    return step


def is_closed(facts: ReferralFacts) -> bool:
    """Closed = outcome sent and its receipt proven; declined or cancelled and acknowledged by the initiator; or a draft given up."""
    if facts.state == states.DRAFT:
        return facts.discarded_at is not None
    if facts.state == states.OUTCOME_SENT:
        return facts.report_acknowledged_at is not None
    return facts.state in states.ENDED and facts.ending_acknowledged_at is not None


def _draft(facts: ReferralFacts) -> NextStep:
    return NextStep(INITIATOR, "finish_and_send", facts.created_at, ONE_DAY)


def _received(facts: ReferralFacts) -> NextStep:
    # Missing records never delay an emergency: it is reviewed with what there is.
    if _waits_for_records(facts) and facts.tier != "emergency":
        return NextStep(INITIATOR, "send_records", _known(facts.records_asked_at), ONE_DAY)
    since, window = (_known(facts.records_unanswered_at), ONE_DAY) if _is_decided_without(facts) else (_known(facts.respond_by), AT_ONCE)
    if _is_for_advice(facts):
        return NextStep(RECIPIENT, "give_advice", since, window)
    return NextStep(RECIPIENT, "review", since, window)


def _accepted(facts: ReferralFacts) -> NextStep:
    if _waits_for_records(facts) and facts.tier != "emergency":
        return NextStep(INITIATOR, "send_records", _known(facts.records_asked_at), ONE_DAY)
    if under_way := _under_way(facts):
        return under_way
    if _is_for_advice(facts):
        return NextStep(RECIPIENT, "give_advice", _known(facts.accepted_at), ONE_DAY)
    if facts.call_again_at:
        return NextStep(RECIPIENT, "offer_times", facts.call_again_at)
    if _is_decided_without(facts):
        return NextStep(RECIPIENT, "offer_times", _known(facts.records_unanswered_at), HALF_A_DAY)
    if facts.choose_until:
        # Messages reach the patient meanwhile; a person's turn comes when they are through.
        return NextStep(RECIPIENT, "offer_times", facts.choose_until)
    return NextStep(RECIPIENT, "offer_times", _known(facts.accepted_at), CONTACT_WINDOWS["elective"])


def _scheduled(facts: ReferralFacts) -> NextStep:
    if facts.time_requested_at:
        return _confirm(facts.time_requested_at, facts.offers_expire_at)
    # The outcome of a visit is marked by the end of the day after it, so that no visit is forgotten over night.
    return NextStep(RECIPIENT, "see_patient", _known(facts.visit_ends_at), OVER_NIGHT)


def _confirm(requested_at: datetime, held_until: datetime | None) -> NextStep:
    return NextStep(RECIPIENT, "confirm_time", requested_at, HALF_A_DAY, latest=held_until)


def _under_way(facts: ReferralFacts) -> NextStep | None:
    """What the way to a time waits for already: the practice's answer, a decision, or the patient's choice."""
    if facts.time_requested_at:
        return _confirm(facts.time_requested_at, facts.offers_expire_at)
    if facts.undecided_since:
        return NextStep(RECIPIENT, "decide_further", facts.undecided_since, ONE_DAY)
    if facts.offered_at and facts.offers_expire_at:
        return NextStep(RECIPIENT, "await_choice", facts.offers_expire_at)
    return None


def _another_visit(facts: ReferralFacts, step: str, since: datetime | None) -> NextStep:
    if under_way := _under_way(facts):
        return under_way
    if facts.call_again_at:
        return NextStep(RECIPIENT, step, facts.call_again_at)
    return NextStep(RECIPIENT, step, _known(since), ONE_DAY)


def _visit_lost(facts: ReferralFacts) -> NextStep:
    return _another_visit(facts, "rebook", facts.visit_lost_at)


def _visit_done(facts: ReferralFacts) -> NextStep:
    # Evaluation is not treatment: while another visit is needed the loop waits for it, not for the final report.
    if facts.another_visit_needed:
        return _another_visit(facts, "book_next_visit", facts.seen_at)
    return NextStep(RECIPIENT, "send_report", _known(facts.seen_at), TWO_DAYS)


def _cancel_requested(facts: ReferralFacts) -> NextStep:
    return NextStep(RECIPIENT, "answer_cancellation", _known(facts.cancel_requested_at), ONE_DAY)


def _declined(facts: ReferralFacts) -> NextStep:
    return NextStep(INITIATOR, "acknowledge_decline", _known(facts.ended_at), ONE_DAY)


def _cancelled(facts: ReferralFacts) -> NextStep:
    return NextStep(INITIATOR, "acknowledge_cancellation", _known(facts.ended_at), ONE_DAY)


def _outcome_sent(facts: ReferralFacts) -> NextStep:
    if facts.report_delivered_at is None:
        return NextStep(RECIPIENT, "deliver_report", _known(facts.ended_at), ONE_DAY)
    return NextStep(INITIATOR, "acknowledge_report", facts.report_delivered_at, THREE_DAYS)


_STEP_OF_STATE = {
    states.DRAFT: _draft,
    states.RECEIVED: _received,
    states.ACCEPTED: _accepted,
    states.SCHEDULED: _scheduled,
    states.UNATTENDED: _visit_lost,
    states.VISIT_CANCELLED: _visit_lost,
    states.VISIT_DONE: _visit_done,
    states.CANCEL_REQUESTED: _cancel_requested,
    states.DECLINED: _declined,
    states.CANCELLED: _cancelled,
    states.OUTCOME_SENT: _outcome_sent,
}


def _is_for_advice(facts: ReferralFacts) -> bool:
    # Signs of an emergency are no matter for advice: the whole desk reviews it, and calls.
    return facts.wants_advice and facts.tier != "emergency"


def _waits_for_records(facts: ReferralFacts) -> bool:
    """Asked for, not there, and the sender is still reminded: afterwards the receiving practice calls, or decides without them."""
    return facts.records_asked_at is not None and not facts.records_complete and facts.records_unanswered_at is None


def _is_decided_without(facts: ReferralFacts) -> bool:
    """Whether the practice waited for what it asked for, in vain: its answer is due from then on, not from when it came in."""
    return facts.records_asked_at is not None and facts.records_unanswered_at is not None and facts.tier != "emergency"


def _known(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("the facts contradict the state: a time that the state implies is missing")
    return moment


_PATIENT_IS_WAITED_FOR = frozenset(
    {states.RECEIVED, states.ACCEPTED, states.SCHEDULED, states.UNATTENDED, states.VISIT_CANCELLED, states.VISIT_DONE}
)
"""States in which a call of the patient's is the receiving practice's to answer."""

_WAITING_FOR_PATIENT = frozenset({"offer_times", "await_choice", "see_patient", "rebook", "book_next_visit"})
"""Steps that what the patient wrote may change: it is read first. Nothing that somebody else waits for is put behind it."""

_PAPERWORK = frozenset(
    {"send_report", "deliver_report", "acknowledge_report", "acknowledge_cancellation", "finish_and_send", "book_next_visit"}
)
"""Steps after the danger is over: an emergency's report is due the next day, not within the half hour."""
