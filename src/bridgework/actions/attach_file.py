from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import lock_referral, require_side, write_audit, write_event
from bridgework.records import files
from bridgework.records.models import Attachment
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, RECIPIENT, Viewer
from bridgework.rules.refusals import FileRefused, MoveNotAllowed

LARGEST = 200 * 1024 * 1024
"""Bytes. A panoramic film has about 5 MB, a CBCT volume 100 to 200 MB."""
MOST_FILES = 40
KINDS = ("periapical", "bitewing", "panoramic", "cbct", "photo", "letter", "plan", "other")


def attach_file(
    viewer: Viewer, referral_id: UUID, *, name: str, content: IO[bytes], now: datetime, kind: str = "other", from_document: str = ""
) -> Attachment:
    """Keeps the original unchanged and leaves its decoding to the worker; the same file again answers with the one that is there.

    `content` can be rewound. `from_document` names the document of the intake queue that the file was inside of. Raises FileRefused for an
    empty or too large file or too many of them, MoveNotAllowed on a referral that has closed, NotFound.
    """
    permissions.require(viewer, "read_referrals")
    content.seek(0, 2)
    size = content.tell()
    if size == 0:
        raise FileRefused("This file is empty (0 bytes). Nothing was attached; please export it again.")
    if size > LARGEST:
        raise FileRefused(f"This file has {size // 2**20} MB; at most {LARGEST // 2**20} MB can be attached. Nothing was attached.")
    sha256, size = files.keep_stream(content)
    return _attach(viewer, referral_id, name=name, sha256=sha256, size=size, kind=kind, document=from_document, now=now)


@transaction.atomic
def _attach(viewer: Viewer, referral_id: UUID, *, name: str, sha256: str, size: int, kind: str, document: str, now: datetime) -> Attachment:
    referral = lock_referral(viewer, referral_id)
    if referral.closed_at is not None:
        raise MoveNotAllowed("This referral is closed. Reopen it to add files; nothing was attached.")
    side = INITIATOR if viewer.practice_id == referral.sender_practice_id else RECIPIENT
    require_side(viewer, referral, side)
    existing = referral.attachments.filter(removed_at=None)
    same = existing.filter(sha256=sha256).first()
    if same is not None:
        return same
    if existing.count() >= MOST_FILES:
        raise FileRefused(f"A referral holds at most {MOST_FILES} files. Nothing was attached.")
    attachment = Attachment.objects.create(
        referral=referral,
        name=_safe_name(name),
        kind=kind if kind in KINDS else "other",
        sha256=sha256,
        size=size,
        added_by_id=viewer.person_id,
        added_at=now,
    )
    if referral.state != states.DRAFT:
        origin = {"document": document} if document else {}
        write_event(referral, viewer, "file_added", now, {"attachment": str(attachment.pk)} | origin)
    write_audit(viewer, "attach_file", now, [referral.pk])
    defer_job("decode_film", attachment_id=str(attachment.pk))
    return attachment


def _safe_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:255] or "file"
