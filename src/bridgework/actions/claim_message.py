from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.guest_secrets import code_of, letter_secret_of, link_secret_of
from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.ledger import lock_referral, write_event
from bridgework.lookups.missing_records import missing_records
from bridgework.records.models import GuestLink, MessageAttempt, PatientLink, PlannedMessage, Referral
from bridgework.rules.contact import earliest_sending
from bridgework.rules.facts import SYSTEM


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this job's to send now, with an attempt that is already committed.

    `facts` are those of the words; `link_secret` is the secret part of the patient's link, "" for an office; `guest_secret` that of the link
    of a sender without an account, `confirm_secret` that of the link that proves one. `referral_id` is None for what is no referral yet.
    """

    message_id: UUID
    attempt_id: UUID
    referral_id: UUID | None
    kind: str
    channel: str
    language: str
    address: str
    facts: dict[str, Any]
    link_secret: str
    guest_secret: str = ""
    confirm_secret: str = ""


@transaction.atomic
def claim_message(message_id: UUID, *, now: datetime) -> Claimed | None:
    """Takes a planned message that is due for sending: its attempt is committed before the network is touched, so that a killed worker
    leaves a trace and nobody sends it a second time. None where there is nothing to send (any more, or yet).

    Whether it should go out is looked at again: consent may be withdrawn, the visit over or the link revoked, and
    quiet hours may have begun.
    """
    due = PlannedMessage.objects.filter(pk=message_id, status="planned", due_at__lte=now)
    about = due.values_list("referral_id", "guest_submission_id").first()
    if about is None:
        return None
    referral = lock_referral(SYSTEM, about[0]) if about[0] else None  # before the message, as everywhere
    message = due.select_for_update(of=("self",), skip_locked=True).select_related("patient", "guest_submission").first()
    if message is None:
        return None
    why_not = _why_drop(message, now)
    if why_not:
        message.status, message.changed_at = "dropped", now
        message.save(update_fields=["status", "changed_at"])
        kind = "patient_not_reachable" if why_not == "no_consent" else "message_dropped"
        if referral is not None and why_not != "newer_code":
            write_event(referral, SYSTEM, kind, now, {"why": why_not, "kind": message.kind})
        return None
    if message.recipient == "patient" and not message.facts.get("at_any_hour"):
        morning = earliest_sending(now, message.facts["zone"])
        if morning > now:
            message.due_at, message.changed_at = morning, now
            message.save(update_fields=["due_at", "changed_at"])
            return None
    message.status, message.changed_at, message.tries = "sending", now, message.tries + 1
    message.save(update_fields=["status", "changed_at", "tries"])
    attempt = MessageAttempt.objects.create(message=message, number=message.tries, channel=message.channel, started_at=now)
    link_id = message.facts.get("link_id")
    return Claimed(
        message_id=message.pk,
        attempt_id=attempt.pk,
        referral_id=message.referral_id,
        kind=message.kind,
        channel=attempt.channel,
        language=message.language,
        address=message.address,
        facts=message.facts | _of_this_moment(message, referral, now),
        link_secret=secret_of(UUID(link_id)) if link_id else "",
        **_guest_secrets(message.facts),
    )


def _guest_secrets(facts: dict[str, Any]) -> dict[str, str]:
    """What only a message to a sender without an account carries."""
    if submission_id := facts.get("guest_submission_id"):
        return {"confirm_secret": letter_secret_of(UUID(submission_id), datetime.fromisoformat(facts["code_sent_at"]))}
    link_id = facts.get("guest_link_id")
    # Without its link, which was made useless, a message still tells what happened.
    stands = link_id and GuestLink.objects.filter(pk=link_id, revoked_at=None).exists()
    return {"guest_secret": link_secret_of(UUID(link_id))} if stands else {}


def _of_this_moment(message: PlannedMessage, referral: Referral | None, now: datetime) -> dict[str, Any]:
    """Facts that are true when the message goes out: a code, which is in no table; how many records are missing, once the films are decoded."""
    owner = message.facts.get("guest_submission_id") or message.facts.get("guest_link_id")
    if message.recipient == "guest" and owner:
        return {"code": code_of(UUID(owner), datetime.fromisoformat(message.facts["code_sent_at"]))}
    if message.kind == "receipt_to_sender" and referral is not None:
        missing = missing_records(referral, now)
        return {"missing": len(missing)} if missing else {}
    return {}


def _why_drop(message: PlannedMessage, now: datetime) -> str:
    if message.patient is not None and not message.patient.may_contact:
        return "no_consent"
    starts_at = message.facts.get("starts_at")
    if (
        message.kind in ("visit_held", "visit_booked", "visit_moved", "visit_cancelled")
        and starts_at
        and datetime.fromisoformat(starts_at) <= now
    ):
        return "visit_over"
    link_id = message.facts.get("link_id")
    if link_id and PatientLink.objects.filter(pk=link_id, revoked_at__isnull=False).exists():
        return "link_revoked"
    return _why_drop_guests(message)


def _why_drop_guests(message: PlannedMessage) -> str:
    sent_at, link_id = message.facts.get("code_sent_at"), message.facts.get("guest_link_id")
    if message.recipient != "guest" or not sent_at:
        return ""
    link = GuestLink.objects.filter(pk=link_id, revoked_at=None).first() if link_id else None
    asked = link.code_sent_at if link else message.guest_submission.code_sent_at if message.guest_submission else None
    # A code that was followed by another one, or used, opens nothing: it would only confuse.
    return "" if asked is not None and asked.isoformat() == sent_at else "newer_code"
