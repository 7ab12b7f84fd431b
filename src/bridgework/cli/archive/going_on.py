"""Lets a restored system send again, without sending twice what the former system may have sent since the backup.

While sending is held, the time since the backup is gone through once more: what the former system planned by the clock is planned now, so
that it is among what is in doubt, and is not planned as something new an hour later.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg

from bridgework.cli.archive.holding import let_go

ROUND = timedelta(minutes=15)
"""`actions.plan_due_steps` keeps the moment of what it plans no later than this."""
LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class WentOn:
    """What became of what was due. `asked` texts are asked of the service, `for_person` are shown to a person, `dropped` say nothing any more."""

    was_held: bool
    asked: int = 0
    for_person: int = 0
    dropped: int = 0


def go_on(*, nothing_went_out: bool) -> WentOn:
    """Django is set up; the owner's way in is known. Run again after it was interrupted, it goes on where it was."""
    from bridgework.actions.defer_job import defer_job_once
    from bridgework.actions.doubt_messages import Doubted, doubt_invitations, doubt_messages
    from bridgework.lookups.held_sending import sending_held
    from bridgework.rules.facts import SYSTEM

    since = sending_held(SYSTEM)
    if since is None:
        return WentOn(was_held=False)
    asked = for_person = dropped = 0
    if not nothing_went_out:
        live_through(since)
        done = Doubted(1)
        while done.count:
            done = doubt_messages(since=since, now=datetime.now(UTC))
            asked, for_person, dropped = asked + done.asked, for_person + done.for_person, dropped + done.dropped
        for_person += doubt_invitations()
    with psycopg.connect(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]) as owner:
        let_go(owner)
    defer_job_once("sweep_due_messages", "sweep_due_messages")
    return WentOn(True, asked, for_person, dropped)


def live_through(since: datetime) -> None:
    """Plans what was due by the clock since then: the steps at their own moments, the rest once."""
    from bridgework.actions.plan_due_steps import plan_due_steps
    from bridgework.jobs.chase_records import chase_records
    from bridgework.jobs.escalate_late import escalate_late
    from bridgework.jobs.release_holds import release_holds
    from bridgework.jobs.watch_outreach import watch

    now = datetime.now(UTC)
    at = max(since, now - LONGEST)
    while at < now:
        at = min(at + ROUND, now)
        while plan_due_steps(now=at).is_full:
            pass
    for job in (release_holds, chase_records, escalate_late):
        job()
    watch(now)
