"""The real worker is killed with SIGKILL while it plans and sends; the next one takes over, and everybody gets one message.

The long run is `bridgework simulate --kills 200`. With the worker of `test_kills` these are the five of the suite.
"""

from pathlib import Path

import pytest

import database_for_tests as database
from bridgework.cli.simulation.senders import kill_senders
from people import Cast


@pytest.mark.usefixtures("committed_db")
def test_four_are_killed_and_everybody_gets_one_message(cast: Cast, tmp_path: Path) -> None:
    toll = kill_senders(4, 1, database.owner_url(), tmp_path, lambda _: None, wave=60)

    assert toll["ok"], toll
    assert toll["reached"] == toll["steps"] >= 60
    assert toll["in_flight_at_kills"] > 0
