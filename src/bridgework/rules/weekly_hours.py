"""Weekly hours: when somebody works where, for whom a block is kept, and how far a visit may reach into the next block.

Patterns are local wall time in the zone of their location, so a pattern keeps its clock time over both changes of clock.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.rules.facts import TIERS

Place = tuple[UUID, UUID, UUID | None]
"""A provider at a location, in an operatory where the pattern names one."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A provider works at a location every week on a weekday (0 is Monday) from `starts` to `ends`, local time of `zone`.

    `reserved_tier` keeps the block for that tier and those more urgent, `reserved_kind` for that kind of visit and for emergencies; ""
    and None are open to all. A block that is kept opens to everybody `opens_before` it begins; None: never. The dates bound the pattern,
    inclusive. `operatory_id` is the room that its visits take up, too.
    """

    provider_id: UUID
    location_id: UUID
    weekday: int
    starts: time
    ends: time
    zone: str
    reserved_tier: str = ""
    first_day: date | None = None
    last_day: date | None = None
    operatory_id: UUID | None = None
    reserved_kind: UUID | None = None
    opens_before: timedelta | None = None

    @property
    def is_extra(self) -> bool:
        """Hours of one day only: they were meant for that day, holiday or not."""
        return self.first_day is not None and self.first_day == self.last_day

    def works_on(self, day: date) -> bool:
        """Whether the pattern holds on a local day."""
        return (
            self.weekday == day.weekday()
            and (self.first_day is None or day >= self.first_day)
            and (self.last_day is None or day <= self.last_day)
        )


def may_use(reserved_tier: str, tier: str) -> bool:
    """Whether a patient of this tier may have a time from a block reserved for `reserved_tier`."""
    return not reserved_tier or TIERS.index(tier) <= TIERS.index(reserved_tier)


def is_opened(pattern: Pattern, begins_at: datetime, now: datetime) -> bool:
    """Whether a block that is kept for some has opened to everybody, because it begins soon and is unused."""
    return pattern.opens_before is not None and now >= begins_at - pattern.opens_before


def is_kept(pattern: Pattern, begins_at: datetime, *, tier: str | None, kind: UUID | None, now: datetime) -> bool:
    """Whether the block that begins then is kept from a patient of this tier and kind of visit; None fits all."""
    if not (pattern.reserved_tier or pattern.reserved_kind) or is_opened(pattern, begins_at, now):
        return False
    if tier is not None and not may_use(pattern.reserved_tier, tier):
        return True
    return pattern.reserved_kind is not None and kind is not None and kind != pattern.reserved_kind and tier != "emergency"


def is_open_to(
    pattern: Pattern,
    day: date,
    begins_at: datetime,
    *,
    tier: str | None,
    kind: UUID | None,
    now: datetime,
    is_holiday: Callable[[date], bool],
) -> bool:
    """Whether anybody works in the block on that day, and it is not kept from a patient of this tier and kind of visit."""
    return (pattern.is_extra or not is_holiday(day)) and not is_kept(pattern, begins_at, tier=tier, kind=kind, now=now)


def hours_of(pattern: Pattern, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The pattern on a day, in UTC."""
    return datetime.combine(day, pattern.starts, zone).astimezone(UTC), datetime.combine(day, pattern.ends, zone).astimezone(UTC)


_Begin = tuple[Place, int, time, str]
"""Where, on which weekday and when on the wall of which zone a pattern begins."""
Following = Mapping[_Begin, tuple[Pattern, ...]]
"""The patterns by where and when they begin."""


def begin_of(pattern: Pattern, at: time) -> _Begin:
    """The key of a pattern of the same place and weekday that begins at `at`."""
    return place_of(pattern), pattern.weekday, at, pattern.zone


def followers(patterns: Sequence[Pattern]) -> dict[_Begin, tuple[Pattern, ...]]:
    """The patterns by where and when they begin, for `reach_of`."""
    found: dict[_Begin, tuple[Pattern, ...]] = {}
    for pattern in patterns:
        if pattern.starts < pattern.ends:
            begin = begin_of(pattern, pattern.starts)
            found[begin] = (*found.get(begin, ()), pattern)
    return found


def reach_of(
    pattern: Pattern,
    day: date,
    zone: ZoneInfo,
    following: Following,
    is_usable: Callable[[Pattern, date, datetime], bool],
) -> datetime:
    """Until when a visit may last that starts in the pattern on that day (UTC): over the blocks of its place that follow without a gap, as far
    as they are usable. A long visit of an emergency so begins before the block that is kept for emergencies, and one that opened is no island.
    """
    _, end = hours_of(pattern, day, zone)
    ahead = following.get(begin_of(pattern, pattern.ends), ())
    open_ones = (one for one in ahead if one.works_on(day) and is_usable(one, day, end))
    return max((reach_of(one, day, zone, following, is_usable) for one in open_ones), default=end)


def place_of(pattern: Pattern) -> Place:
    """Where the visits of a pattern are."""
    return pattern.provider_id, pattern.location_id, pattern.operatory_id
