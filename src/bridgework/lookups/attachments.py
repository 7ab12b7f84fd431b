"""Attached files: those of one referral, and the content of one, for whoever may see the referral."""

from dataclasses import dataclass
from typing import IO, Literal
from uuid import UUID

from bridgework.lookups.films import FilmFacts, film_facts
from bridgework.lookups.visible import visible_to
from bridgework.records import files
from bridgework.records.models import Attachment, Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound

Part = Literal["thumbnail", "image", "pixels", "original"]
PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class FileContent:
    """One stored content, open to be read. `name` is fit for a header; `is_gzip` says that the bytes are compressed as they are kept."""

    referral_id: UUID
    sha256: str
    media_type: str
    name: str
    stream: IO[bytes]
    is_gzip: bool = False


def films_of(viewer: Viewer, referral_id: UUID) -> tuple[FilmFacts, ...]:
    """The files on a referral that the viewer may see, in the order they came. Raises NotFound."""
    if not Referral.objects.filter(visible_to(viewer), pk=referral_id).exists():
        raise NotFound
    rows = Attachment.objects.filter(referral_id=referral_id, removed_at=None).order_by("added_at", "id")
    return tuple(film_facts(row) for row in rows)


def find_film(viewer: Viewer, attachment_id: UUID) -> tuple[UUID, FilmFacts]:
    """A file and the referral it is on, a removed one included (its removal can be undone). Raises NotFound."""
    row = Attachment.objects.filter(pk=attachment_id).first()
    if row is None or not Referral.objects.filter(visible_to(viewer), pk=row.referral_id).exists():
        raise NotFound
    return row.referral_id, film_facts(row)


def open_file(viewer: Viewer, attachment_id: UUID, part: Part) -> FileContent:
    """The content of a part of a file: `original` as it came, the others as the worker decoded them.

    Raises NotFound where the viewer may not see the referral, the file was taken off, or there is no such part (yet).
    """
    row = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if row is None or not Referral.objects.filter(visible_to(viewer), pk=row.referral_id).exists():
        raise NotFound
    kept = {"thumbnail": row.thumbnail_sha256, "image": row.display_sha256, "pixels": row.pixels_sha256, "original": row.sha256}[part]
    if not kept:
        raise NotFound
    try:
        stream = files.open_blob(kept)
    except FileNotFoundError:
        raise NotFound("This file is not in the storage. Tell your administrator; the referral itself is unharmed.") from None
    if part == "original":
        return FileContent(row.referral_id, kept, row.media_type or "application/octet-stream", row.name, stream)
    if part == "pixels":
        return FileContent(row.referral_id, kept, "application/octet-stream", f"{row.pk}.pixels", stream, is_gzip=True)
    media_type = "image/png" if stream.read(4) == PNG else "image/jpeg"
    stream.seek(0)
    return FileContent(row.referral_id, kept, media_type, f"{row.label or row.pk}.{media_type[6:]}", stream)
