from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.erase_guest_submissions import erase_guest_submissions


@app.task(name="bridgework.jobs.erase_guests", queueing_lock="erase_guests")
def erase_guests(timestamp: int = 0) -> None:
    """Erases what was written on a public page and never confirmed."""
    while erase_guest_submissions(now=datetime.now(UTC), limit=200) == 200:
        pass
