"""A file that is whole under its name, or not there."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from bridgework.cli.archive import ArchiveError


def write_whole(target: Path, write: Callable[[IO[bytes]], dict[str, Any]], *, force: bool) -> dict[str, Any]:
    """Has a file written beside its place, for its owner only, and moves it there once it is safely on the disk."""
    if target.exists() and not force:
        raise ArchiveError(f"{target} exists: choose another name, or take --force to replace it.")
    draft = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ArchiveError(f"Another backup is being written to {target}.") from None
            try:
                file.truncate()
                os.fchmod(file.fileno(), 0o600)
                written = write(file)
                file.flush()
                os.fsync(file.fileno())
                draft.replace(target)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
        folder = os.open(target.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as problem:
        raise ArchiveError(f"{target} could not be written: {problem.strerror or problem}.") from None
    return written | {"size": target.stat().st_size}
