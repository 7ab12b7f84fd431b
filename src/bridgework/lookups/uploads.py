"""Files that are on their way in pieces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import Attachment, Referral, Upload
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """A file on its way. `received` of `size` bytes are here. `is_known`: the referral had the same content before."""

    id: UUID
    referral_id: UUID
    name: str
    size: int
    received: int
    expires_at: datetime
    is_finished: bool
    is_known: bool
    snap_link_id: UUID | None
    """The phone that sends it, if it is one."""


def find_upload(viewer: Viewer, upload_id: UUID, *, now: datetime) -> UploadFacts:
    """How far a file is that the viewer began to send. Raises NotFound."""
    row = only_row(Upload.objects.select_related("attachment").filter(pk=upload_id, expires_at__gt=now))
    if row is None or row.added_by_id != viewer.person_id or not Referral.objects.filter(visible_to(viewer), pk=row.referral_id).exists():
        raise NotFound
    return _facts(row)


def half_uploads(viewer: Viewer, referral_id: UUID, *, now: datetime) -> tuple[UploadFacts, ...]:
    """The viewer's own files of which a part has arrived: under way at this moment, or broken off. Raises NotFound."""
    if not Referral.objects.filter(visible_to(viewer), pk=referral_id).exists():
        raise NotFound
    mine = Upload.objects.filter(referral_id=referral_id, added_by_id=viewer.person_id, attachment=None, snap_link=None)
    rows = mine.filter(expires_at__gt=now, received__gt=0).order_by("created_at")
    return tuple(_facts(row) for row in rows)


def _facts(row: Upload) -> UploadFacts:
    attached: Attachment | None = row.attachment
    return UploadFacts(
        id=row.pk,
        referral_id=row.referral_id,
        name=row.name,
        size=row.size,
        received=row.received,
        expires_at=row.expires_at,
        is_finished=attached is not None,
        is_known=attached is not None and attached.added_at < row.created_at,
        snap_link_id=row.snap_link_id,
    )
