from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.ledger import lock_referral, write_event
from bridgework.records.models import MessageAttempt, PatientLink, PlannedMessage
from bridgework.rules.contact import earliest_sending
from bridgework.rules.facts import SYSTEM


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this job's to send now, with an attempt that is already committed.

    `facts` are those of the words; `link_secret` is the secret part of the patient's link, "" for an office.
    """

    message_id: UUID
    attempt_id: UUID
    referral_id: UUID
    kind: str
    channel: str
    language: str
    address: str
    facts: dict[str, Any]
    link_secret: str


@transaction.atomic
def claim_message(message_id: UUID, *, now: datetime) -> Claimed | None:
    """Takes a planned message that is due for sending: its attempt is committed before the network is touched, so that a killed worker
    leaves a trace and nobody sends it a second time. None where there is nothing to send (any more, or yet).

    Whether it should go out is looked at again: consent may be withdrawn, the visit over or the link revoked, and
    quiet hours may have begun.
    """
    due = PlannedMessage.objects.filter(pk=message_id, status="planned", due_at__lte=now)
    referral_id = due.values_list("referral_id", flat=True).first()
    if referral_id is None:
        return None
    referral = lock_referral(SYSTEM, referral_id)  # before the message, as everywhere
    message = due.select_for_update(of=("self",), skip_locked=True).select_related("patient").first()
    if message is None:
        return None
    why_not = _why_drop(message, now)
    if why_not:
        message.status, message.changed_at = "dropped", now
        message.save(update_fields=["status", "changed_at"])
        kind = "patient_not_reachable" if why_not == "no_consent" else "message_dropped"
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
        facts=message.facts,
        link_secret=secret_of(UUID(link_id)) if link_id else "",
    )


def _why_drop(message: PlannedMessage, now: datetime) -> str:
    if message.patient is not None and not message.patient.may_contact:
        return "no_consent"
    starts_at = message.facts.get("starts_at")
    if message.kind in ("visit_booked", "visit_moved", "visit_cancelled") and starts_at and datetime.fromisoformat(starts_at) <= now:
        return "visit_over"
    link_id = message.facts.get("link_id")
    if link_id and PatientLink.objects.filter(pk=link_id, revoked_at__isnull=False).exists():
        return "link_revoked"
    return ""
