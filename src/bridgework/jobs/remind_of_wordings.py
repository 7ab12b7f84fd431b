from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.remind_of_wordings import remind_of_wordings as remind


@app.task(name="bridgework.jobs.remind_of_wordings", queueing_lock="remind_of_wordings")
def remind_of_wordings(timestamp: int = 0) -> None:
    """Tells managers which words are due to be read again."""
    remind(datetime.now(UTC))
