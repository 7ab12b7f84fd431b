"""One door for every kind of film: size, then content, then the real decoder."""

import io
from pathlib import Path
from typing import BinaryIO

from bridgework.connections.films.content import HEAD_BYTES, media_type_of
from bridgework.connections.films.film import MAX_FILE_BYTES, CannotRead, Film


def read_film(source: Path | bytes | BinaryIO, declared_name: str = "") -> Film:
    """The film in `source`, decoded in this very process. Raises CannotRead with a sentence for everything that cannot be shown.

    For files that we made ourselves, and for `child.py`; what comes from outside goes through `decode.decode_in_child`.
    `declared_name` decides nothing: a name is only what somebody called it.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return read_film(opened, declared_name)
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    check_file_size(size)
    media_type = media_type_of(stream.read(HEAD_BYTES))
    stream.seek(0)
    # Each reader loads its own libraries: a photo does not wait for the DICOM dictionary.
    if media_type == "application/dicom":
        from bridgework.connections.films.radiograph import read_radiograph  # noqa: PLC0415

        return read_radiograph(stream, size)
    if media_type == "application/pdf":
        from bridgework.connections.films.document import read_document  # noqa: PLC0415

        return read_document(stream)
    from bridgework.connections.films.picture import read_picture  # noqa: PLC0415

    return read_picture(stream, media_type)


def check_file_size(size: int) -> None:
    """Refuses an empty file and one above the limit."""
    if size == 0:
        raise CannotRead("This file is empty (0 bytes): it was not saved or not sent completely. Please export and attach it again.")
    if size > MAX_FILE_BYTES:
        raise CannotRead(
            f"This file has {size / 1024 / 1024:,.0f} MB; at most {MAX_FILE_BYTES // 1024 // 1024} MB are accepted. "
            "Please send the region that matters, or a smaller export."
        )
