from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.rederive_due_times import rederive_due_times as rederive


@app.task(name="bridgework.jobs.rederive_due_times")
def rederive_due_times(practice_id: str) -> None:
    """After a practice changed its hours, holidays or time zone: its open work gets new due times, a part at a time."""
    after: UUID | None = None
    while True:
        after = rederive(UUID(practice_id), after=after, now=datetime.now(UTC))
        if after is None:
            return
