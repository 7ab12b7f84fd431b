from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.drop_upload import expire_uploads as expire


@app.task(name="bridgework.jobs.expire_uploads", queueing_lock="expire_uploads")
def expire_uploads(timestamp: int = 0) -> None:
    """Throws away what has arrived of files that nobody finished within a day."""
    while expire(datetime.now(UTC), limit=200) == 200:
        pass
