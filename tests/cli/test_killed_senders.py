"""Workers that plan and send are killed with SIGKILL; the others take over, and everybody gets one message.

The long run is `bridgework simulate --kills 200`.
"""

import pytest
from django.conf import LazySettings

import database_for_tests as database
from bridgework.cli.simulation.senders import kill_senders
from people import Cast


@pytest.fixture
def sms(settings: LazySettings) -> None:
    """The settings of the service are put back."""
    settings.SMS_URL = ""


@pytest.mark.usefixtures("committed_db", "sms")
def test_two_are_killed_and_everybody_gets_one_message(cast: Cast) -> None:
    toll = kill_senders(2, 1, database.owner_url(), lambda _: None, wave=60)

    assert toll["ok"], toll
    assert toll["reached"] == toll["steps"] >= 60
    assert toll["in_flight_at_kills"] > 0
