"""Open times: weekly patterns less closures, visits and holds that still stand, as UTC intervals on a grid of local time.

What is asked here is what may be *offered*; that no time is sold twice is kept by the action's lock and the database's constraint.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.rules.deadlines import zone_named
from bridgework.rules.free_time import Fitting, Starts, Taken, free_starts, instant_of, moment_of, span_of
from bridgework.rules.weekly_hours import (
    Following,
    Pattern,
    Place,
    begin_of,
    followers,
    hours_of,
    is_kept,
    is_open_to,
    is_opened,
    place_of,
    reach_of,
)

GRID = timedelta(minutes=15)
LONGEST_RANGE = 400


@dataclass(frozen=True, slots=True)
class Closure:
    """Nobody is there from `starts_at` to `ends_at` (UTC): the provider, the location, or with neither named the whole practice."""

    starts_at: datetime
    ends_at: datetime
    provider_id: UUID | None = None
    location_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """A visit or hold in a provider's calendar (UTC), with the time kept free before and after it.

    A hold stands until `held_until`; None stands for good. `operatory_id` is the room it takes up.
    """

    provider_id: UUID
    starts_at: datetime
    ends_at: datetime
    held_until: datetime | None = None
    operatory_id: UUID | None = None


class Slot(NamedTuple):
    """A time that can be offered, in UTC. `reserved_tier` says which block it comes from ("" for an open one).

    `blocked_from` to `blocked_until` is the visit with the time kept free before and after it.
    """

    starts_at: datetime
    ends_at: datetime
    provider_id: UUID
    location_id: UUID
    zone: str
    reserved_tier: str
    blocked_until: datetime
    blocked_from: datetime
    operatory_id: UUID | None = None


_Shift = tuple[time, time, str]
"""Hours on the wall of a zone."""
_Working = tuple[Pattern, bool, int, ZoneInfo, int, int, Starts, tuple[Pattern, ...]]
"""A pattern, whether it holds on some days only, with its shift, the rank of its provider, the number of its block, when its place is free, and what follows without a gap."""
_Block = tuple[UUID, UUID, str, str, UUID | None]
"""Provider, location, zone, tier for which it is kept, room: what all times of a pattern on a day have in common."""


class _Factors(NamedTuple):
    """How the number of a time is taken apart: where starts begin to count, how many providers there are, how many blocks."""

    since: int
    providers: int
    blocks: int


def open_slots(
    patterns: Sequence[Pattern],
    closures: Sequence[Closure],
    busy: Sequence[Busy] | Taken,
    *,
    length: timedelta,
    first_day: date,
    days: int,
    now: datetime,
    buffer: timedelta = timedelta(),
    lead: timedelta = timedelta(),
    tier: str | None = None,
    kind: UUID | None = None,
    grid: timedelta = GRID,
    is_holiday: Callable[[date], bool] = lambda _: False,
    most: int | None = None,
) -> tuple[Slot, ...]:
    """The times that can be offered on `days` local days from `first_day`, in order of time, none before `now`; the first `most` of them.

    `length` is the visit itself; `lead` is kept free before and `buffer` after it, but may run past the ends of the pattern.
    `tier` and `kind` leave out blocks that are kept for others; None shows all. A visit may go on in the next block of its place where that
    follows without a gap and is open to it (`reach_of`). No time is offered on a local date that `is_holiday`, but
    for extra hours. `busy` and `closures` may be in any order. Raises ValueError where the length or the grid is not positive.
    """
    if length <= timedelta() or grid <= timedelta():
        raise ValueError("A visit and the grid must have a length.")
    fitting = Fitting(instant_of(now), span_of(length), span_of(buffer), span_of(lead), span_of(grid))
    free = starts_by_place(patterns, closures, busy, now, fitting)
    following = followers(patterns)
    rank = {provider: place for place, provider in enumerate(sorted({pattern.provider_id for pattern in patterns}))}
    working, blocks = _numbered(patterns, rank, free, following)
    # Days begin up to 26 hours apart around the world: with several zones one of the next two days can hold an earlier time.
    slack = 2 if len({pattern.zone for pattern in patterns}) > 1 else 0
    # A time that is found is one number, so that thousands are listed and sorted without a step of Python for each: its start, then the
    # rank of its provider, then the block. The start counts from the first days on, so that all of it stays within 64 bits.
    since = instant_of(datetime.combine(first_day, time(), UTC)) - span_of(timedelta(days=1))
    kinds = len(blocks)
    size = len(rank) * kinds
    step = fitting.grid * size

    is_usable = partial(is_open_to, tier=tier, kind=kind, now=now, is_holiday=is_holiday)
    found: list[int] = []
    offset, last = 0, min(days, LONGEST_RANGE)
    while offset < last:
        day = first_day + timedelta(days=offset)
        off = is_holiday(day)
        hours: dict[int, tuple[datetime, int, int]] = {}
        for pattern, is_bounded, shift_number, zone, place, block, starts, follow in working.get(day.weekday(), ()):
            if (off and not pattern.is_extra) or (is_bounded and not pattern.works_on(day)):
                continue
            if shift_number not in hours:
                begin, end = hours_of(pattern, day, zone)
                hours[shift_number] = (begin, instant_of(begin), instant_of(end))
            begin, opens, closes = hours[shift_number]
            if pattern.reserved_tier or pattern.reserved_kind:
                if is_kept(pattern, begin, tier=tier, kind=kind, now=now):
                    continue
                block += not is_opened(pattern, begin, now)
            rest = place * kinds + block - since * size
            until_at_most = instant_of(reach_of(pattern, day, zone, following, is_usable)) if follow else closes
            for start, until in free_starts(opens, closes, until_at_most, starts, fitting):
                found += range(start * size + rest, until * size + rest, step)
        if most is not None and len({key // kinds for key in found}) >= most:
            last = min(last, offset + 1 + slack)
        offset += 1
    found.sort()
    return tuple(islice(_slots(found, blocks, _Factors(since, len(rank), kinds), length, buffer, lead), most))


def _numbered(
    patterns: Sequence[Pattern], rank: Mapping[UUID, int], free: Mapping[Place, Starts], following: Following
) -> tuple[dict[int, list[_Working]], list[_Block]]:
    """The patterns by weekday, with everything that does not change from day to day, and the blocks by the numbers that they have there."""
    shifts: dict[_Shift, tuple[int, ZoneInfo]] = {}  # numbered: most work the same
    working: dict[int, list[_Working]] = {}
    blocks: list[_Block] = []
    for pattern in patterns:
        if zone := zone_named(pattern.zone):
            shift = shifts.setdefault((pattern.starts, pattern.ends, pattern.zone), (len(shifts), zone))
            follow = following.get(begin_of(pattern, pattern.ends), ())
            is_bounded = (pattern.first_day or pattern.last_day) is not None
            works = (pattern, is_bounded, *shift, rank[pattern.provider_id], len(blocks), free[place_of(pattern)], follow)
            working.setdefault(pattern.weekday, []).append(works)
            where = (pattern.provider_id, pattern.location_id, pattern.zone)
            blocks += [(*where, "", pattern.operatory_id), (*where, pattern.reserved_tier, pattern.operatory_id)]
    return working, blocks


def _slots(
    found: Sequence[int], blocks: Sequence[_Block], factors: _Factors, length: timedelta, buffer: timedelta, lead: timedelta
) -> Iterator[Slot]:
    """The times that were found, in order: one for a provider and a start, even where two patterns overlap."""
    since, providers, size = factors
    make = partial(tuple.__new__, Slot)  # what Slot() does, without its call in between
    before, next_start = -1, 0
    for key in found:
        whose, block = divmod(key, size)
        if whose == before:
            continue
        before = whose
        if whose >= next_start:  # the datetimes are made once for all who are free at the same time
            start = whose // providers
            next_start = (start + 1) * providers
            starts_at = _moment_of(since + start)
            ends_at, blocked_from = starts_at + length, starts_at - lead
            blocked_until = ends_at + buffer
        provider_id, location_id, zone, tier_kept, operatory_id = blocks[block]
        yield make((starts_at, ends_at, provider_id, location_id, zone, tier_kept, blocked_until, blocked_from, operatory_id))


@lru_cache(maxsize=4096)
def _moment_of(instant: int) -> datetime:
    """Remembered: all who are asked for their times begin at the same quarter hours."""
    return moment_of(instant)


def _stands(busy: Busy, now: datetime) -> bool:
    return busy.held_until is None or busy.held_until > now


def starts_by_place(
    patterns: Sequence[Pattern], closures: Sequence[Closure], busy: Sequence[Busy] | Taken, now: datetime, fitting: Fitting
) -> dict[Place, Starts]:
    """For each place of the patterns, when a visit can start there, working hours left aside."""
    if not isinstance(busy, Taken):
        taken = Taken()
        for one in busy:
            if _stands(one, now):
                taken.add(one.provider_id, one.operatory_id, [instant_of(one.starts_at)], [instant_of(one.ends_at)])
    else:
        taken = busy
    shut = [(one, (instant_of(one.starts_at), instant_of(one.ends_at))) for one in closures]
    return {
        (provider_id, location_id, operatory_id): taken.starts(
            provider_id,
            operatory_id,
            [hours for one, hours in shut if one.provider_id in (None, provider_id) and one.location_id in (None, location_id)],
            fitting,
        )
        for provider_id, location_id, operatory_id in {place_of(pattern) for pattern in patterns}
    }
