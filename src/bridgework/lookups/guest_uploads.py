"""Files of a public form: those that are here, and those on their way in pieces. Known only to the page that made the submission's key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.records.models import GuestFile, GuestSubmission, GuestUpload
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that came with a form and waits; `size` in bytes."""

    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class HalfFile:
    """A file on its way: `received` of `size` bytes are here."""

    id: UUID
    name: str
    size: int
    received: int


def kept_files(key: UUID) -> tuple[KeptFile, ...]:
    """The files that a form has brought so far."""
    rows = GuestFile.objects.filter(submission_id=key).order_by("added_at", "pk")
    return tuple(KeptFile(row.pk, row.name, row.size) for row in rows)


def half_files(key: UUID) -> tuple[HalfFile, ...]:
    """Its files of which a part has arrived: under way at this moment, or broken off."""
    rows = GuestUpload.objects.filter(submission_id=key, file=None, received__gt=0).order_by("created_at")
    return tuple(HalfFile(row.pk, row.name, row.size, row.received) for row in rows)


def find_half_file(key: UUID, upload_id: UUID, *, now: datetime) -> HalfFile:
    """How far a file is. Raises NotFound."""
    row = GuestUpload.objects.filter(pk=upload_id, submission_id=key, submission__expires_at__gt=now).first()
    if row is None:
        raise NotFound
    return HalfFile(row.pk, row.name, row.size, row.received)


def is_being_written(key: UUID, *, now: datetime) -> bool:
    """Whether a form with that key has brought something and was not sent yet: its page may be shown again."""
    return GuestSubmission.objects.filter(pk=key, status__in=["writing", "waiting"], expires_at__gt=now).exists()
