"""Carries out planned messages: each attempt is committed before the network is touched and finished after it answered."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from bridgework.actions.claim_message import Claimed, claim_message
from bridgework.actions.defer_job import defer_job_once
from bridgework.actions.finish_attempt import finish_attempt
from bridgework.actions.issue_patient_link import secret_of
from bridgework.connections.door import Message, Outcome
from bridgework.jobs.ways_out import send_out, text_messages
from bridgework.lookups.outgoing import BrokenOff, broken_off, due_messages
from bridgework.messages.compose import compose, confirm_address, desk_address, guest_address, patient_address, patient_token
from bridgework.messages.kinds import TO_INVITED
from bridgework.rules.delivery import GIVE_UP_AFTER, LOOK_AFTER
from bridgework.rules.facts import SYSTEM

MOST_AT_ONCE = 500
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_UNANSWERED = 3
"""Questions to a service that does not answer, in one round: each may take ten seconds."""
SILENT = Outcome("unclear", sentence="The text message service cannot be asked what became of this message.")


@app.task(name="bridgework.jobs.send_message")
def send_message(message_id: str) -> None:
    """Sends one message, if it is still to be sent."""
    claimed = claim_message(UUID(message_id), now=datetime.now(UTC))
    if claimed is not None:
        finish(claimed.attempt_id, send_out(claimed.channel, in_words(claimed)))


@app.task(name="bridgework.jobs.sweep_due_messages", queueing_lock="sweep_due_messages")
def sweep_due_messages(timestamp: int = 0) -> None:
    """Leaves a job for every message that is due and has none waiting: after quiet hours, after a pause, after a loss."""
    for message_id in due_messages(SYSTEM, now=datetime.now(UTC), limit=MOST_AT_ONCE):
        defer_job_once("send_message", f"send {message_id}", message_id=str(message_id))


@app.task(name="bridgework.jobs.resolve_in_flight_messages", queueing_lock="resolve_in_flight_messages")
def resolve_in_flight_messages(timestamp: int = 0) -> None:
    """Finds out what became of attempts that a killed worker or a silent service left open."""
    resolve_in_flight(datetime.now(UTC))


def resolve_in_flight(now: datetime) -> None:
    """A text message is looked for at the service and sent again only if it is not there; an e-mail cannot be looked for: a person decides."""
    unanswered = 0
    for attempt in broken_off(SYSTEM, now=now, after=LOOK_AFTER, limit=MOST_AT_ONCE):
        by_sms = attempt.channel == "sms"
        outcome = SILENT if by_sms and unanswered >= MOST_UNANSWERED else look_for(attempt)
        unanswered += by_sms and outcome.kind == "unclear"
        if outcome.kind != "unclear" or not by_sms:
            finish(attempt.attempt_id, outcome)
        elif now - attempt.started_at > GIVE_UP_AFTER:
            finish(attempt.attempt_id, outcome, looked_in_vain=True)


def look_for(attempt: BrokenOff) -> Outcome:
    """accepted where it had gone out, retry where it had certainly not, unclear where nobody can tell."""
    if attempt.channel != "sms":
        return Outcome("unclear", sentence="The worker was stopped while it sent this e-mail; it may have gone out.")
    sender = text_messages()
    if sender is None or attempt.link_id is None:
        return SILENT
    token = patient_token(secret_of(attempt.link_id), attempt.message_id)
    return sender.find_sent(attempt.address, attempt.started_at - CLOCKS_DIFFER, token)


def finish(attempt_id: UUID, outcome: Outcome, *, looked_in_vain: bool = False) -> None:
    """Writes down what became of an attempt."""
    finish_attempt(
        attempt_id,
        outcome=outcome.kind,
        now=datetime.now(UTC),
        provider_id=outcome.provider_id,
        sentence=outcome.sentence,
        asked_to_wait=timedelta(seconds=outcome.retry_after_seconds or 0),
        looked_in_vain=looked_in_vain,
    )


def in_words(claimed: Claimed) -> Message:
    """The message as it goes out. An office off the network has a page only where it was given a link."""
    link = token = ""
    if claimed.link_secret:
        link = patient_address(settings.URL, claimed.link_secret, claimed.message_id)
        token = patient_token(claimed.link_secret, claimed.message_id)
    elif claimed.confirm_secret:
        link = confirm_address(settings.URL, claimed.confirm_secret)
    elif claimed.guest_secret:
        link = guest_address(settings.URL, claimed.guest_secret)
    elif claimed.kind in TO_INVITED:
        link = f"{settings.URL}/"
    elif claimed.facts.get("on_network") and claimed.referral_id:
        link = desk_address(settings.URL, claimed.referral_id)
    words = compose(claimed.kind, claimed.channel, claimed.language, claimed.facts, link)
    return Message(id=str(claimed.message_id), to=claimed.address, text=words.body, subject=words.subject, token=token)
