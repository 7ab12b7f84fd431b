"""Puts a backup back into an empty place."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bridgework.cli import database
from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.envelope import Keys, opened
from bridgework.cli.archive.holding import hold
from bridgework.cli.archive.members import FILES, SECRET_KEY, Member, manifest_of, members
from bridgework.cli.archive.programs import fitting, running
from bridgework.cli.archive.reading import Inside, count, open_backup
from bridgework.cli.archive.target import empty_place, put_key
from bridgework.cli.archive.writing import Told
from bridgework.cli.database.claim import write_mark
from bridgework.config.environment import PACKAGE
from bridgework.web.shared.readiness import DEMO_LOADED

UNFINISHED = ("DELETE FROM records_upload WHERE attachment_id IS NULL", "DELETE FROM records_guestupload WHERE file_id IS NULL")
"""Files that were on their way in pieces: the pieces are not in a backup, and the browser begins anew."""


@contextmanager
def put_back(place: Path, keys: Keys, telling: Callable[[], AbstractContextManager[Told]]) -> Iterator[Inside]:
    """Puts a backup that was looked through into an empty place; for the block it is there, migrated, with sending held, and Django is set up.

    Whatever interrupts it before the end of the block, the database stays marked as half there: nothing starts with it, and the next try
    begins anew. Raises ArchiveError, NoDatabase.
    """
    with ExitStack() as stack:
        file = stack.enter_context(open_backup(place))
        found = members(stack.enter_context(opened(file, keys)))
        inside = Inside(manifest_of(next(found)))
        refuse_newer(inside.manifest)
        owner_url = stack.enter_context(empty_place(inside.manifest))
        with telling() as told:
            first_file = _put_database(found, inside, owner_url, told)
            stack.enter_context(database.django_set_up())
            if first_file is not None:
                for member in chain([first_file], found):
                    count(inside, member)
                    put_file(member)
                    told("Files", inside.files, None)
        os.sync()
        with psycopg.connect(owner_url) as owner:
            for statement in UNFINISHED:
                owner.execute(statement)
            hold(owner, datetime.fromisoformat(inside.manifest["at"]))
        database.bring_up_to_date()
        yield inside
        with psycopg.connect(owner_url) as owner:
            write_mark(owner, DEMO_LOADED if inside.manifest["demo"] else None)


def _put_database(found: Iterator[Member], inside: Inside, owner_url: str, told: Told) -> Member | None:
    """Key and database; answers with the first file behind them."""
    manifest = inside.manifest
    program = fitting("pg_restore", max(int(manifest["postgresql"].split(".")[0]), manifest["dumped_by"]))
    options = ["--no-owner", "--no-acl", "--no-comments", "--single-transaction", "--no-password"]
    command: list[str | Path] = [program, *options, f"--dbname={conninfo_to_dict(owner_url)['dbname']}"]
    with running(command, owner_url, stdin=subprocess.PIPE) as restoring:
        assert restoring.stdin is not None
        written = 0
        for member in found:
            if member.name.startswith(FILES):
                return member
            count(inside, member)
            if member.name == SECRET_KEY:
                put_key(member.content.read().decode())
            else:
                restoring.stdin.write(member.content.read())
                written += member.size
                told("Database, megabytes", written >> 20, None)
    return None


def put_file(member: Member) -> None:
    """A file into the storage, unless the same content is there already: a bucket may have outlived its database."""
    from django.core.files import File
    from django.core.files.storage import default_storage

    place = member.name.removeprefix(FILES)
    if default_storage.exists(place):
        with default_storage.open(place, "rb") as there:
            if hashlib.file_digest(there, "sha256").hexdigest() == member.sha256:
                return
        default_storage.delete(place)
    content = File(member.content, name=place)  # type: ignore[arg-type]  # it is only read, once, from its beginning to its end
    content.size = member.size
    if default_storage.save(place, content) != place:
        raise ArchiveError(f"The storage does not take {place} under its name.")


def refuse_newer(manifest: dict[str, Any]) -> None:
    """Raises ArchiveError where the backup knows migrations of our tables that this program does not know."""
    ours = {f"records.{file.stem}" for file in (PACKAGE / "records" / "migrations").glob("0*.py")}
    unknown = {name for name in manifest["migrations"] if name.startswith("records.")} - ours
    if unknown:
        raise ArchiveError(
            f"This backup was written by a newer Bridgework ({manifest['program']}, with {max(unknown)}): restore it with that version."
        )


def compare(restored: Inside, inside: Inside) -> None:
    """Raises ArchiveError unless what is in the database and in the storage is what the backup held."""
    from bridgework.lookups.kept_files import counted
    from bridgework.rules.facts import SYSTEM

    found = counted(replace(SYSTEM, way="command line"))
    if found != inside.manifest["rows"] or (restored.files, restored.file_bytes) != (inside.files, inside.file_bytes):
        raise ArchiveError(f"What was restored is not what the backup holds: {found} instead of {inside.manifest['rows']}.")
