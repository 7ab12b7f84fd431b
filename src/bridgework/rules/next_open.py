"""The next open time of a practice for each tier, without working out all the others.

What is answered is exactly the first of `booking.open_slots`, which a directory of many practices that are booked out for weeks could not
afford to list.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from bridgework.rules.booking import GRID, Busy, Closure, Pattern, free_starts, hours_of, may_use, taken_by_place
from bridgework.rules.deadlines import zone_named
from bridgework.rules.facts import TIERS


def next_open(
    patterns: Sequence[Pattern],
    closures: Sequence[Closure],
    busy: Sequence[Busy],
    *,
    length: timedelta,
    buffer: timedelta,
    first_day: date,
    days: int,
    now: datetime,
    is_holiday: Callable[[date], bool] = lambda _: False,
) -> dict[str, datetime]:
    """The first open time (UTC, not before `now`) by tier, on `days` local days from `first_day`; a tier without one is left out.

    The arguments are those of `booking.open_slots`.
    """
    taken = taken_by_place(patterns, closures, busy, now)
    known = [(pattern, zone) for pattern in patterns if (zone := zone_named(pattern.zone))]
    # Days begin up to 26 hours apart around the world: with several zones one of the next two days can hold an earlier time.
    slack = 2 if len({pattern.zone for pattern, _ in known}) > 1 else 0
    found: dict[str, datetime] = {}
    found_on: dict[str, int] = {}
    for offset in range(days):
        waiting = [tier for tier in TIERS if tier not in found or offset - found_on[tier] <= slack]
        if not waiting:
            break
        day = first_day + timedelta(days=offset)
        working = [(pattern, zone) for pattern, zone in known if _works_on(pattern, day)]
        if not working or is_holiday(day):
            continue
        for pattern, zone in working:
            tiers = [tier for tier in waiting if may_use(pattern.reserved_tier, tier)]
            if not tiers:
                continue
            busy_then = taken[pattern.provider_id, pattern.location_id]
            starts = free_starts(hours_of(pattern, day, zone), length, buffer, GRID, busy_then)
            first = next((start for start in starts if start >= now), None)
            if first is None:
                continue
            for tier in tiers:
                found[tier] = min(first, found.get(tier, first))
                found_on.setdefault(tier, offset)
    return found


def _works_on(pattern: Pattern, day: date) -> bool:
    return (
        pattern.weekday == day.weekday()
        and (pattern.first_day is None or day >= pattern.first_day)
        and (pattern.last_day is None or day <= pattern.last_day)
    )
