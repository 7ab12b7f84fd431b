"""The intake queue: what came in and is not a referral yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from bridgework.records import files
from bridgework.records.models import IntakeDocument
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound

PAGE = 50
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """A document as a list shows it. `patient` is the name that was read, "" where the document holds none."""

    id: UUID
    name: str
    source: str
    status: str
    title: str
    patient: str
    sender: str
    unread: int
    contradictions: int
    received_at: datetime
    due_at: datetime | None
    referral_id: UUID | None


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One document. `reading` has the shape of `connections.fhir.reading.IntakeReading` as JSON."""

    row: IntakeRow
    size: int
    sha256: str
    reading: Mapping[str, Any]
    is_open: bool
    referral_number: int | None
    decided_by: str
    decided_at: datetime | None
    decided_note: str


def count_intake(viewer: Viewer, *, now: datetime) -> tuple[int, int]:
    """How many documents wait at the viewer's practice, and how many of those are late; each counted up to 100."""
    due = list(_waiting(viewer).order_by("due_at").values_list("due_at", flat=True)[:MOST_COUNTED])
    return len(due), sum(1 for at in due if at is not None and at < now)


def list_intake(viewer: Viewer, *, done: bool = False) -> tuple[IntakeRow, ...]:
    """The documents that wait, by due time; or those already decided, the latest first. At most 50."""
    rows = IntakeDocument.objects.filter(practice_id=practice_of(viewer))
    rows = rows.filter(next_step=None).order_by("-decided_at") if done else rows.filter(next_step__isnull=False).order_by("due_at", "id")
    return tuple(_row(row) for row in rows[:PAGE])


def find_intake(viewer: Viewer, document_id: UUID) -> IntakePage:
    """One document of the viewer's practice. Raises NotFound."""
    row = only_row(IntakeDocument.objects.select_related("referral", "decided_by").filter(pk=document_id, practice_id=practice_of(viewer)))
    if row is None:
        raise NotFound
    return IntakePage(
        row=_row(row),
        size=row.size,
        sha256=row.sha256,
        reading=dict(row.reading),
        is_open=row.next_step is not None,
        referral_number=row.referral.number if row.referral else None,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        decided_note=row.decided_note,
    )


def read_original(viewer: Viewer, document_id: UUID) -> tuple[str, bytes]:
    """The name and the unchanged bytes of a document of the viewer's practice. Raises NotFound."""
    row = only_row(IntakeDocument.objects.filter(pk=document_id, practice_id=practice_of(viewer)))
    if row is None:
        raise NotFound
    return row.name, files.read(row.sha256)


def _waiting(viewer: Viewer) -> Any:
    return IntakeDocument.objects.filter(Q(practice_id=practice_of(viewer)), next_step__isnull=False)


def _row(row: IntakeDocument) -> IntakeRow:
    reading = row.reading or {}
    patient, sender = reading.get("patient") or {}, reading.get("sender") or {}
    named = " ".join(part for part in (patient.get("given", ""), patient.get("family", "")) if part)
    return IntakeRow(
        id=row.pk,
        name=row.name,
        source=row.source,
        status=row.status,
        title=str(reading.get("title") or row.name),
        patient=named or str(reading.get("named_patient") or ""),
        sender=str(sender.get("practice") or sender.get("clinician") or ""),
        unread=len(reading.get("unread") or ()),
        contradictions=len(reading.get("contradictions") or ()),
        received_at=row.received_at,
        due_at=row.due_at,
        referral_id=row.referral_id,
    )
