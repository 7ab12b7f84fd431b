from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records import files
from bridgework.records.models import Attachment, Referral
from bridgework.records.slices import packed
from bridgework.rules.facts import SYSTEM
from bridgework.rules.likeness import most_alike
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the decoder made of a file; `refused_because` is a sentence where it could not be read, and everything else is then empty."""

    refused_because: str = ""
    media_type: str = ""
    kind: str = ""
    width: int | None = None
    height: int | None = None
    pages: int = 1
    taken_on: date | None = None
    display: bytes = b""
    thumbnail: bytes = b""
    pixels: bytes = b""
    slices: tuple[bytes, ...] = ()
    copy: bytes = b""
    reading: dict[str, Any] = field(default_factory=dict)


def record_film(attachment_id: UUID, decoded: Decoded, *, now: datetime) -> Attachment:
    """Keeps what was decoded, with a label LASTNAME_tooth_kind_date that no other file of the referral has. A refused file stays with its sentence, its original kept.

    Kind and tooth are what the header proposes unless a person has said them. A picture that an earlier file of the referral shows too is
    marked as such, for a person to decide. Decoding twice changes nothing. Raises NotFound.
    """
    kept = {name: files.keep(getattr(decoded, name)) for name in ("display", "thumbnail", "pixels", "copy") if getattr(decoded, name)}
    if decoded.slices:
        kept["slices"] = files.keep(packed(decoded.slices))
    return _record(attachment_id, decoded, kept, now)


@transaction.atomic
def _record(attachment_id: UUID, decoded: Decoded, kept: dict[str, str], now: datetime) -> Attachment:
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    if attachment is None:
        raise NotFound
    referral = lock_referral(SYSTEM, attachment.referral_id)
    attachment.refresh_from_db()
    if attachment.status != "waiting":
        return attachment
    attachment.status = "refused" if decoded.refused_because else "ready"
    attachment.refused_because = decoded.refused_because[:300]
    attachment.media_type = decoded.media_type
    if attachment.kind == "other" and decoded.kind:
        attachment.kind = decoded.kind
    if attachment.tooth is None and decoded.reading.get("tooth"):
        attachment.tooth = decoded.reading["tooth"]
    attachment.width, attachment.height, attachment.pages = decoded.width, decoded.height, decoded.pages
    attachment.taken_on, attachment.reading = decoded.taken_on, decoded.reading
    attachment.display_sha256 = kept.get("display", "")
    attachment.thumbnail_sha256 = kept.get("thumbnail", "")
    attachment.pixels_sha256 = kept.get("pixels", "")
    attachment.slices_sha256 = kept.get("slices", "")
    attachment.copy_sha256 = kept.get("copy", "")
    attachment.looks_like_id = most_alike(str(decoded.reading.get("likeness") or ""), _hashes_before(attachment))
    attachment.label = label_of(attachment, referral, labels_beside(attachment))
    attachment.save()
    if decoded.refused_because:
        write_event(referral, SYSTEM, "file_refused", now, {"attachment": str(attachment.pk)})
    write_audit(SYSTEM, "record_film", now, [referral.pk])
    return attachment


def _hashes_before(attachment: Attachment) -> list[tuple[UUID, str]]:
    """The perceptual hashes of the files that the referral had before this one."""
    before = Attachment.objects.filter(referral_id=attachment.referral_id, removed_at=None, added_at__lte=attachment.added_at)
    rows = before.exclude(pk=attachment.pk).values_list("pk", "reading__likeness")
    return [(key, str(known)) for key, known in rows if known]


def label_of(attachment: Attachment, referral: Referral, others: Iterable[str]) -> str:
    """LASTNAME_tooth_kind_date: the tooth that the file shows, else those of the referral; the day it was taken, else the day it came
    to the sender. Where `others`, the labels of the referral's other files, have it already, the kind is numbered: photo, photo-2, photo-3.

    A label that still fits stays as it is. The caller holds the lock of the referral: no two files take the same number.
    """
    name = "".join(character for character in referral.patient.family_name.upper() if character.isalnum())
    tooth = attachment.tooth or "-".join(referral.teeth) or "x"
    day = attachment.taken_on or attachment.added_at.astimezone(ZoneInfo(referral.sender_practice.time_zone)).date()
    taken = set(others)
    numbered = [
        f"{name}_{tooth}_{attachment.kind}{f'-{number}' if number else ''}_{day.isoformat()}" for number in (0, *range(2, len(taken) + 3))
    ]
    free = [label for label in numbered if label not in taken]
    return attachment.label if attachment.label in free else free[0]


def labels_beside(attachment: Attachment) -> list[str]:
    """The labels of the referral's other files. One that was taken off keeps its own, since that can be undone."""
    beside = Attachment.objects.filter(referral_id=attachment.referral_id).exclude(pk=attachment.pk).exclude(status="refused")
    return list(beside.exclude(label="").values_list("label", flat=True))
