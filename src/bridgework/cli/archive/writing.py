"""Writes a backup: a snapshot of the database first, then every file that the snapshot names."""

import importlib.metadata
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.members import DATABASE, FILES, FORMAT, MANIFEST, SECRET_KEY, SMALL, Writer
from bridgework.cli.archive.programs import fitting, major_of, running
from bridgework.config import environment

if TYPE_CHECKING:
    from bridgework.lookups.kept_files import KeptFile

Told = Callable[[str, int, int | None], None]
"""Told what is done, how much of it, and of how much where that is known."""
MOST_NAMED = 20
SNAPSHOT = """
SELECT pg_export_snapshot(), current_setting('server_version'), shobj_description(oid, 'pg_database')
FROM pg_database WHERE datname = current_database()
"""


def write_contents(stream: IO[bytes], *, now: datetime, told: Told, incomplete: bool) -> dict[str, Any]:
    """Everything of this installation, into a stream; answers with the manifest and what was written.

    Django is set up. Raises ArchiveError, without `incomplete` also where a file is missing or is not what it was.
    """
    from django.db import connection, transaction

    from bridgework.lookups.kept_files import KeptFile

    writer = Writer(stream)
    with tempfile.TemporaryFile("w+", prefix="bridgework-") as listed:  # many files need no more memory than few
        with transaction.atomic(), connection.cursor() as cursor:
            manifest, count = _write_database(writer, cursor, listed, now=now, told=told)
        files = (KeptFile(*json.loads(line)) for line in listed)
        missing, damaged, gone, size = _add_files(writer, files, count, told)
    if (missing or damaged) and not incomplete:
        raise ArchiveError(
            f"The storage does not hold what the database names: {len(missing)} files are missing, {len(damaged)} are not what they were "
            f"({', '.join([*missing, *damaged][:MOST_NAMED])}). Bring them back, or take --incomplete to back up everything else."
        )
    facts = {"files": count - len(missing) - gone, "file_bytes": size, "missing": missing, "damaged": damaged, "erased_meanwhile": gone}
    writer.seal(facts)
    return manifest | facts


def _write_database(writer: Writer, cursor: Any, listed: IO[str], *, now: datetime, told: Told) -> tuple[dict[str, Any], int]:
    """Manifest, key and dump of one snapshot; lists the files that it names, and answers with the manifest and how many they are."""
    from bridgework.lookups.kept_files import counted, kept_files
    from bridgework.rules.facts import SYSTEM
    from bridgework.web.shared.readiness import DEMO_LOADED

    operator = replace(SYSTEM, way="command line")
    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    cursor.execute(SNAPSHOT)
    snapshot, server, mark = cursor.fetchone()
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
    dumper = fitting("pg_dump", int(server.split(".")[0]))
    manifest = {
        "format": FORMAT,
        "at": now.isoformat(),
        "program": importlib.metadata.version("bridgework"),
        "postgresql": server.split(" ")[0],
        "dumped_by": major_of(dumper),
        "demo": mark == DEMO_LOADED,
        "migrations": migrations,
        "rows": counted(operator),
    }
    writer.add(MANIFEST, json.dumps(manifest, indent=1).encode())
    writer.add(SECRET_KEY, environment.secret_key().encode())
    _dump(writer, dumper, snapshot, told)
    return manifest, _list(listed, kept_files(operator))


def _dump(writer: Writer, dumper: Path, snapshot: str, told: Told) -> None:
    """The database in pieces of a few megabytes: how long it will be is not known before, and nothing of it goes to a disk unencrypted."""
    command: list[str | Path] = [dumper, "--format=custom", f"--snapshot={snapshot}", "--no-password", "--lock-wait-timeout=60s"]
    url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with running(command, url, stdout=subprocess.PIPE) as dumping:
        assert dumping.stdout is not None
        number, written = 0, 0
        while piece := dumping.stdout.read(SMALL):
            writer.add(f"{DATABASE}{number:06d}", piece)
            number, written = number + 1, written + len(piece)
            told("Database, megabytes", written >> 20, None)


def _list(listed: IO[str], files: Iterable["KeptFile"]) -> int:
    count = 0
    for file in files:
        listed.write(json.dumps(astuple(file)) + "\n")
        count += 1
    listed.seek(0)
    return count


def _add_files(writer: Writer, files: Iterable["KeptFile"], count: int, told: Told) -> tuple[list[str], list[str], int, int]:
    """What is missing, what is not what it was, how many files of guests went meanwhile, and how many bytes were written."""
    missing: list[str] = []
    damaged: list[str] = []
    gone, before = 0, writer.bytes
    for done, file in enumerate(files, 1):
        found = open_file(file)
        if found is None:
            if file.becomes and _went(file):
                gone += 1
            else:
                missing.append(file.place)
            continue
        with found as content:
            if not writer.add_stream(f"{FILES}{file.place}", content, content.size, file.sha256):
                damaged.append(f"{FILES}{file.place}")
        told("Files", done, count)
    return missing, damaged, gone, writer.bytes - before


def open_file(file: "KeptFile") -> Any:
    """The open file; where one of a guest has become a file of a referral meanwhile, that one, which has the same content."""
    from django.core.files.storage import default_storage

    for place in filter(None, (file.place, file.becomes)):
        try:
            return default_storage.open(place, "rb")
        except FileNotFoundError:
            continue
    return None


def _went(file: "KeptFile") -> bool:
    from bridgework.lookups.kept_files import is_still_kept_apart
    from bridgework.rules.facts import SYSTEM

    return not is_still_kept_apart(SYSTEM, file.place)
