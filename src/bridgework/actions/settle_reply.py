"""The ground under what is done with a reply: who wrote it, how it is kept, and whether something still waits for a person."""

from datetime import datetime

from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.lookups.person import contact_of, reader_name
from bridgework.records.models import InboundMessage, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM, Viewer

WAYS = {"sms": "text message", "email": "e-mail"}


def viewer_of(referral: Referral, inbound: InboundMessage) -> Viewer:
    """Whoever wrote, as far as the number tells: the patient, or who is written to for them."""
    contact = contact_of(referral.patient)
    return Viewer(
        kind="patient",
        name=reader_name(referral.patient, contact),
        way=WAYS[inbound.channel],
        patient_id=referral.patient_id,
        referral_id=referral.pk,
        proxy_id=contact.proxy_id,
    )


def belong(inbound: InboundMessage, referral: Referral) -> None:
    """The reply is taken to be about this referral; the caller saves."""
    inbound.referral, inbound.patient_id, inbound.practice_id = referral, referral.patient_id, referral.recipient_practice_id


def keep_reply(inbound: InboundMessage, *, waits: bool, did: str) -> None:
    """Saves what was understood and done. Without a desk nobody can be waited for."""
    inbound.status = "waiting" if waits and inbound.practice_id else "done"
    inbound.did = did[:30]
    inbound.save()


def settle_reply(inbound: InboundMessage, referral: Referral, now: datetime) -> None:
    """Writes a kept reply into the history of its locked referral, which is waiting for a person where the reply is."""
    waits = inbound.status == "waiting"
    if waits and referral.state not in states.ENDED:
        referral.reply_waits_since = referral.reply_waits_since or now
    details = {
        "channel": inbound.channel,
        "as": inbound.understood_as,
        "confidence": inbound.confidence,
        "did": inbound.did,
        "waits": waits,
    }
    viewer = viewer_of(referral, inbound)
    write_event(referral, viewer, "reply_received", now, details)
    settle(referral, viewer, "receive_reply", now)


def give_to_person(inbound: InboundMessage, question: InboundMessage, now: datetime) -> None:
    """The answer to a question of ours fits nothing any more: somebody of that referral's practice looks."""
    assert question.referral_id is not None
    referral = lock_referral(SYSTEM, question.referral_id)
    belong(inbound, referral)
    keep_reply(inbound, waits=True, did="")
    settle_reply(inbound, referral, now)


def clear_waiting(referral: Referral) -> None:
    """Nothing that the patient of a locked referral wrote waits any more, unless another reply does; the caller settles."""
    referral.reply_waits_since = referral.replies.filter(status="waiting").order_by("at").values_list("at", flat=True).first()
