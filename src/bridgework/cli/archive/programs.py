"""PostgreSQL's own programs for a dump and for putting it back, of a version that fits the server."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bridgework.cli.archive import ArchiveError
from bridgework.cli.postgres.binaries import NoBinaries, find_binaries


def fitting(name: str, server: int) -> Path:
    """`pg_dump` or `pg_restore` for a server of that major version: the same version, else the next newer one. An older one cannot."""
    found = {path: version for path in _candidates(name) if (version := major_of(path)) is not None}
    enough = {path: version for path, version in found.items() if version >= server}
    if enough:
        return min(enough, key=enough.__getitem__)
    newest = f"the newest {name} here is of {max(found.values())}" if found else f"there is no {name} here"
    raise ArchiveError(
        f"The database is PostgreSQL {server}, and {newest}: install the client programs of PostgreSQL {server} (on Debian "
        f"postgresql-client-{server}), or name a bin folder with them in BRIDGEWORK_POSTGRES_BIN."
    )


def _candidates(name: str) -> Iterator[Path]:
    with suppress(NoBinaries):
        yield find_binaries() / "bin" / name
    yield from sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if there := shutil.which(name):
        yield Path(there)


def major_of(program: Path) -> int | None:
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(version[1]) if version else None


def reaching(url: str) -> dict[str, str]:
    """An environment in which a program of PostgreSQL reaches that database. On a command line everybody could read the password."""
    names = {one.keyword.decode(): one.envvar.decode() for one in psycopg.pq.Conninfo.get_defaults() if one.envvar}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {names[keyword]: str(value) for keyword, value in conninfo_to_dict(url).items() if keyword in names and value is not None}


@contextmanager
def running(
    command: Sequence[str | Path], url: str, *, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program of PostgreSQL at work on a database for the block, and at the end of its work behind it; killed where the block fails.

    Raises ArchiveError with what the program said, also where the block failed because it did.
    """
    with tempfile.TemporaryFile(prefix="bridgework-") as told:
        with subprocess.Popen[bytes](command, env=reaching(url), stdin=stdin, stdout=stdout, stderr=told) as program:
            try:
                yield program
                if program.stdin:
                    program.stdin.close()
            except BrokenPipeError:
                pass
            except BaseException:
                program.kill()
                raise
        if program.returncode:
            told.seek(0)
            said = told.read(2000).decode(errors="replace").strip()
            raise ArchiveError(f"{Path(command[0]).name} ended with status {program.returncode}: {said}")
