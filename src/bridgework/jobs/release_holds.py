from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.release_holds import release_holds as release


@app.task(name="bridgework.jobs.release_holds", queueing_lock="release_holds")
def release_holds(timestamp: int = 0) -> None:
    """Gives back the held times whose hour has come."""
    while release(datetime.now(UTC), limit=200) == 200:
        pass
