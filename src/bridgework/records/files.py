"""Originals and what was decoded from them, kept by content hash in Django's storage: local disk, or S3-compatible where configured.

A blob is never changed. The name is the hash alone, so that no patient's name is in a path.
"""

import hashlib
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

CHUNK = 1 << 20


def keep(content: bytes) -> str:
    """Keeps bytes and answers with their SHA-256; the same content is kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(place_of(sha256)):
        default_storage.save(place_of(sha256), ContentFile(content))
    return sha256


def keep_stream(stream: IO[bytes]) -> tuple[str, int]:
    """Keeps a file-like object that can be rewound; answers with its SHA-256 and its size in bytes."""
    sha256, size = hash_of(stream)
    if not default_storage.exists(place_of(sha256)):
        stream.seek(0)
        default_storage.save(place_of(sha256), File(stream))
    return sha256, size


def hash_of(stream: IO[bytes]) -> tuple[str, int]:
    """The SHA-256 and the size in bytes of a file-like object that can be rewound; nothing is kept."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    for chunk in _chunks(stream):
        digest.update(chunk)
        size += len(chunk)
    stream.seek(0)
    return digest.hexdigest(), size


def read(sha256: str) -> bytes:
    """The whole content. Raises FileNotFoundError where it was never kept."""
    with default_storage.open(place_of(sha256), "rb") as blob:
        return bytes(blob.read())


def open_blob(sha256: str) -> IO[bytes]:
    """The content as an open file, to be closed by the caller."""
    blob: IO[bytes] = default_storage.open(place_of(sha256), "rb")
    return blob


def place_of(sha256: str) -> str:
    """Where it lies in the storage."""
    return f"blobs/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def keep_apart(key: UUID, stream: IO[bytes]) -> tuple[str, int]:
    """Keeps what may have to be erased again under a key of its own; answers with its SHA-256 and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    for chunk in _chunks(stream):
        digest.update(chunk)
        size += len(chunk)
    stream.seek(0)
    default_storage.save(place_apart(key), File(stream))
    return digest.hexdigest(), size


def open_apart(key: UUID) -> IO[bytes]:
    """What was kept under a key, as an open file, to be closed by the caller. Raises FileNotFoundError."""
    kept: IO[bytes] = default_storage.open(place_apart(key), "rb")
    return kept


def erase_apart(key: UUID) -> None:
    """Erases what was kept under a key; that it is gone already changes nothing."""
    default_storage.delete(place_apart(key))


def place_apart(key: UUID) -> str:
    """Where it lies in the storage."""
    return f"apart/{key}"
