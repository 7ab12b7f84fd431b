"""What Harbor says of its times beyond the weekly hours: rooms, a morning kept for pain, a Saturday more, a week off, a calendar feed, and a
clinician's own calendar."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from bridgework.actions.add_availability import add_availability
from bridgework.actions.add_closure import add_closure
from bridgework.actions.add_operatory import add_operatory
from bridgework.actions.connect_calendar import connect_calendar
from bridgework.actions.issue_calendar_feed import issue_calendar_feed
from bridgework.actions.keep_busy_times import keep_busy_times
from bridgework.connections.calendars.read import busy_times
from bridgework.demo import cast
from bridgework.demo.standins.calendars import calendar_file
from bridgework.demo.story import Stage
from bridgework.lookups.practice import place_names
from bridgework.rules.facts import Viewer
from bridgework.rules.outside_calendar import READ_AHEAD, READ_BEHIND

KEPT_ON = "Dr. Mei Lin"
MORE_ON_SATURDAY = "Dr. Chidi Okafor"
AWAY = "Dr. Sofia Brandt"
CALENDAR = "chidi-okafor"
"""The file of Dr. Okafor's own calendar (`standins/calendars.py`)."""


def leave_times(stage: Stage) -> None:
    """After all stories, so that none of them is told into these hours."""
    desk, now = stage.desks[cast.HARBOR], stage.present
    manager: Viewer = desk.who("manager", "administrator")
    place = next(key for key, name in place_names(manager).items() if name == "Eastside")
    kept_in, more_in = (add_operatory(manager, location_id=place, name=f"Operatory {number}", now=now) for number in (1, 2))
    add_availability(
        manager,
        provider_id=desk.clinicians[KEPT_ON],
        location_id=place,
        weekdays=[4],
        starts=time(8),
        ends=time(12),
        reserved_tier="urgent",
        opens_hours_before=24,
        operatory_id=kept_in.pk,
        now=now,
    )
    zone = ZoneInfo(desk.card.time_zone)
    today = now.astimezone(zone).date()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    add_availability(
        manager,
        provider_id=desk.clinicians[MORE_ON_SATURDAY],
        location_id=place,
        weekdays=[5],
        starts=time(9),
        ends=time(12),
        operatory_id=more_in.pk,
        first_day=saturday,
        last_day=saturday,
        now=now,
    )
    monday = datetime.combine(today + timedelta(days=28 - today.weekday()), time(), zone).astimezone(UTC)
    five_days = monday + timedelta(days=5)
    add_closure(manager, provider_id=desk.clinicians[AWAY], starts_at=monday, ends_at=five_days, reason="Vacation", now=now)
    issue_calendar_feed(manager, desk.clinicians[KEPT_ON], now=now)
    keep_elsewhere(manager, desk.clinicians[MORE_ON_SATURDAY], desk.card.time_zone, now)


def keep_elsewhere(manager: Viewer, provider_id: UUID, zone: str, now: datetime) -> None:
    """A clinician keeps a calendar of their own, at the stand-ins; what it says is there at once, and read again by the job."""
    address = f"{settings.MAILBOX_URL or 'http://127.0.0.1:8025'}/calendar/{CALENDAR}.ics"
    calendar = connect_calendar(manager, provider_id, address=address, stale_after_hours=24, now=now)
    busy = busy_times(calendar_file(CALENDAR) or b"", begin=now - READ_BEHIND, end=now + READ_AHEAD, zone=zone)
    keep_busy_times(calendar.pk, busy, fingerprint="told with the network", address=address, now=now)
