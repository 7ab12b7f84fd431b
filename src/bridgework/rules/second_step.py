"""Whether somebody may go on working without a second step of signing in, where their practice asks everybody for one."""

from datetime import datetime, timedelta

GRACE = timedelta(days=7)
"""From the day on which a practice begins to ask for it until nobody gets in without: somebody may be away for a few days."""


def is_locked_out(asked_from: datetime | None, now: datetime, *, has_one: bool) -> bool:
    """Whether the pages of the practice are closed to somebody until they have set one up. `asked_from` is None where none is asked for."""
    return asked_from is not None and not has_one and now >= asked_from
