from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.replan_referral import replan_referral as replan


@app.task(name="bridgework.jobs.replan_referral")
def replan_referral(referral_id: str) -> None:
    """After a message did not arrive: the patient is reached in another way."""
    replan(UUID(referral_id), now=datetime.now(UTC))
