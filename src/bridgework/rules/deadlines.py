"""Deadlines in the working hours of a practice: its weekly hours, its holidays and its time zone.

All instants that come in and go out are aware UTC; hours are local wall time, so both changes of clock come out right.
"""

import bisect
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

REGIONS = ("America", "Pacific", "Atlantic", "Africa", "Antarctica", "Arctic", "Asia", "Australia", "Europe", "Indian")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LOOK_AHEAD = 400
"""Days to look for an open hour. A practice that opens in none of them has no hours, and time is then counted round the clock."""

Week = tuple[tuple[tuple[time, time], ...], ...]
USUAL_WEEK: Week = (((time(8), time(17)),),) * 5 + ((), ())


def _no_holiday(_: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When a practice works: `week` holds for Monday to Sunday the (opens, closes) pairs in local time of `zone`."""

    zone: str = "UTC"
    week: Week = USUAL_WEEK
    is_holiday: Callable[[date], bool] = _no_holiday


@dataclass(frozen=True, slots=True)
class Window:
    """How long something may take: exactly one of an amount round the clock, of working time, or of working days."""

    around_the_clock: timedelta = timedelta()
    working_time: timedelta = timedelta()
    working_days: int = 0


RESPONSE_WINDOWS: Mapping[str, Window] = {
    "emergency": Window(around_the_clock=timedelta(minutes=30)),
    "urgent": Window(working_time=timedelta(hours=4)),
    "soon": Window(working_days=1),
    "elective": Window(working_days=1),
}
"""How soon the receiving practice answers a referral, by tier; a practice may set its own."""


@lru_cache(maxsize=512)
def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of that name, or None where there is no such zone."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The time zones that places are in, by name; those of America first."""
    places = (name for name in available_timezones() if name.split("/")[0] in REGIONS)
    return tuple(sorted(places, key=lambda name: (REGIONS.index(name.split("/")[0]), name)))


def check_zone(name: str) -> str | None:
    """A sentence where there is no such time zone, else None."""
    if zone_named(name) is not None:
        return None
    return f"There is no time zone “{name[:40]}”. Use a name such as America/Chicago."


def hours_from(zone: str, weekly: Mapping[str, Any], is_holiday: Callable[[date], bool] = _no_holiday) -> WorkingHours:
    """Working hours from the stored shape {"0": [["08:00", "12:00"], ["13:00", "17:00"]], ...}, 0 for Monday; a day left out is closed.

    Raises ValueError, with a sentence, for an unknown zone or day, for what is no time, and for hours that end before they start.
    """
    wrong = check_zone(zone)
    if wrong:
        raise ValueError(wrong)
    unknown = sorted(set(weekly) - set("0123456"))
    if unknown:
        raise ValueError(f"“{unknown[0]}” is not a day of the week. Days are 0 (Monday) to 6 (Sunday).")
    return WorkingHours(zone, tuple(_pairs(name, weekly.get(str(day)) or ()) for day, name in enumerate(WEEKDAYS)), is_holiday)


def _pairs(day: str, given: Any) -> tuple[tuple[time, time], ...]:
    try:
        pairs = tuple(sorted((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in given))
    except (TypeError, ValueError):
        raise ValueError(f"The hours of {day} are not times such as 08:00 to 17:00.") from None
    if any(opens >= closes for opens, closes in pairs) or any(a[1] > b[0] for a, b in itertools.pairwise(pairs)):
        raise ValueError(f"The hours of {day} end before they start, or overlap.")
    return pairs


def _zone(hours: WorkingHours) -> ZoneInfo:
    return zone_named(hours.zone) or ZoneInfo("UTC")


def open_on(day: date, hours: WorkingHours) -> tuple[tuple[datetime, datetime], ...]:
    """The intervals, in UTC, in which the practice is open on a local day; none on a holiday."""
    if hours.is_holiday(day):
        return ()
    zone = _zone(hours)
    pairs = (
        (datetime.combine(day, opens, zone).astimezone(UTC), datetime.combine(day, closes, zone).astimezone(UTC))
        for opens, closes in hours.week[day.weekday()]
    )
    # Hours that begin in the hour that spring skips may end before they begin: they do not exist on that day.
    return tuple((opens, closes) for opens, closes in pairs if opens < closes)


def _from(start: datetime, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """Open intervals from `start` on, the first one cut to start then."""
    first = start.astimezone(_zone(hours)).date()
    for ahead in range(_LOOK_AHEAD):
        for opens, closes in open_on(first + timedelta(days=ahead), hours):
            if closes > start:
                yield max(opens, start), closes


def is_open(now: datetime, hours: WorkingHours) -> bool:
    """Whether the practice is open at this instant; the closing minute itself is closed."""
    return any(opens <= now < closes for opens, closes in open_on(now.astimezone(_zone(hours)).date(), hours))


def next_opening(now: datetime, hours: WorkingHours) -> datetime | None:
    """`now` where the practice is open, else the instant it opens next; None where it never does."""
    return next((opens for opens, _ in _from(now, hours)), None)


def add_working_time(start: datetime, amount: timedelta, hours: WorkingHours) -> datetime:
    """The instant at which `amount` of open hours has passed since `start`, a closing time counting as still open."""
    left = amount
    for opens, closes in _from(start, hours):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    return start + amount


def add_working_days(start: datetime, days: int, hours: WorkingHours) -> datetime:
    """The same local time `days` working days later, or the next open moment of that day, or its closing time.

    What comes in while the practice is closed counts from when it opens next.
    """
    begin = next_opening(start, hours)
    if begin is None:
        return start + timedelta(days=days)
    zone = _zone(hours)
    local = begin.astimezone(zone)
    day = local.date()
    for ahead in range(1, _LOOK_AHEAD):
        intervals = open_on(day + timedelta(days=ahead), hours)
        days -= bool(intervals)
        if days <= 0 and intervals:
            wanted = datetime.combine(day + timedelta(days=ahead), local.time(), zone).astimezone(UTC)
            after = bisect.bisect_left([closes for _, closes in intervals], wanted)
            return max(wanted, intervals[after][0]) if after < len(intervals) else intervals[-1][1]
    return begin + timedelta(days=1)


def end_of_window(start: datetime, window: Window, hours: WorkingHours) -> datetime:
    """When a window that begins at `start` is over."""
    if window.working_days:
        return add_working_days(start, window.working_days, hours)
    if window.working_time:
        return add_working_time(start, window.working_time, hours)
    return start + window.around_the_clock


def respond_by(tier: str, sent_at: datetime, hours: WorkingHours, windows: Mapping[str, Window] = RESPONSE_WINDOWS) -> datetime:
    """When the receiving practice's answer to a referral is due. An emergency's clock runs round the clock, open or closed."""
    usual = RESPONSE_WINDOWS.get(tier, RESPONSE_WINDOWS["elective"])
    return end_of_window(sent_at, windows.get(tier, usual), hours)
