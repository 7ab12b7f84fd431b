from datetime import datetime, timedelta

from bridgework.actions.defer_job import defer_job
from bridgework.actions.drop_untrue import UNTRUE
from bridgework.actions.ledger import write_event
from bridgework.lookups.person import contact_of
from bridgework.messages.kinds import ANSWERS
from bridgework.records.models import InboundMessage, MessageAttempt, PlannedMessage
from bridgework.rules.contact import Channel, fingerprint
from bridgework.rules.delivery import AfterAttempt, AttemptFacts, AttemptOutcome, decide_after_attempt
from bridgework.rules.facts import SYSTEM


def follow_attempt(
    message: PlannedMessage,
    attempt: MessageAttempt,
    outcome: AttemptOutcome,
    now: datetime,
    *,
    asked_to_wait: timedelta | None = None,
    looked_in_vain: bool = False,
) -> None:
    """Carries out on a locked message what follows from how an attempt ended."""
    other = _other_channel(message)
    tries = message.tries - message.facts.get("tries_before", 0)
    facts = AttemptFacts(outcome, _channel(attempt.channel), tries, other, asked_to_wait, looked_in_vain)
    then = decide_after_attempt(facts)
    if message.facts.get(UNTRUE) and then.status == "planned":
        _leave(message, then, now)
    else:
        _carry_out(message, then, attempt, now)


def _other_channel(message: PlannedMessage) -> Channel | None:
    """The patient's other channel, where it exists and was not used for this message yet. An answer goes back the way the question came."""
    patient = message.patient
    if patient is None or message.kind in ANSWERS or not patient.may_contact or "tries_before" in message.facts:
        return None
    contact = contact_of(patient)
    if message.channel == "sms":
        return "email" if contact.email else None
    return "sms" if contact.phone else None


def _carry_out(message: PlannedMessage, then: AfterAttempt, attempt: MessageAttempt, now: datetime) -> None:
    if then.channel != message.channel and message.patient is not None:
        message.facts = message.facts | {"tries_before": message.tries, "refused": fingerprint(message.address)}
        message.channel = then.channel
        contact = contact_of(message.patient)
        message.address = contact.email if then.channel == "email" else contact.phone
    message.status, message.changed_at = then.status, now
    if then.status == "planned":
        message.due_at = now + then.pause
    message.save()
    if then.status == "planned" and not then.pause:
        defer_job("send_message", message_id=str(message.pk))
    if message.referral_id and message.patient_id and (then.status == "failed" or then.channel != attempt.channel):
        defer_job("replan_referral", referral_id=str(message.referral_id))  # an address that does not work changes what comes next
    if then.needs_person and message.facts.get("reply_id"):
        _wait_again(message.facts["reply_id"])
    # What is no referral yet has no history and no desk: the guest sees on the page that the code did not arrive.
    if then.needs_person and message.referral is not None:
        details = {"kind": message.kind, "recipient": message.recipient, "channel": then.channel, "why": attempt.sentence}
        write_event(message.referral, SYSTEM, "message_unclear" if then.status == "unclear" else "message_failed", now, details)


def _wait_again(reply_id: str) -> None:
    """The answer to somebody whom no referral knows did not arrive: what they wrote waits to be read again."""
    answered = InboundMessage.objects.filter(pk=reply_id, status="read", practice__isnull=False)
    answered.update(status="waiting", did="answer_failed", handled_at=None, handled_by=None, handled_by_name="")


def _leave(message: PlannedMessage, then: AfterAttempt, now: datetime) -> None:
    """What became untrue while it was on its way is not tried again; that an address refused it is kept, and its day has room again."""
    if then.channel != message.channel:
        message.facts = message.facts | {"refused": fingerprint(message.address)}
    message.status, message.changed_at = "dropped", now
    message.save(update_fields=["status", "changed_at", "facts"])
    if message.referral_id and message.patient_id:
        defer_job("replan_referral", referral_id=str(message.referral_id))


def _channel(stored: str) -> Channel:
    return "email" if stored == "email" else "sms"
