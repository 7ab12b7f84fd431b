"""What became of an attempt that was broken off: asked of the service, by what tells this one message from all others there."""

from datetime import timedelta

from bridgework.actions.claim_messages import Claimed
from bridgework.actions.issue_patient_link import secret_of
from bridgework.connections.door import Outcome
from bridgework.jobs.carry_out import words_of
from bridgework.jobs.in_words import with_words
from bridgework.jobs.ways_out import text_messages
from bridgework.lookups.outgoing import BrokenOff
from bridgework.messages.compose import HIDDEN, patient_token

CLOCKS_DIFFER = timedelta(minutes=5)
SILENT = Outcome("unclear", sentence="The text message service cannot be asked what became of this message.")


def look_for(attempt: BrokenOff) -> Outcome:
    """accepted where it had gone out, retry where it had certainly not, unclear where nobody can tell.

    A message is known by its own mark in its link, and one without a link by all its words. Where those were not kept (a killed worker)
    they may be others by now: what is not found by them may have gone out all the same.
    """
    if attempt.channel != "sms":
        return Outcome("unclear", sentence="The worker was stopped while it sent this e-mail; it may have gone out.")
    sender = text_messages()
    if sender is None:
        return SILENT
    since = attempt.started_at - CLOCKS_DIFFER
    token = patient_token(secret_of(attempt.link_id), attempt.message_id) if attempt.link_id else ""
    words = attempt.words or _words_now(attempt)
    if token and (token in words or f"/p/{HIDDEN}" in words):
        return sender.find_sent(attempt.address, since, token)
    found = sender.find_sent(attempt.address, since, words, attempt.known)
    return found if attempt.words or found.kind != "retry" else SILENT


def _words_now(attempt: BrokenOff) -> str:
    """What it would say now; "" where it has no words."""
    claimed = Claimed(
        message_id=attempt.message_id,
        attempt_id=attempt.attempt_id,
        referral_id=attempt.referral_id,
        kind=attempt.kind,
        recipient=attempt.recipient,
        channel=attempt.channel,
        language=attempt.language,
        address=attempt.address,
        facts=attempt.facts,
        link_secret=secret_of(attempt.link_id) if attempt.link_id else "",
    )
    message = words_of(with_words([claimed])[0])
    return message.text if message else ""
