from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.find_pairs import find_pairs as find


@app.task(name="bridgework.jobs.find_pairs", queueing_lock="find_pairs")
def find_pairs(timestamp: int = 0) -> None:
    """Looks who may be one person, as long as somebody waits to be compared; after a minute the next run goes on."""
    began = datetime.now(UTC)
    while find(datetime.now(UTC), limit=50) == 50:
        if (datetime.now(UTC) - began).total_seconds() > 50:
            return
