"""A visit as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from bridgework.lookups.patient_page import PatientPage


def visit_as_ics(page: PatientPage, now: datetime) -> bytes:
    """The booked visit of a patient's page. A moved visit has the same UID and replaces the old one; times are UTC. No reason, no tooth."""
    visit = page.booked
    if visit is None:
        raise ValueError("there is no visit to put into a calendar")
    event = Event()
    event.add("uid", f"{page.referral_id}@bridgework")
    event.add("sequence", page.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", visit.starts_at.astimezone(UTC))
    event.add("dtend", visit.ends_at.astimezone(UTC))
    event.add("summary", _("Visit at %(practice)s") % {"practice": page.office.name})
    event.add("location", f"{visit.location}, {visit.address}")
    event.add("description", _("With %(provider)s. Questions? Call %(phone)s.") % {"provider": visit.provider, "phone": page.office.phone})
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Visit at %(practice)s") % {"practice": page.office.name})
    alarm.add("trigger", timedelta(hours=-2))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Bridgework//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
