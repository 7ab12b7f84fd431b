from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.summarize_month import summarize_month as summarize


@app.task(name="bridgework.jobs.summarize_month", queueing_lock="summarize_month")
def summarize_month(timestamp: int = 0) -> None:
    """Tells referring offices how their referrals of the last month stand, where the practice wants that."""
    summarize(datetime.now(UTC))
