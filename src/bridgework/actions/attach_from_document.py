import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.attach_file import attach_file
from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import IntakeDocument
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import FileRefused, MoveNotAllowed, NotFound


@dataclass(frozen=True, slots=True)
class FileInside:
    """A file that was unpacked from a document: what it is called, the kind that the sender's words suggest, and its bytes."""

    name: str
    kind: str
    content: bytes


def attach_from_document(document_id: UUID, *, inside: Sequence[FileInside], not_taken: Sequence[str], now: datetime) -> None:
    """Attaches the files of an accepted document to the referral that was made of it, each by the way of every upload.

    `not_taken` are sentences about files that could not be unpacked; they, and the refusals of files that cannot be attached, become rows of
    the history, each once. Done twice, or begun again after a kill, it attaches nothing twice. Raises NotFound where no referral was made.
    """
    document = IntakeDocument.objects.filter(pk=document_id, referral__isnull=False).first()
    if document is None or document.referral_id is None:
        raise NotFound
    worker = replace(SYSTEM, way=document.source)
    told = list(not_taken)
    for file in inside:
        try:
            attach_file(
                worker,
                document.referral_id,
                name=file.name,
                content=io.BytesIO(file.content),
                kind=file.kind,
                from_document=document.name,
                now=now,
            )
        except (FileRefused, MoveNotAllowed) as refused:
            told.append(f"“{file.name}” was not attached: {refused.sentence}")
    if told:
        _tell(worker, document, told, now)


@transaction.atomic
def _tell(worker: Viewer, document: IntakeDocument, sentences: Sequence[str], now: datetime) -> None:
    assert document.referral_id is not None
    referral = lock_referral(worker, document.referral_id)
    known = set(referral.events.filter(kind="document_file_missing").values_list("details__why", flat=True))
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
    for sentence in new:
        write_event(referral, worker, "document_file_missing", now, {"document": document.name, "why": sentence})
    if new:
        write_audit(worker, "attach_from_document", now, [referral.pk])
