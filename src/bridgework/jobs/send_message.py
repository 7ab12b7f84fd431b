"""Carries out planned messages: each attempt is committed before the network is touched and finished after it answered."""

import time
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from bridgework.actions.claim_messages import claim_messages
from bridgework.actions.defer_job import defer_job_once
from bridgework.connections.door import Outcome
from bridgework.jobs.carry_out import Clock, carry_out, ending_of, finish, utc_now
from bridgework.jobs.look_for import SILENT, look_for
from bridgework.lookups.outgoing import BrokenOff, broken_off
from bridgework.rules.delivery import GIVE_UP_AFTER, LOOK_AFTER
from bridgework.rules.facts import SYSTEM

LONGEST_SWEEP_SECONDS = 10.0
"""A worker that is told to stop waits twenty."""
MOST_LOOKED_FOR = 500
MOST_UNANSWERED = 3
"""Questions to a service that does not answer, in one round: each may take ten seconds."""


@app.task(name="bridgework.jobs.send_message")
def send_message(message_id: str) -> None:
    """Sends one message, if it is still to be sent: a batch of one."""
    send_due([UUID(message_id)])


@app.task(name="bridgework.jobs.sweep_due_messages", queueing_lock="sweep_due_messages")
def sweep_due_messages(timestamp: int = 0) -> None:
    """Sends everything that is due: after quiet hours, after a pause, after a loss. Where there is more than one batch, it calls another
    worker to help, and gives way after a while. May run in any number of workers at once.
    """
    until = time.monotonic() + LONGEST_SWEEP_SECONDS
    while send_due():
        defer_job_once("sweep_due_messages", "sweep_due_messages")
        if time.monotonic() > until:
            return


def send_due(only: Collection[UUID] = (), *, clock: Clock = utc_now) -> bool:
    """Claims one batch of what is due and sends it; whether there may be more."""
    batch = claim_messages(now=clock(), only=only)
    if batch.claimed:
        carry_out(batch.claimed, clock=clock)
    return batch.is_full


@app.task(name="bridgework.jobs.resolve_in_flight_messages", queueing_lock="resolve_in_flight_messages")
def resolve_in_flight_messages(timestamp: int = 0) -> None:
    """Finds out what became of attempts that a killed worker or a silent service left open."""
    resolve_in_flight(utc_now())


def resolve_in_flight(now: datetime, *, look: Callable[[BrokenOff], Outcome] | None = None) -> None:
    """A text message is looked for at the service and sent again only if it is not there; an e-mail cannot be looked for: a person decides."""
    unanswered = 0
    for attempt in broken_off(SYSTEM, now=now, after=LOOK_AFTER, limit=MOST_LOOKED_FOR):
        by_sms = attempt.channel == "sms"
        outcome = SILENT if by_sms and unanswered >= MOST_UNANSWERED else (look or look_for)(attempt)
        unanswered += by_sms and outcome.kind == "unclear"
        if outcome.kind != "unclear" or not by_sms:
            finish([ending_of(attempt.attempt_id, outcome)], now)
        elif now - attempt.started_at > GIVE_UP_AFTER:
            finish([ending_of(attempt.attempt_id, outcome, looked_in_vain=True)], now)
