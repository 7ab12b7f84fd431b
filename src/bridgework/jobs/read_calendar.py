import hashlib
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.keep_busy_times import keep_busy_times, note_unread_calendar
from bridgework.connections.calendars import CalendarRefused
from bridgework.connections.calendars.fetch import fetch_calendar
from bridgework.connections.calendars.read import busy_times_apart
from bridgework.lookups.outside_calendars import calendars_to_read, find_calendar_to_read
from bridgework.rules.outside_calendar import READ_AHEAD, READ_BEHIND


@app.task(name="bridgework.jobs.read_calendars", queueing_lock="read_calendars")
def read_calendars(timestamp: int = 0) -> None:
    """Has every connected calendar read, each by a job of its own, so that a slow one holds nobody up."""
    for calendar_id in calendars_to_read():
        defer_job_once("read_calendar", f"read_calendar {calendar_id}", calendar_id=str(calendar_id))


@app.task(name="bridgework.jobs.read_calendar")
def read_calendar(calendar_id: str) -> None:
    """Reads a practice's own calendar and keeps when it says that somebody is busy. What went wrong is kept as a sentence."""
    calendar = find_calendar_to_read(UUID(calendar_id))
    if calendar is None:
        return
    now = datetime.now(UTC)
    try:
        content = fetch_calendar(calendar.address, allow_private=settings.CALENDARS_PRIVATE)
        times = busy_times_apart(content, begin=now - READ_BEHIND, end=now + READ_AHEAD, zone=calendar.zone)
    except CalendarRefused as refused:
        note_unread_calendar(calendar.id, problem=str(refused), address=calendar.address, now=datetime.now(UTC))
        return
    fingerprint = hashlib.sha256(repr(times).encode()).hexdigest()
    keep_busy_times(calendar.id, times, fingerprint=fingerprint, address=calendar.address, now=now)
