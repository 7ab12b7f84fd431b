from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.escalate_late import escalate_late as escalate


@app.task(name="bridgework.jobs.escalate_late", queueing_lock="escalate_late")
def escalate_late(timestamp: int = 0) -> None:
    """Tells people by name what is late, so that nothing expires in silence. May run twice: what was told is not told again."""
    now = datetime.now(UTC)
    after = escalate(now)
    while after is not None:
        after = escalate(now, after=after)
