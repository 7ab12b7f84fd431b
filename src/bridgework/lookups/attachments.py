"""Attached files: those of one referral, and the content of one, for whoever may see the referral."""

import io
from dataclasses import dataclass
from typing import IO, Any, Literal
from uuid import UUID

from bridgework.lookups.films import FilmFacts, film_facts
from bridgework.lookups.visible import visible_to
from bridgework.records import files
from bridgework.records.models import Attachment, Referral
from bridgework.records.only_row import only_row
from bridgework.records.slices import read_slice
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound

Part = Literal["thumbnail", "image", "pixels", "download"]
PNG = b"\x89PNG"
GONE = "This file is not in the storage. Tell your administrator; the referral itself is unharmed."
ENDINGS = {"application/dicom": "dcm", "application/pdf": "pdf", "application/zip": "zip", "image/tiff": "tif"}


@dataclass(frozen=True, slots=True)
class FileContent:
    """One stored content, open to be read. `name` is fit for a header; `is_gzip` says that the bytes are compressed as they are kept."""

    referral_id: UUID
    sha256: str
    media_type: str
    name: str
    stream: IO[bytes]
    is_gzip: bool = False


class Joined(io.RawIOBase):
    """A file followed by a part of another one, to be read once from the beginning; closing it closes both."""

    def __init__(self, first: IO[bytes], second: IO[bytes], begin: int, end: int) -> None:
        super().__init__()
        self.first, self.second, self.left = first, second, end - begin
        second.seek(begin)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """As the standard library asks for it: the first file to its end, then the part of the second."""
        found = self.first.read(len(buffer))
        if not found:
            found = self.second.read(min(len(buffer), self.left))
            self.left -= len(found)
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self.first.close()
        self.second.close()
        super().close()


def films_of(viewer: Viewer, referral_id: UUID) -> tuple[FilmFacts, ...]:
    """The files on a referral that the viewer may see, in the order they came. Raises NotFound."""
    if not Referral.objects.filter(visible_to(viewer), pk=referral_id).exists():
        raise NotFound
    rows = Attachment.objects.filter(referral_id=referral_id, removed_at=None).order_by("added_at", "id")
    return tuple(film_facts(row) for row in rows)


def find_film(viewer: Viewer, attachment_id: UUID) -> tuple[UUID, FilmFacts]:
    """A file and the referral it is on, a removed one included (its removal can be undone). Raises NotFound."""
    row = only_row(Attachment.objects.filter(pk=attachment_id))
    if row is None or not Referral.objects.filter(visible_to(viewer), pk=row.referral_id).exists():
        raise NotFound
    return row.referral_id, film_facts(row)


def open_file(viewer: Viewer, attachment_id: UUID, part: Part) -> FileContent:
    """The content of a part of a file. Nobody is handed the bytes that came: `download` is the file without places, scripts and notes of
    its maker (a volume too large to be copied as it came), the other parts are what the worker made of it.

    Raises NotFound where the viewer may not see the referral, the file was taken off or refused, or there is no such part (yet).
    """
    row = _visible(viewer, attachment_id)
    kept = {
        "thumbnail": row.thumbnail_sha256,
        "image": row.display_sha256,
        "pixels": row.pixels_sha256,
        "download": handed_out(row),
    }[part]
    if not kept or row.status == "refused":
        raise NotFound
    try:
        stream = files.open_blob(kept)
    except FileNotFoundError:
        raise NotFound(GONE) from None
    if part == "pixels":
        return FileContent(row.referral_id, kept, "application/octet-stream", f"{row.pk}.pixels", stream, is_gzip=True)
    if part == "download" and row.reading.get("rest"):
        stream = io.BufferedReader(Joined(stream, files.open_blob(row.sha256), *row.reading["rest"]), 1 << 16)
    if part == "download" and kept != row.display_sha256:
        ending = ENDINGS.get(row.media_type) or row.media_type.rpartition("/")[2]
        return FileContent(row.referral_id, kept, row.media_type, f"{row.label or row.pk}.{ending}", stream)
    media_type = "image/png" if stream.read(4) == PNG else "image/jpeg"
    stream.seek(0)
    return FileContent(row.referral_id, kept, media_type, f"{row.label or row.pk}.{media_type[6:]}", stream)


def open_slice(viewer: Viewer, attachment_id: UUID, number: int) -> FileContent:
    """One picture of a volume or of a file of several pages, counted from 0. Raises NotFound as `open_file` does."""
    row = _visible(viewer, attachment_id)
    try:
        picture = read_slice(row.slices_sha256, number) if row.slices_sha256 else None
    except FileNotFoundError:
        raise NotFound(GONE) from None
    except IndexError:
        picture = None
    if picture is None:
        raise NotFound
    media_type = "image/png" if picture.startswith(PNG) else "image/jpeg"
    name = f"{row.label or row.pk}-{number + 1}.{media_type[6:]}"
    return FileContent(row.referral_id, f"{row.slices_sha256}-{number}", media_type, name, io.BytesIO(picture))


def handed_out(row: Attachment) -> str:
    """The hash of what may leave the house: the cleaned copy; a volume too large to be copied as it came; else the picture that we made."""
    if row.copy_sha256 or row.status != "ready":
        return row.copy_sha256
    return row.sha256 if row.reading.get("as_it_came") else row.display_sha256


def _visible(viewer: Viewer, attachment_id: UUID) -> Attachment:
    row = only_row(Attachment.objects.filter(pk=attachment_id, removed_at=None))
    if row is None or not Referral.objects.filter(visible_to(viewer), pk=row.referral_id).exists():
        raise NotFound
    return row
