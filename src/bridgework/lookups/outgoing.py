"""What the jobs ask: which attempts were broken off, which files wait to be decoded, what an accepted document held. For the system only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db.models import F

from bridgework.records import files
from bridgework.records.models import Attachment, IntakeDocument, MessageAttempt
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """An attempt whose end nobody knows. `link_id` names the patient's link that the message may carry, None where there is none; `words` are
    those that went out, "" where its worker was killed; `facts` are those of the words. `known` are the names that the service gave to
    other messages about the same referral.
    """

    message_id: UUID
    attempt_id: UUID
    referral_id: UUID | None
    kind: str
    recipient: str
    channel: str
    language: str
    address: str
    started_at: datetime
    link_id: UUID | None
    words: str
    facts: dict[str, Any]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was never decoded. `stream` is open and is closed by the caller."""

    name: str
    stream: IO[bytes]


def broken_off(viewer: Viewer, *, now: datetime, after: timedelta, limit: int) -> list[BrokenOff]:
    """The latest attempts of messages that have been on their way for longer than `after`, the oldest first."""
    require_system(viewer)
    attempts = (
        MessageAttempt.objects.filter(message__status="sending", message__changed_at__lte=now - after, number=F("message__tries"))
        .select_related("message")
        .order_by("message__changed_at")
    )
    found = list(attempts[:limit])
    named: defaultdict[UUID | None, set[str]] = defaultdict(set)
    others = MessageAttempt.objects.filter(message__referral_id__in={one.message.referral_id for one in found}, channel="sms")
    for referral_id, name in others.exclude(provider_id="").values_list("message__referral_id", "provider_id"):
        named[referral_id].add(name)
    return [_facts(attempt, attempt.message.facts, frozenset(named[attempt.message.referral_id])) for attempt in found]


def open_waiting_file(viewer: Viewer, attachment_id: UUID) -> WaitingFile | None:
    """The original of a file that waits to be decoded; None where it was decoded before, or is gone. Raises FileNotFoundError."""
    require_system(viewer)
    attachment = Attachment.objects.filter(pk=attachment_id, status="waiting").first()
    return WaitingFile(attachment.name, files.open_blob(attachment.sha256)) if attachment else None


def read_accepted_document(viewer: Viewer, document_id: UUID) -> bytes | None:
    """The original of a FHIR document that became a referral; None for any other. Raises FileNotFoundError."""
    require_system(viewer)
    document = IntakeDocument.objects.filter(pk=document_id, source="fhir", referral__isnull=False).first()
    return files.read(document.sha256) if document else None


def _facts(attempt: MessageAttempt, facts: dict[str, Any], known: frozenset[str]) -> BrokenOff:
    message = attempt.message
    return BrokenOff(
        message_id=message.pk,
        attempt_id=attempt.pk,
        referral_id=message.referral_id,
        kind=message.kind,
        recipient=message.recipient,
        channel=attempt.channel,
        language=message.language,
        address=message.address,
        started_at=attempt.started_at,
        link_id=UUID(facts["link_id"]) if facts.get("link_id") else None,
        words=attempt.words,
        facts=facts,
        known=known,
    )
