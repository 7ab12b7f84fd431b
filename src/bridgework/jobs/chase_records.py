from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.chase_records import chase_records as chase


@app.task(name="bridgework.jobs.chase_records", queueing_lock="chase_records")
def chase_records(timestamp: int = 0) -> None:
    """Reminds the senders of what is missing, and hands over what nobody answered. May run twice: what was taken further is not due."""
    now = datetime.now(UTC)
    while chase(now, limit=200) == 200:
        pass
