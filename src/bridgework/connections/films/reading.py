"""One door for every kind of film: size, then content, then the real decoder."""

import io
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from bridgework.connections.films.content import HEAD_BYTES, media_type_of
from bridgework.connections.films.film import MAX_FILE_BYTES, CannotRead, Film, MediaType

ENDINGS: dict[str, MediaType] = {
    "dcm": "application/dicom",
    "dicom": "application/dicom",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "zip": "application/zip",
    "pdf": "application/pdf",
}
KIND_NAMES: dict[MediaType, str] = {
    "application/dicom": "a DICOM film",
    "image/jpeg": "a JPEG picture",
    "image/png": "a PNG picture",
    "image/tiff": "a TIFF picture",
    "application/zip": "a ZIP archive",
    "application/pdf": "a PDF document",
}


def read_film(source: Path | bytes | BinaryIO, declared_name: str = "") -> Film:
    """The film in `source`, decoded in this very process. Raises CannotRead with a sentence for everything that cannot be shown.

    For films that we made ourselves, and for `child.py`; what comes from outside goes through `decode.decode_in_child`.
    `declared_name` decides nothing; where its ending says otherwise than the content, a note tells so.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return read_film(opened, declared_name or source.name)
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    check_file_size(size)
    media_type = media_type_of(stream.read(HEAD_BYTES))
    stream.seek(0)
    return with_name_note(decoded(stream, media_type, size), declared_name)


def decoded(stream: BinaryIO, media_type: MediaType, size: int) -> Film:
    """The film by the decoder of its kind. Each loads its own libraries: a photo does not wait for the DICOM dictionary."""
    if media_type == "application/dicom":
        from bridgework.connections.films.radiograph import read_radiograph  # noqa: PLC0415

        return read_radiograph(stream, size)
    if media_type == "application/pdf":
        from bridgework.connections.films.document import read_document  # noqa: PLC0415

        return read_document(stream)
    if media_type == "application/zip":
        from bridgework.connections.films.archive import read_archive  # noqa: PLC0415

        return read_archive(stream)
    if media_type == "image/tiff":
        from bridgework.connections.films.scan import read_scan  # noqa: PLC0415

        return read_scan(stream, size)
    from bridgework.connections.films.picture import read_picture  # noqa: PLC0415

    return read_picture(stream, media_type, size)


def with_name_note(film: Film, declared_name: str) -> Film:
    """The film, with a note where the ending of its name promises another kind."""
    ending = declared_name.rpartition(".")[2].lower()
    if "." not in declared_name or ENDINGS.get(ending, film.media_type) == film.media_type:
        return film
    note = f"The name ends in .{ending}, but the file is {KIND_NAMES[film.media_type]}; it is treated as what it is."
    return replace(film, notes=(*film.notes, note))


def check_file_size(size: int) -> None:
    """Refuses an empty file and one above the limit."""
    if size == 0:
        raise CannotRead("This file is empty (0 bytes): it was not saved or not sent completely. Please export and attach it again.")
    if size > MAX_FILE_BYTES:
        raise CannotRead(
            f"This file has {size / 1024 / 1024:,.0f} MB; at most {MAX_FILE_BYTES // 1024 // 1024} MB are accepted. "
            "Please send the region that matters, or a smaller export."
        )
