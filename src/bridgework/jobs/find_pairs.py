import time
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.find_pairs import find_pairs as find

LONGEST_SECONDS = 20.0


@app.task(name="bridgework.jobs.find_pairs", queueing_lock="find_pairs", lock="find_pairs")
def find_pairs(timestamp: int = 0) -> None:
    """Looks who may be one person, as long as somebody waits to be compared, but not for long: in the next minute it goes on.

    One at a time: after an intake there is work for hours, and messages need the other hand of the worker.
    """
    until = time.monotonic() + LONGEST_SECONDS
    while find(datetime.now(UTC), limit=50) == 50:
        if time.monotonic() > until:
            return
