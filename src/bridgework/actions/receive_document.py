from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.office_hours import due_time
from bridgework.records import files
from bridgework.records.models import IntakeDocument, Practice
from bridgework.rules import permissions
from bridgework.rules.deadlines import Window
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.next_step import NextStep
from bridgework.rules.refusals import NotAllowed, NotFound

COMPLETE = "complete_intake"
TIME_TO_COMPLETE = Window(working_time=timedelta(hours=4))


@transaction.atomic
def receive_document(
    viewer: Viewer, practice_id: UUID, *, source: str, name: str, content: bytes, reading: Mapping[str, Any], now: datetime
) -> IntakeDocument:
    """Puts something that came in on a practice's intake queue: the original kept, with what could be read, due within four working hours.

    `reading` is JSON; where its "patient" is null the document is unmatched, and no patient is invented. The same content again answers with
    the document that is there. Raises NotFound for an unknown practice, NotAllowed for a viewer of another one.
    """
    if viewer.kind != "system":
        permissions.require(viewer, "take_in")
        if viewer.practice_id != practice_id:
            raise NotAllowed("Documents are taken in by the practice they came to.")
    practice = Practice.objects.filter(pk=practice_id).first()
    if practice is None:
        raise NotFound
    sha256 = files.keep(content)
    document, made = IntakeDocument.objects.get_or_create(
        practice=practice,
        sha256=sha256,
        defaults={
            "source": source,
            "name": name[:255],
            "size": len(content),
            "reading": dict(reading),
            "status": "draft" if reading.get("patient") else "unmatched",
            "next_step": COMPLETE,
            "due_at": due_of_document(practice, now),
            "received_at": now,
        },
    )
    if made:
        write_audit(viewer, "receive_document", now, [], about=[document.pk])
    return document


def due_of_document(practice: Practice, received_at: datetime) -> datetime:
    """When a document that came in then is to be completed or set aside (UTC)."""
    return due_time(NextStep(RECIPIENT, COMPLETE, received_at, TIME_TO_COMPLETE), practice)
