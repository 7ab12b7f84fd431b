from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.offer_freed_times import offer_freed_times as offer


@app.task(name="bridgework.jobs.offer_freed_times", queueing_lock="offer_freed_times")
def offer_freed_times(timestamp: int = 0) -> None:
    """Offers freed times to those who want to come earlier. May run twice: who has an offer is not asked again."""
    offer(datetime.now(UTC))


@app.task(name="bridgework.jobs.offer_times_freed_now")
def offer_times_freed_now() -> None:
    """The same, left by an action that freed a time. No lock: such actions must not wait for each other, nor fail because one waits."""
    offer(datetime.now(UTC))
