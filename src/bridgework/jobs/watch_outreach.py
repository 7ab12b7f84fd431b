import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.replan_overlooked import replan_overlooked
from bridgework.actions.tell_overlooked import tell_overlooked
from bridgework.lookups.overlooked import find_gaps, never_begun
from bridgework.lookups.untold import find_untold
from bridgework.rules.facts import SYSTEM

MOST_BEGUN = 500

log = logging.getLogger(__name__)


@app.task(name="bridgework.jobs.watch_outreach", queueing_lock="watch_outreach")
def watch_outreach(timestamp: int = 0) -> None:
    """Works out from the facts what should have been told by now, and plans anew what was overlooked. May run twice: then nothing is left."""
    if overlooked := watch(datetime.now(UTC)):
        log.warning("%s steps, or messages about what happened, were overlooked and are planned anew", overlooked)


def watch(now: datetime) -> int:
    """How many were overlooked: steps of a cadence, and what should have been told of something that happened."""
    count = _begin(now)
    gaps = find_gaps(SYSTEM, now=now)
    while True:
        for gap in gaps.found:
            replan_overlooked(gap.referral_id, now=now)
        count += sum(not gap.by_time for gap in gaps.found)
        if gaps.after is None:
            break
        gaps = find_gaps(SYSTEM, now=now, after=gaps.after)
    untold = find_untold(SYSTEM, now=now)
    for one in untold:
        tell_overlooked(one.referral_id, event=one.event, occasion=one.occasion, recipient=one.recipient, now=now)
    return count + len(untold)


def _begin(now: datetime) -> int:
    """Begins the plans that an older release did not know of, so many a round; whether more are left, the next round sees at once."""
    waiting = never_begun(SYSTEM, limit=MOST_BEGUN)
    for key in waiting:
        replan_overlooked(key, now=now)
    if len(waiting) == MOST_BEGUN:
        defer_job_once("watch_outreach", "watch_outreach")
    return len(waiting)
