"""When somebody is busy, from an iCalendar file of anybody's making: repetitions, exceptions, zones and all-day entries worked out.

Nothing else of an entry leaves this file: no title, no place, no names.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from bridgework.connections.apart import child_environment
from bridgework.connections.calendars import UID_OF_OURS, CalendarRefused

Span = tuple[datetime, datetime]
MOST_ENTRIES = 10_000
MOST_TIMES = 20_000
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
"""Nobody's day repeats like that, and working it out would never end."""
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
LONGEST_ENTRY = timedelta(days=400)
CPU_SECONDS = 20
"""A calendar of ten thousand entries takes about four."""
WALL_SECONDS = 120.0
ENDLESS = "Working out this calendar took too long or too much memory, so it was stopped. Give the address of one clinician's own."


def busy_times_apart(content: bytes, *, begin: datetime, end: datetime, zone: str, cpu_seconds: int = CPU_SECONDS) -> tuple[Span, ...]:
    """`busy_times` in a process of its own, with limits on memory and time (`child`). Raises CalendarRefused."""
    command = [
        sys.executable,
        "-s",
        "-P",
        "-m",
        "bridgework.connections.calendars.child",
        str(cpu_seconds),
        begin.isoformat(),
        end.isoformat(),
        zone,
    ]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            timeout=WALL_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
        if "refused" in answer:
            raise CalendarRefused(str(answer["refused"]))
        return tuple((datetime.fromisoformat(one), datetime.fromisoformat(two)) for one, two in answer["times"])
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        raise CalendarRefused(ENDLESS) from None


def busy_times(content: bytes, *, begin: datetime, end: datetime, zone: str) -> tuple[Span, ...]:
    """The busy times between two moments (UTC), merged and in order.

    Entries without a zone and whole days are in `zone`. What is marked free, cancelled or ours is left out. Raises CalendarRefused.
    """
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError):
        raise CalendarRefused("What came from this address is no calendar.") from None
    if calendar.name != "VCALENDAR":
        raise CalendarRefused("What came from this address is no calendar.")
    events = calendar.walk("VEVENT")
    if len(events) > MOST_ENTRIES:
        raise CalendarRefused(f"The calendar has more than {MOST_ENTRIES:,} entries. Give the address of one clinician's own.")
    for event in events:
        _check_repetition(event)
    place = ZoneInfo(zone)
    try:
        spans: list[Span] = [*_free_busy(calendar, place)]
        for count, event in enumerate(recurring_ical_events.of(calendar).between(begin, end)):
            if count >= MOST_TIMES:
                raise CalendarRefused(f"The calendar has more than {MOST_TIMES:,} times in the coming months.")
            if _is_busy(event):
                spans.append(_span(event, place))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise CalendarRefused("The calendar could not be understood.") from None
    return _merged([(max(one, begin), min(two, end)) for one, two in spans if one < end and two > begin and one < two])


def _check_repetition(event: Any) -> None:
    rules = event.get("RRULE")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        often = {str(one).upper() for one in rule.get("FREQ", [])}
        if often & TOO_OFTEN or any(len(rule.get(part, [])) > 1 for part in WITHIN_A_DAY):
            raise CalendarRefused("The calendar has an entry that repeats within a day, which is not understood.")


def _is_busy(event: Any) -> bool:
    if str(event.get("UID", "")).endswith(UID_OF_OURS):
        return False
    free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    return not free and str(event.get("STATUS", "")).upper() != "CANCELLED"


def _span(event: Any, zone: ZoneInfo) -> Span:
    starts, ends = _moment(event["DTSTART"].dt, zone), _moment(event["DTEND"].dt, zone)
    return starts, min(ends, starts + LONGEST_ENTRY)


def _free_busy(calendar: Any, zone: ZoneInfo) -> Iterator[Span]:
    for component in calendar.walk("VFREEBUSY"):
        found = component.get("FREEBUSY") or []
        for period in found if isinstance(found, list) else [found]:
            if str(period.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                starts, end_or_length = period.dt if hasattr(period, "dt") else (period.start, period.end)
                begin = _moment(starts, zone)
                yield begin, begin + end_or_length if isinstance(end_or_length, timedelta) else _moment(end_or_length, zone)


def _moment(given: date | datetime, zone: ZoneInfo) -> datetime:
    """A day begins at midnight, and a time without a zone is meant, in the zone of the practice."""
    if not isinstance(given, datetime):
        given = datetime.combine(given, time(), zone)
    return (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(UTC)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Overlapping times as one. Those that only touch stay apart: each may be one visit that the practice has written down."""
    merged: list[Span] = []
    for one in sorted(spans):
        if merged and one[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], one[1]))
        else:
            merged.append(one)
    return tuple(merged)
