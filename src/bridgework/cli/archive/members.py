"""The inside of a backup: a tar file (so that anybody can open it by hand) whose members each say what their content hashes to.

`manifest.json` is the first, so that it can be judged early; `seal.json` is the last: a file without it was cut off, and it holds a hash over
all the others, so that none can be missing or exchanged.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from bridgework.cli.archive import ArchiveError

MANIFEST, SECRET_KEY, DATABASE, FILES, SEAL = "manifest.json", "secret_key", "database/", "files/", "seal.json"
FORMAT = 1
SHA256 = "BRIDGEWORK.sha256"
CHUNK = 1 << 20
SMALL = 8 << 20


class Hashed:
    """A stream that is hashed while it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self._digest.update(content)
        self.size += len(content)
        return content

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Member:
    """One member while it is being read; its content is to be read before the next one is asked for."""

    name: str
    size: int
    sha256: str
    content: Hashed


class Writer:
    """Writes members one after the other and remembers none of them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._tar = tarfile.TarFile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK)
        self._digest, self.bytes = hashlib.sha256(), 0

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, io.BytesIO(content), len(content), hashlib.sha256(content).hexdigest())

    def add_stream(self, name: str, stream: IO[bytes], size: int, sha256: str) -> bool:
        """Whether the content was what its hash says. Raises OSError where it is shorter than its size."""
        header = tarfile.TarInfo(name)
        header.size, header.mode, header.pax_headers = size, 0o600, {SHA256: sha256}
        hashed = Hashed(stream)
        self._tar.addfile(header, hashed)
        _forget_members(self._tar)
        self._digest.update(_line(name, size, sha256))
        self.bytes += size
        return hashed.sha256 == sha256

    def seal(self, facts: dict[str, Any]) -> None:
        self.add(SEAL, json.dumps(facts | {"sha256": self._digest.hexdigest()}).encode())
        self._tar.close()


def members(stream: IO[bytes]) -> Iterator[Member]:
    """Every member with its hash checked once it was read; ends only behind an intact seal.

    Raises ArchiveError at the first that is not what it says, unless the seal says that it was damaged before it was backed up.
    """
    digest, wrong, seal = hashlib.sha256(), [], None
    try:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK) as tar:
            for header in tar:
                _forget_members(tar)
                # Only what is there byte by byte: a member with holes claims any size, a link leads elsewhere.
                content = tar.extractfile(header) if header.type == tarfile.REGTYPE and not header.issparse() else None
                if content is None or SHA256 not in header.pax_headers or seal is not None:
                    raise ArchiveError(f"{header.name[:80]} does not belong into a backup.")
                member = Member(header.name, header.size, header.pax_headers[SHA256], Hashed(content))
                if member.name == SEAL:
                    seal = json.loads(member.content.read())
                    continue
                yield member
                while member.content.read(CHUNK):
                    pass
                if member.content.sha256 != member.sha256:
                    wrong.append(member.name)
                digest.update(_line(member.name, member.size, member.sha256))
    except (tarfile.TarError, ValueError, EOFError) as problem:
        raise ArchiveError(f"This is no backup of Bridgework, or it is not whole: {problem}.") from None
    if seal is None:
        raise ArchiveError("The backup is not whole: its end is missing.")
    if seal.get("sha256") != digest.hexdigest():
        raise ArchiveError("The backup was changed: it does not hold what its seal says.")
    if spoiled := set(wrong) - set(seal.get("damaged", [])):
        raise ArchiveError(f"The backup was changed: {min(spoiled)} is not what it was ({len(spoiled)} in all).")


def manifest_of(first: Member) -> dict[str, Any]:
    """What the backup says of itself."""
    if first.name != MANIFEST or first.size > SMALL:
        raise ArchiveError("This is no backup of Bridgework.")
    told: dict[str, Any] = json.loads(first.content.read())
    if told.get("format") != FORMAT:
        raise ArchiveError("This backup was written by a newer Bridgework: take that version to read it.")
    return told


def _forget_members(tar: tarfile.TarFile) -> None:
    """It would remember all of them; from Python 3.13 on it does not where `stream=True` says so."""
    tar.members = []  # type: ignore[attr-defined]  # no documented name


def _line(name: str, size: int, sha256: str) -> bytes:
    return f"{name} {size} {sha256}\n".encode()
