import time
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.lookups.held_sending import sending_held
from bridgework.rules.facts import SYSTEM

LONGEST_SECONDS = 10.0
"""A worker that is told to stop waits twenty."""


@app.task(name="bridgework.jobs.plan_steps", queueing_lock="plan_steps")
def plan_steps(timestamp: int = 0) -> None:
    """Plans the messages of the cadence that are due and has them sent. May run in any number of workers at once: each takes what the others
    do not hold, and calls another one to help where there is more than one batch. While sending is held after a restore, nothing is planned:
    each step keeps its own moment, by which it is known as one that the former system may have sent.
    """
    if sending_held(SYSTEM):
        return
    until = time.monotonic() + LONGEST_SECONDS
    is_full = True
    while is_full:
        done = plan_due_steps(now=datetime.now(UTC))
        is_full = done.is_full
        if done.planned:
            defer_job_once("sweep_due_messages", "sweep_due_messages")
        if is_full:
            defer_job_once("plan_steps", "plan_steps")
            if time.monotonic() > until:
                return
