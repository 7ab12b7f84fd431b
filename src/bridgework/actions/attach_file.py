from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.issue_snap_link import require_form_of_phone
from bridgework.actions.ledger import lock_referral, require_side, write_audit, write_event
from bridgework.records import files
from bridgework.records.models import Attachment, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, Viewer
from bridgework.rules.refusals import FileRefused, MoveNotAllowed
from bridgework.rules.upload import check_size

MOST_FILES = 40
KINDS = ("periapical", "bitewing", "panoramic", "cbct", "photo", "letter", "plan", "full_mouth", "chart", "lab", "card", "other")


def attach_file(
    viewer: Viewer,
    referral_id: UUID,
    *,
    name: str,
    content: IO[bytes],
    now: datetime,
    kind: str = "other",
    from_document: str = "",
    snap_link_id: UUID | None = None,
) -> Attachment:
    """Keeps the original unchanged and leaves its decoding to the worker; the same file again answers with the one that is there.

    `content` can be rewound. `from_document` names the document of the intake queue that the file was inside of, `snap_link_id` the phone
    that took it. Raises FileRefused for an empty or too large file or too many of them, MoveNotAllowed on a referral that has closed, NotFound.
    """
    permissions.require(viewer, "read_referrals")
    content.seek(0, 2)
    size = content.tell()
    check_size(size)
    sha256, size = files.keep_stream(content)
    row = {
        "name": safe_name(name),
        "kind": kind if kind in KINDS else "other",
        "sha256": sha256,
        "size": size,
        "snap_link_id": snap_link_id,
    }
    return _attach(viewer, referral_id, row, document=from_document, now=now)


@transaction.atomic
def _attach(viewer: Viewer, referral_id: UUID, row: dict[str, Any], *, document: str, now: datetime) -> Attachment:
    referral = lock_referral(viewer, referral_id)
    require_open(viewer, referral)
    if row["snap_link_id"]:
        require_form_of_phone(referral, row["snap_link_id"], now)
    existing = referral.attachments.filter(removed_at=None)
    same = existing.filter(sha256=row["sha256"]).first()
    if same is not None:
        return same
    if existing.count() >= MOST_FILES:
        raise FileRefused(f"A referral holds at most {MOST_FILES} files. Nothing was attached.")
    attachment = Attachment.objects.create(referral=referral, added_by_id=viewer.person_id, added_at=now, **row)
    if referral.state != states.DRAFT:
        origin = {"document": document} if document else {}
        write_event(referral, viewer, "file_added", now, {"attachment": str(attachment.pk)} | origin)
    write_audit(viewer, "attach_file", now, [referral.pk])
    defer_job("decode_film", attachment_id=str(attachment.pk))
    return attachment


def require_open(viewer: Viewer, referral: Referral) -> None:
    """Raises MoveNotAllowed where a locked referral takes no more files, NotAllowed where the viewer is on neither side."""
    if referral.closed_at is not None:
        raise MoveNotAllowed("This referral is closed. Reopen it to add files; nothing was attached.")
    require_side(viewer, referral, INITIATOR if viewer.practice_id == referral.sender_practice_id else RECIPIENT)


def safe_name(name: str) -> str:
    """The last part of a name as a file system or a browser gives it, without what cannot be printed."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:255] or "file"
