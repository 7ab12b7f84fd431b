from datetime import UTC, datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.move_cadences import AT_ONCE, move_some
from bridgework.rules.cadence_policy import Scope
from bridgework.rules.facts import SYSTEM


@app.task(name="bridgework.jobs.move_cadences")
def move_cadences(practice_id: str, tier: str, specialty: str, anxiety: str) -> None:
    """The rest of many referrals that somebody moved to another version of a plan, a part at a time."""
    while move_some(UUID(practice_id), Scope(tier, specialty, anxiety), SYSTEM, datetime.now(UTC)) == AT_ONCE:
        pass
