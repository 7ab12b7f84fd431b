from datetime import UTC, datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.receive_reply import receive_reply
from bridgework.lookups.replies import replies_not_read
from bridgework.rules.facts import SYSTEM

LEFT_BEHIND = timedelta(minutes=2)
"""After so long a reply that no job has read has lost its job."""


@app.task(name="bridgework.jobs.read_reply")
def read_reply(reply_id: str) -> None:
    """Understands one reply and does what follows."""
    receive_reply(UUID(reply_id), now=datetime.now(UTC))


@app.task(name="bridgework.jobs.sweep_replies", queueing_lock="sweep_replies")
def sweep_replies(timestamp: int = 0) -> None:
    """Leaves a job for every reply that none has read."""
    for reply_id in replies_not_read(SYSTEM, before=datetime.now(UTC) - LEFT_BEHIND):
        defer_job_once("read_reply", f"read {reply_id}", reply_id=str(reply_id))
