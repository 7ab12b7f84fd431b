"""A clinician's visits for their own calendar program. Initials and the number of the referral, nothing else of a patient."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from bridgework.connections.calendars import UID_OF_OURS
from bridgework.rules.calendar_feed import FeedVisit

REFRESH = timedelta(minutes=15)


def feed_as_ics(name: str, visits: Iterable[FeedVisit], now: datetime) -> bytes:
    """The feed as a file; `name` is the clinician's. Held times are tentative. Times are UTC, so no zone can be misread."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bridgework//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for visit in visits:
        event = Event()
        event.add("uid", f"{visit.id}{UID_OF_OURS}")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("last-modified", visit.changed_at.astimezone(UTC))
        event.add("dtstart", visit.starts_at.astimezone(UTC))
        event.add("dtend", visit.ends_at.astimezone(UTC))
        event.add("summary", f"{'Held' if visit.is_held else 'Visit'}: {visit.initials}, {visit.number}")
        event.add("location", visit.place)
        event.add("status", "TENTATIVE" if visit.is_held else "CONFIRMED")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
