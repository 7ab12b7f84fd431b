from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.replan_referral import replan_referral as replan


@app.task(name="bridgework.jobs.replan_referral")
def replan_referral(referral_id: str) -> None:
    """After a message did not arrive, or its reader wants no more, or wants them again: what comes next of one patient follows."""
    replan(UUID(referral_id), now=datetime.now(UTC))
