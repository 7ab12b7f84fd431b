"""Pieces of files that are on their way, each a file of its own, so that a storage that cannot append (S3) holds them too."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

IN_MEMORY = 4 * 1024 * 1024


def keep_piece(upload_id: UUID, offset: int, content: bytes) -> None:
    """Keeps the piece that begins at `offset`; one that was kept there before is replaced."""
    place = _place(upload_id, offset)
    if default_storage.exists(place):
        default_storage.delete(place)
    default_storage.save(place, ContentFile(content))


@contextmanager
def joined(upload_id: UUID, offsets: Sequence[int]) -> Iterator[IO[bytes]]:
    """All pieces as one file that can be rewound. Raises FileNotFoundError where one is gone."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, prefix="bridgework-") as whole:
        for offset in offsets:
            with default_storage.open(_place(upload_id, offset), "rb") as piece:
                whole.write(piece.read())
        whole.seek(0)
        yield whole


def forget_pieces(upload_id: UUID, offsets: Sequence[int]) -> None:
    """Deletes the pieces; those that are gone already are no matter."""
    for offset in offsets:
        default_storage.delete(_place(upload_id, offset))


def _place(upload_id: UUID, offset: int) -> str:
    return f"pieces/{upload_id}/{offset:012d}"
