from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.records import pieces
from bridgework.records.models import Upload
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def drop_upload(viewer: Viewer, upload_id: UUID, *, now: datetime) -> UUID:
    """Throws away what has arrived of a file; answers with its referral. A finished one stays attached. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "read_referrals")
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise NotFound
    referral = lock_referral(viewer, upload.referral_id)
    pieces.forget_pieces(upload.pk, upload.pieces)
    upload.delete()
    write_audit(viewer, "drop_upload", now, [referral.pk])
    return referral.pk


def expire_uploads(now: datetime, limit: int = 200) -> int:
    """Throws away what was never finished, and the rows of what was; answers how many."""
    gone = 0
    for upload_id in list(Upload.objects.filter(expires_at__lte=now).order_by("expires_at").values_list("pk", flat=True)[:limit]):
        gone += _expire(upload_id, now)
    return gone


@transaction.atomic
def _expire(upload_id: UUID, now: datetime) -> bool:
    upload = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload_id, expires_at__lte=now).first()
    if upload is None:
        return False
    pieces.forget_pieces(upload.pk, upload.pieces)
    upload.delete()
    return True
