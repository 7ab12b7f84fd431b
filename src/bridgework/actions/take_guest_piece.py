from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.begin_guest_upload import TOO_LATE
from bridgework.actions.take_piece import CHANGED, LOST
from bridgework.records import files, pieces
from bridgework.records.ids import new_id
from bridgework.records.models import GuestFile, GuestSubmission, GuestUpload
from bridgework.rules.refusals import FileRefused, MoveNotAllowed, NotFound
from bridgework.rules.upload import check_piece


@dataclass(frozen=True, slots=True)
class GuestProgress:
    """How far a file is, in bytes. `is_known` says that the form had brought the same one before."""

    received: int
    size: int
    is_known: bool


def take_guest_piece(key: UUID, upload_id: UUID, *, offset: int, content: bytes, now: datetime) -> GuestProgress:
    """Keeps a piece of a file of that submission; with the last one the file is put together, compared with its hash, and waits with the form.

    A piece at the wrong place is refused with the right one. Raises OutOfStep, FileRefused, MoveNotAllowed where it was sent, NotFound.
    """
    progress, refusal = _take(key, upload_id, offset, content, now)
    if progress is None:
        raise FileRefused(refusal)
    return progress


@transaction.atomic
def _take(key: UUID, upload_id: UUID, offset: int, content: bytes, now: datetime) -> tuple[GuestProgress | None, str]:
    # What cannot become a file is answered, not raised, in here: that it was thrown away must be committed.
    submission = GuestSubmission.objects.select_for_update().filter(pk=key, expires_at__gt=now).first()
    upload = submission.uploads.select_for_update().filter(pk=upload_id).first() if submission else None
    if submission is None or upload is None:
        raise NotFound
    if submission.status == "sent":
        raise MoveNotAllowed(TOO_LATE)
    check_piece(size=upload.size, received=upload.received, offset=offset, length=len(content))
    if content:
        pieces.keep_piece(upload.pk, offset, content)
        upload.pieces.append(offset)
        upload.received += len(content)
    upload.save(update_fields=["pieces", "received"])
    if upload.received < upload.size or upload.file_id:
        return GuestProgress(upload.received, upload.size, is_known=upload.file_id is not None), ""
    return _whole(submission, upload, now)


def _whole(submission: GuestSubmission, upload: GuestUpload, now: datetime) -> tuple[GuestProgress | None, str]:
    offsets = list(upload.pieces)
    transaction.on_commit(lambda: pieces.forget_pieces(upload.pk, offsets))
    file_id = new_id()
    try:
        with pieces.joined(upload.pk, offsets) as whole:
            sha256, size = files.hash_of(whole)
            if upload.sha256 and sha256 != upload.sha256:
                upload.delete()
                return None, CHANGED
            known = submission.files.filter(sha256=sha256).first()
            if known is None:
                files.keep_apart(file_id, whole)
    except FileNotFoundError:
        upload.delete()
        return None, LOST
    row = {"name": upload.name, "sha256": sha256, "size": size, "added_at": now}
    upload.file = known or GuestFile.objects.create(pk=file_id, submission=submission, **row)
    upload.save(update_fields=["file"])
    return GuestProgress(size, size, is_known=known is not None), ""
