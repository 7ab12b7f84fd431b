"""The calendar of the desk: by clinician and by operatory, a day and a week, moving by dropping, and what is refused."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

import addresses
import make
from bridgework.actions.add_operatory import add_operatory
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Appointment, Availability, BusyCalendar, BusyTime
from people import Cast

CHICAGO = ZoneInfo("America/Chicago")
pytestmark = pytest.mark.usefixtures("db")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def drop(client: Client, visit: Appointment, at: Any, **more: str) -> str:
    """Drops the visit at a moment; the sentence that came of it."""
    local = at.astimezone(CHICAGO)
    fields = {"day": f"{local:%Y-%m-%d}", "at": f"{local:%H:%M}", "provider": str(visit.provider_id), "back": "/calendar/"}
    answer = client.post(f"/referrals/{visit.referral_id}/move/", fields | more, follow=True)
    return next(str(message) for message in answer.context["messages"])


def test_a_visit_is_dropped_and_taken_back(cast: Cast) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)
    now = make.clock(referral) + timedelta(minutes=5)
    client = addresses.signed_in(cast, cast.theo)
    free = open_times(cast.theo, cast.harbor.pk, visit.visit_type_id, tier="elective", now=now, provider_id=visit.provider_id)
    with time_machine.travel(now, tick=False):
        assert "The patient is told." in drop(client, visit, free[-1].starts_at)
        moved = make.visit(make.fresh(referral))
        assert moved.starts_at == free[-1].starts_at
        assert referral.messages.filter(kind="visit_moved").exists()
        assert "no longer open" in drop(client, visit, free[-1].starts_at + timedelta(hours=14))
        assert "Somebody else worked" in drop(client, visit, free[0].starts_at, seen_version="1")
        back = client.post(
            f"/referrals/{referral.pk}/move/?slot={visit.provider_id}|{visit.starts_at:%Y-%m-%dT%H:%M:%S}%2B00:00", follow=True
        )
        assert back.status_code == 200
    assert make.visit(make.fresh(referral)).starts_at == visit.starts_at


def test_days_weeks_operatories_and_busy_times(cast: Cast) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)
    room = add_operatory(cast.ruth, location_id=visit.location_id, name="Operatory 2", now=visit.created_at)
    Availability.objects.filter(provider_id=visit.provider_id).update(operatory=room, reserved_tier="urgent", opens_hours_before=1)
    Appointment.objects.filter(pk=visit.pk).update(operatory=room)
    calendar = BusyCalendar.objects.create(provider_id=visit.provider_id, address="https://own.example/a", added_at=visit.created_at)
    busy = (visit.starts_at + timedelta(minutes=5), visit.starts_at + timedelta(minutes=15))
    BusyTime.objects.create(calendar=calendar, provider_id=visit.provider_id, starts_at=busy[0], ends_at=busy[1])
    day = visit.starts_at.astimezone(CHICAGO).date()
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(visit.starts_at - timedelta(days=1), tick=False):
        told = page(client, f"/calendar/?day={day}")
        assert "busy in your own calendar" in told
        assert "Nothing was cancelled." in told
        assert "cannot be read" in told
        assert "opens to all" in told
        assert "data-move=" in told
        for address in (
            f"?day={day}&by=room",
            f"?day={day}&span=week&by=room&who={room.pk}",
            f"?day={day}&span=week&who={visit.provider_id}",
        ):
            told = page(client, f"/calendar/{address}")
            assert f"visit-{visit.pk}" in told
            assert "day-grid" in told
        assert "day-grid" not in page(client, f"/calendar/?day={day}&list=1")
        assert f"visit-{visit.pk}" not in page(client, f"/calendar/?day={day}&who={cast.provider('Dr. Sofia Brandt').pk}")
        # The practice wrote the visit down in its own calendar: it is shown once.
        BusyTime.objects.update(starts_at=visit.starts_at, ends_at=visit.ends_at)
        assert "busy in your own calendar" not in page(client, f"/calendar/?day={day}")


def test_a_day_without_hours_leads_to_the_next_that_has_some(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.theo)
    told = page(client, "/calendar/?day=2027-03-07&list=1")  # a Sunday
    assert "Nobody works on this day" in told
    assert re.search(r'href="/calendar/\?day=2027-03-08&amp;list=1"[^>]*>Show Mon, Mar 8', told)


def test_who_may_not_schedule_drags_nothing(cast: Cast) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)
    client = addresses.signed_in(cast, cast.ruth)
    with time_machine.travel(visit.starts_at - timedelta(days=1), tick=False):
        assert "data-move=" not in page(client, f"/calendar/?day={visit.starts_at.astimezone(CHICAGO).date()}")
        assert client.post(f"/referrals/{referral.pk}/move/", {}).status_code == 403
