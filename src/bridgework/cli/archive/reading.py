"""Reads a backup from its beginning to its end, and tells what is in it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.envelope import Keys, opened, read_identities, read_passphrase
from bridgework.cli.archive.members import DATABASE, SECRET_KEY, SMALL, Member, manifest_of, members
from bridgework.cli.archive.writing import Told

PLACES = re.compile(r"files/(blobs/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}|apart/[0-9a-f-]{36})")
INSIDE = re.compile(rf"{SECRET_KEY}|{DATABASE}[0-9]{{6,9}}")
"""What is read as a whole, and so is small."""


@dataclass(slots=True)
class Inside:
    """What a backup holds, as far as it was read."""

    manifest: dict[str, Any]
    files: int = 0
    file_bytes: int = 0

    def in_words(self) -> str:
        rows = self.manifest["rows"]
        return (
            f"As of {self.manifest['at']} by Bridgework {self.manifest['program']} on PostgreSQL {self.manifest['postgresql']}: "
            f"{rows['referrals']:,} referrals of {rows['patients']:,} patients, {rows['messages']:,} messages, {self.files:,} files with "
            f"{self.file_bytes / 1e6:,.1f} MB."
        )


def keys_from(identity: Path | None, passphrase_file: Path | None) -> Keys:
    """What the operator named; nothing is needed for a backup that is not encrypted."""
    return Keys(read_identities(identity) if identity else (), read_passphrase(passphrase_file) if passphrase_file else "")


def look_through(place: Path, keys: Keys, told: Told) -> Inside:
    """Reads the whole backup and checks every hash; writes nothing. Raises ArchiveError."""
    with open_backup(place) as file, opened(file, keys) as content:
        found = members(content)
        inside = Inside(manifest_of(next(found)))
        for member in found:
            count(inside, member)
            told("Reading, files", inside.files, None)
        return inside


def open_backup(place: Path) -> IO[bytes]:
    """The file as it is. Raises ArchiveError."""
    try:
        return place.open("rb")
    except OSError as problem:
        raise ArchiveError(f"{place} cannot be read: {problem.strerror}.") from None


def count(inside: Inside, member: Member) -> None:
    """Takes note of one more member that is a file. Raises ArchiveError for any that could not have been written by us."""
    is_file = PLACES.fullmatch(member.name) is not None
    if not (is_file or (INSIDE.fullmatch(member.name) and member.size <= SMALL)):
        raise ArchiveError(f"{member.name[:80]} does not belong into a backup.")
    if is_file:
        inside.files, inside.file_bytes = inside.files + 1, inside.file_bytes + member.size
