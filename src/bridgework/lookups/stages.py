"""The seven dots of a referral: what is done, what is to be done now, whether that is late."""

from dataclasses import dataclass
from datetime import datetime

from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.measures import STAGES, StageTimes, is_overdue, reached

STAGE_FIELDS = ("state", "sent_at", "reviewed_at", "booked_at", "seen_at", "reported_at", "closed_at", "next_step", "due_at")
"""The columns that the dots are made from, for `.only()`."""

_STAGE_OF_STEP = {
    "finish_and_send": "sent",
    "send_records": "reviewed",
    "review": "reviewed",
    "give_advice": "reported",
    "offer_times": "booked",
    "await_choice": "booked",
    "confirm_time": "booked",
    "rebook": "booked",
    "book_next_visit": "booked",
    "decide_further": "booked",
    "call_patient": "seen",
    "answer_reply": "seen",
    "see_patient": "seen",
    "send_report": "reported",
    "deliver_report": "closed",
    "acknowledge_report": "closed",
    "answer_cancellation": "closed",
    "acknowledge_decline": "closed",
    "acknowledge_cancellation": "closed",
}


@dataclass(frozen=True, slots=True)
class Stages:
    """`done` and `now` are codes of the dots; `times` says when each was reached (UTC)."""

    done: tuple[str, ...]
    now: str
    late: bool
    times: dict[str, datetime]


def stages_of(referral: Referral, now: datetime) -> Stages:
    """The dots of a row that has at least STAGE_FIELDS."""
    times = stage_times(referral)
    done = reached(times)
    return Stages(
        done, _current(referral.next_step, done), is_overdue(referral.due_at, now), {stage: at for stage in done if (at := times[stage])}
    )


def stage_times(referral: Referral) -> StageTimes:
    """When the referral reached each stage. On the network it is received in the moment it is sent; a draft given up has no stages."""
    return {
        "sent": referral.sent_at,
        "received": referral.sent_at,
        "reviewed": referral.reviewed_at,
        "booked": referral.booked_at,
        "seen": referral.seen_at,
        "reported": referral.reported_at,
        "closed": None if referral.state == states.DRAFT else referral.closed_at,
    }


def _current(step: str | None, done: tuple[str, ...]) -> str:
    """The stage that the next step works toward: the step's own, or where that was reached before (a visit was lost), the next one."""
    if step is None:
        return ""
    own = STAGES.index(_STAGE_OF_STEP.get(step, "closed"))
    return next((stage for stage in STAGES[own:] if stage not in done), "closed")
