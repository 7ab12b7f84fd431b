from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bridgework.records import pieces
from bridgework.records.models import GuestUpload


@transaction.atomic
def drop_guest_upload(key: UUID, upload_id: UUID) -> None:
    """Throws away what has arrived of a file of that submission; what is gone already, or has arrived whole, stays as it is."""
    forget_uploads(GuestUpload.objects.filter(pk=upload_id, submission_id=key, file=None))


def forget_uploads(uploads: QuerySet[GuestUpload]) -> None:
    """Deletes these rows, and their pieces once that is committed."""
    for upload in uploads.select_for_update():
        transaction.on_commit(partial(pieces.forget_pieces, upload.pk, upload.pieces))
    uploads.delete()
