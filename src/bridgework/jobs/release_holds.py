from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.release_holds import release_holds as release
from bridgework.actions.release_holds import tell_released_holds as tell


@app.task(name="bridgework.jobs.release_holds", queueing_lock="release_holds")
def release_holds(timestamp: int = 0) -> None:
    """Gives back the held times whose hour has come."""
    while release(datetime.now(UTC), limit=200) == 200:
        pass


@app.task(name="bridgework.jobs.tell_released_holds")
def tell_released_holds(referral_id: str) -> None:
    """Tells of a lapsed hold whose time was taken by somebody else before the clock came by."""
    tell(UUID(referral_id), datetime.now(UTC))
