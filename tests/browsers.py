"""Somebody of the cast with a browser, and the clock on the wall: what most tests of pages begin with.

clock = standing_clock(NOW + timedelta(hours=1))     # in a file of tests: the time in all of them
client = signed_in(cast, "dana.ortiz")
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from people import Cast


def signed_in(cast: Cast, mailbox: str) -> Client:
    """A browser in which the person whose e-mail address begins so has signed in."""
    client = Client()
    client.force_login(cast.person(mailbox))
    return client


def standing_clock(at: datetime, *, tick: bool = False) -> Any:
    """A fixture for every test of the file: it is that time, and stays so unless it ticks. It gives the traveller, to move it."""

    @pytest.fixture(autouse=True)
    def clock() -> Iterator[time_machine.Traveller]:
        with time_machine.travel(at, tick=tick) as traveller:
            yield traveller

    return clock
