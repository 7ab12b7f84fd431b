"""The next open time of a practice for each tier, without working out all the others.

What is answered is exactly the first of `booking.open_slots`, which a directory of many practices that are booked out for weeks could not
afford to list.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.rules.booking import GRID, Busy, Closure, starts_by_place
from bridgework.rules.deadlines import zone_named
from bridgework.rules.facts import TIERS
from bridgework.rules.free_time import Fitting, Starts, Taken, free_starts, instant_of, moment_of, span_of
from bridgework.rules.weekly_hours import Pattern, begin_of, followers, hours_of, is_kept, is_open_to, place_of, reach_of


def next_open(
    patterns: Sequence[Pattern],
    closures: Sequence[Closure],
    busy: Sequence[Busy] | Taken,
    *,
    length: timedelta,
    buffer: timedelta,
    first_day: date,
    days: int,
    now: datetime,
    lead: timedelta = timedelta(),
    kind: UUID | None = None,
    is_holiday: Callable[[date], bool] = lambda _: False,
) -> dict[str, datetime]:
    """The first open time (UTC, not before `now`) by tier, on `days` local days from `first_day`; a tier without one is left out.

    The arguments are those of `booking.open_slots`.
    """
    fitting = Fitting(instant_of(now), span_of(length), span_of(buffer), span_of(lead), span_of(GRID))
    free = starts_by_place(patterns, closures, busy, now, fitting)
    known: dict[int, list[tuple[Pattern, ZoneInfo, Starts]]] = {}
    for pattern in patterns:
        if zone := zone_named(pattern.zone):
            known.setdefault(pattern.weekday, []).append((pattern, zone, free[place_of(pattern)]))
    # Days begin up to 26 hours apart around the world: with several zones one of the next two days can hold an earlier time.
    slack = 2 if len({pattern.zone for working in known.values() for pattern, _, _ in working}) > 1 else 0
    following = followers(patterns)
    is_usable = partial(is_open_to, kind=kind, now=now, is_holiday=is_holiday)

    found: dict[str, datetime] = {}
    found_on: dict[str, int] = {}
    for offset in range(days):
        waiting = [tier for tier in TIERS if tier not in found or offset - found_on[tier] <= slack]
        if not waiting:
            break
        day = first_day + timedelta(days=offset)
        working = [each for each in known.get(day.weekday(), ()) if each[0].works_on(day)]
        if not working:
            continue
        off = is_holiday(day)
        shifts: dict[tuple[time, time, str], tuple[datetime, datetime]] = {}  # most work the same hours
        for pattern, zone, free_from in working:
            shift = (pattern.starts, pattern.ends, pattern.zone)
            hours = shifts.get(shift) or shifts.setdefault(shift, hours_of(pattern, day, zone))
            tiers = [tier for tier in waiting if not is_kept(pattern, hours[0], tier=tier, kind=kind, now=now)]
            if not tiers or (off and not pattern.is_extra):
                continue
            opens, closes = instant_of(hours[0]), instant_of(hours[1])
            first_by_reach: dict[datetime, datetime | None] = {}  # what follows may be open to one tier and not to another
            for tier in tiers:
                reach = hours[1]
                if following.get(begin_of(pattern, pattern.ends)):
                    reach = reach_of(pattern, day, zone, following, partial(is_usable, tier=tier))
                if reach not in first_by_reach:
                    starts = free_starts(opens, closes, instant_of(reach), free_from, fitting)
                    first_by_reach[reach] = moment_of(starts[0][0]) if starts else None
                first = first_by_reach[reach]
                if first is not None:
                    found[tier] = min(first, found.get(tier, first))
                    found_on.setdefault(tier, offset)
    return found
