import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.replan_overlooked import replan_overlooked
from bridgework.lookups.overlooked import find_gaps
from bridgework.rules.facts import SYSTEM

log = logging.getLogger(__name__)


@app.task(name="bridgework.jobs.watch_outreach", queueing_lock="watch_outreach")
def watch_outreach(timestamp: int = 0) -> None:
    """Works out from the facts what should have been told by now, and plans anew what was overlooked. May run twice: then nothing is left."""
    watch(datetime.now(UTC))


def watch(now: datetime) -> int:
    """How many were overlooked."""
    count = 0
    gaps = find_gaps(SYSTEM, now=now)
    while True:
        for gap in gaps.found:
            replan_overlooked(gap.referral_id, now=now)
        count += len(gaps.found)
        if gaps.after is None:
            break
        gaps = find_gaps(SYSTEM, now=now, after=gaps.after)
    if count:
        log.warning("%s referrals were overlooked and are planned anew", count)
    return count
