"""Whom an emergency turns to while a practice is closed, and that the sender sees it before sending."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

import make
from bridgework.lookups.closed import when_closed
from people import NOW, Cast

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
THANKSGIVING = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)


def test_open_closed_at_night_and_on_a_holiday(cast: Cast) -> None:
    assert when_closed(cast.harbor, NOW).turn_to == "practice"
    night = when_closed(cast.harbor, NIGHT)
    assert (night.is_open, night.turn_to) == (False, "on_call")
    assert night.opens_at == datetime(2026, 11, 19, 14, 0, tzinfo=UTC)
    assert not when_closed(cast.harbor, THANKSGIVING).is_open


def test_without_a_number_an_alternative_and_then_the_emergency_department(cast: Cast) -> None:
    cast.harbor.on_call_phone = ""
    assert when_closed(cast.harbor, NIGHT).turn_to == "emergency_department"
    cast.harbor.alternative_name, cast.harbor.alternative_phone = "Night clinic", "+13125550144"
    assert when_closed(cast.harbor, NIGHT).turn_to == "alternative"


@pytest.mark.parametrize(("at", "seen"), [(NIGHT, "Call before you send, day and night"), (NOW + timedelta(hours=1), "Call as well")])
def test_the_sender_of_an_emergency_sees_it_before_sending(client: Client, cast: Cast, at: datetime, seen: str) -> None:
    draft = make.draft(cast, case=make.EMERGENCY)
    with time_machine.travel(at, tick=False):
        client.force_login(cast.person("priya.raman"))
        page = client.get(f"/referrals/{draft.pk}/draft/")
    text = page.content.decode()
    assert seen in text
    # Beside the signs and beside the button: on a phone these are far from each other.
    assert text.count("is closed now") == (2 if at is NIGHT else 0)
