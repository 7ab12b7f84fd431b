from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.attach_file import attach_file
from bridgework.records import files, pieces
from bridgework.records.models import Attachment, Upload
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import FileRefused, NotFound
from bridgework.rules.upload import HALF_LIVES, check_piece

CHANGED = "The file changed on its way, so nothing was attached. Please choose it again; it will be sent anew."
LOST = "A part of this file got lost before it could be put together. Please choose it again; it will be sent anew."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is. `is_known` says that the referral had the same content before."""

    upload_id: UUID
    name: str
    size: int
    received: int
    is_finished: bool
    is_known: bool


def take_piece(viewer: Viewer, upload_id: UUID, *, offset: int, content: bytes, now: datetime) -> Progress:
    """Keeps a piece; with the last one the file is put together, its hash compared with the announced one, and attached.

    Killed at any moment it can be asked again: a piece at the wrong place is refused with the right one. Raises OutOfStep, FileRefused,
    MoveNotAllowed and NotFound.
    """
    upload = _keep(viewer, upload_id, offset, content, now)
    return _finished(viewer, upload, now) if upload.received == upload.size else progress_of(upload)


@transaction.atomic
def _keep(viewer: Viewer, upload_id: UUID, offset: int, content: bytes, now: datetime) -> Upload:
    upload = Upload.objects.select_for_update().filter(pk=upload_id, added_by_id=viewer.person_id, expires_at__gt=now).first()
    of_guest = viewer.kind == "guest" and upload is not None and upload.referral_id == viewer.referral_id
    if upload is None or (viewer.person_id is None and not of_guest):
        raise NotFound
    check_piece(size=upload.size, received=upload.received, offset=offset, length=len(content))
    if content:
        pieces.keep_piece(upload.pk, offset, content)
        upload.pieces.append(offset)
        upload.received += len(content)
    upload.touched_at, upload.expires_at = now, now + HALF_LIVES
    upload.save(update_fields=["pieces", "received", "touched_at", "expires_at"])
    return upload


def _finished(viewer: Viewer, upload: Upload, now: datetime) -> Progress:
    if upload.attachment is None:
        try:
            with pieces.joined(upload.pk, upload.pieces) as whole:
                if upload.sha256 and files.hash_of(whole)[0] != upload.sha256:
                    raise FileRefused(CHANGED)
                upload.attachment = attach_file(
                    viewer,
                    upload.referral_id,
                    name=upload.name,
                    content=whole,
                    kind=upload.kind,
                    snap_link_id=upload.snap_link_id,
                    now=now,
                )
        except FileNotFoundError:
            _forget(upload)
            raise FileRefused(LOST) from None
        except FileRefused:
            _forget(upload)
            raise
        upload.save(update_fields=["attachment"])
        pieces.forget_pieces(upload.pk, upload.pieces)
    return progress_of(upload)


def _forget(upload: Upload) -> None:
    pieces.forget_pieces(upload.pk, upload.pieces)
    upload.delete()


def progress_of(upload: Upload) -> Progress:
    """How far a file is, from its row."""
    attached: Attachment | None = upload.attachment
    return Progress(
        upload_id=upload.pk,
        name=upload.name,
        size=upload.size,
        received=upload.received,
        is_finished=attached is not None,
        is_known=attached is not None and attached.added_at < upload.created_at,
    )
