"""Who may stand in for whom: their work is only ever given to somebody who may do it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bridgework.rules.permissions import MAY, STEPS_OF_ROLE

ACT_OF_STEP = {
    "review": "review",
    "give_advice": "report",
    "send_report": "report",
    "offer_times": "schedule",
    "await_choice": "schedule",
    "confirm_time": "schedule",
    "rebook": "schedule",
    "call_patient": "schedule",
    "answer_reply": "schedule",
    "decide_further": "schedule",
    "book_next_visit": "schedule",
    "see_patient": "record_visit",
    "answer_cancellation": "review",
    "deliver_report": "schedule",
    "complete_intake": "take_in",
    "finish_and_send": "refer",
    "send_records": "refer",
    "acknowledge_decline": "acknowledge",
    "acknowledge_cancellation": "acknowledge",
    "acknowledge_report": "acknowledge",
}
"""What somebody must be allowed in order to do a step."""

LONGEST = timedelta(days=366)


def work_of(roles: Iterable[str]) -> frozenset[str]:
    """The next steps that are the work of these roles."""
    return frozenset().union(*(STEPS_OF_ROLE.get(role, frozenset()) for role in roles))


def may_stand_in(away: Iterable[str], stand_in: Iterable[str]) -> bool:
    """Whether somebody with the roles `stand_in` may do all the work of somebody with the roles `away`."""
    own = frozenset(stand_in)
    return all(own & MAY[ACT_OF_STEP[step]] for step in work_of(away))


def check_absence(starts_at: datetime, ends_at: datetime, now: datetime) -> dict[str, str]:
    """What is wrong with the time somebody is away, by field; nothing where it is in order."""
    if ends_at <= starts_at:
        return {"until": "The last day is before the first."}
    if ends_at <= now:
        return {"until": "That is over already."}
    return {"until": "Give a time of at most a year."} if ends_at - starts_at > LONGEST else {}
