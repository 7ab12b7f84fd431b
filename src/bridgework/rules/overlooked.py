"""Whether what should have happened by now did not: the cadence worked out anew from the facts, beside what is stored of it."""

from datetime import datetime, timedelta

from bridgework.rules.cadence_facts import PERSON, NextStep, Stopped

GRACE = timedelta(minutes=15)
"""The planner looks every minute; what is late by more was overlooked."""
UNSENT_AFTER = timedelta(hours=1)
"""A message that was due for so long and that nobody has begun to send."""
UNRESOLVED_AFTER = timedelta(hours=7)
"""An attempt of which nobody knows the end for so long: a person should have it by then (`delivery.GIVE_UP_AFTER`)."""


def overlooked_since(expected: NextStep | Stopped, stored_status: str, now: datetime) -> datetime | None:
    """Since when (UTC) a step is due by the facts that was neither told nor given to a person; None where nothing was overlooked.

    `stored_status` is that of the stored cadence, "" where there is none.
    """
    if isinstance(expected, Stopped) or expected.due_at > now - GRACE:
        return None
    if expected.channel == PERSON and stored_status == PERSON:
        return None
    return expected.due_at
