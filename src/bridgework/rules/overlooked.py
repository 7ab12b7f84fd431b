"""Whether what should have happened by now did not: the cadence worked out anew from the facts, beside what is stored of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bridgework.rules.cadence_facts import PERSON, NextStep, Stopped
from bridgework.rules.follow_up import AFTER

GRACE = timedelta(minutes=15)
"""The planner looks every minute; what is late by more was overlooked."""
NOTICED_WITHIN = timedelta(hours=1) + GRACE
"""What time alone sets free again (an address that refused is tried anew after a week) no action hears of: the hourly watch does, by then."""
UNSENT_AFTER = timedelta(hours=1)
"""A message that was due for so long and that nobody has begun to send."""
UNRESOLVED_AFTER = timedelta(hours=7)
"""An attempt of which nobody knows the end for so long: a person should have it by then (`delivery.GIVE_UP_AFTER`)."""
LOOKS_BACK = timedelta(days=3)
"""How far back what happened is compared with what was told of it: what a week-end hid is still found, and nobody hears of last month."""
NAMED_OTHERWISE = frozenset({"sent_with_time", "sent_for_advice", "missed_again"})
"""Rows of the table of messages that the history knows by a simpler name; each tells the same offices."""
TELLS: Mapping[str, tuple[str, ...]] = {
    event: offices
    for event, told in AFTER.items()
    if event not in NAMED_OTHERWISE and (offices := tuple(sorted({one.recipient for one in told if one.recipient != "patient"})))
}
"""What happened -> the offices (sender, desk) that must hear of it, whoever the patient is."""


def overlooked_since(expected: NextStep | Stopped, stored_status: str, now: datetime) -> datetime | None:
    """Since when (UTC) a step is due by the facts that was neither told nor given to a person; None where nothing was overlooked.

    `stored_status` is that of the stored cadence, "" where there is none.
    """
    if isinstance(expected, Stopped) or expected.due_at > now - GRACE:
        return None
    if expected.channel == PERSON and stored_status == PERSON:
        return None
    return expected.due_at
