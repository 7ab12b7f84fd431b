from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.attach_file import KINDS, require_open, safe_name
from bridgework.actions.issue_snap_link import lock_snap_link, require_form_of_phone, require_room_on_phone
from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.records.models import Upload
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import FileRefused, NotAllowed
from bridgework.rules.upload import HALF_LIVES, MOST_UNDER_WAY, check_size


@transaction.atomic
def begin_upload(
    viewer: Viewer,
    referral_id: UUID,
    *,
    name: str,
    size: int,
    now: datetime,
    sha256: str = "",
    kind: str = "other",
    snap_link_id: UUID | None = None,
) -> Upload:
    """A file of `size` bytes announces itself; its pieces follow (`take_piece`). `sha256` is the announced hash of the whole, or "".

    A guest sends to the referral of their private link. The same person announcing the same file again, by hash, goes on where it was broken off. A file that the referral has already is
    answered as arrived, without a byte being sent. Raises FileRefused (size, number, pace of a phone), MoveNotAllowed, NotFound.
    """
    permissions.require(viewer, "read_referrals")
    if viewer.person_id is None and viewer.kind != "guest":
        raise NotAllowed("Only a person sends files in pieces.")
    referral = lock_referral(viewer, referral_id)
    require_open(viewer, referral)
    check_size(size)
    under_way = referral.uploads.filter(attachment=None, expires_at__gt=now)
    mine = under_way.filter(added_by_id=viewer.person_id, snap_link_id=snap_link_id)
    half = mine.filter(sha256=sha256, size=size).first() if sha256 else None
    if half is not None:
        half.touched_at, half.expires_at = now, now + HALF_LIVES
        half.save(update_fields=["touched_at", "expires_at"])
        return half
    if snap_link_id is not None:
        require_form_of_phone(referral, snap_link_id, now)
        require_room_on_phone(lock_snap_link(snap_link_id, now), size, now)
    if under_way.count() >= MOST_UNDER_WAY:
        raise FileRefused("Too many files are on their way at once. Nothing was attached; please wait for the others.")
    known = referral.attachments.filter(removed_at=None, sha256=sha256).first() if sha256 else None
    upload = Upload.objects.create(
        referral=referral,
        snap_link_id=snap_link_id,
        added_by_id=viewer.person_id,
        name=safe_name(name),
        kind=kind if kind in KINDS else "other",
        size=size,
        sha256=sha256,
        received=size if known else 0,
        attachment=known,
        created_at=now,
        touched_at=now,
        expires_at=now + HALF_LIVES,
    )
    write_audit(viewer, "begin_upload", now, [referral.pk])
    return upload
