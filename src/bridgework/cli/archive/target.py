"""The empty place that a backup is put back into, and the mark of a database that is only half there."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg

from bridgework.cli import database
from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.whole_file import write_whole
from bridgework.cli.database.claim import RESTORING, mark_of, throw_away_tables, write_mark
from bridgework.cli.database.hold import Busy, announce, held
from bridgework.cli.postgres import CannotStart, Server
from bridgework.config import environment

ONE_AT_A_TIME = 0x6272_6467
"""The advisory lock of a restore."""
WHERE_TO = (
    "A backup is put back into an empty place only: name an empty database in DATABASE_URL, or a new folder in BRIDGEWORK_STATE; "
    "a folder that is given up may be moved away instead."
)
UNUSED = "SELECT NOT EXISTS (SELECT FROM records_practice) AND NOT EXISTS (SELECT FROM records_person)"


@contextmanager
def empty_place(manifest: dict[str, Any]) -> Iterator[str]:
    """Points this process at an empty database and marks that as half there; answers with the way in as its owner.

    What an interrupted restore left behind is thrown away, and so are the tables of a program that was started and never set up.
    """
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            _embedded(stack, demo=manifest["demo"])
        owner_url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        try:
            owner = stack.enter_context(psycopg.connect(owner_url, autocommit=True))
        except psycopg.Error as problem:
            raise database.NoDatabase(f"The database that DATABASE_URL names says no: {str(problem).strip()}") from None
        if owner.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME]).fetchone() != (True,):
            raise ArchiveError("Another restore into this database is under way.")
        _refuse_older(owner, manifest)
        _empty(owner)
        yield owner_url


def _embedded(stack: ExitStack, *, demo: bool) -> None:
    state = environment.state_folder()
    try:
        stack.enter_context(held(state))
        server = stack.enter_context(Server(state))
    except Busy:
        raise ArchiveError(f"Bridgework runs from {state}: stop it first. {WHERE_TO}") from None
    except CannotStart as problem:
        raise database.NoDatabase(str(problem)) from None
    database.embedded(server, demo=demo)
    announce(state, lasting=False, embedded=True)


def _refuse_older(owner: psycopg.Connection, manifest: dict[str, Any]) -> None:
    here, there = owner.info.server_version // 10000, int(manifest["postgresql"].split(".")[0])
    if here < there:
        raise ArchiveError(f"The backup is of PostgreSQL {there} and this server is PostgreSQL {here}: take a server of {there} or newer.")


def _empty(owner: psycopg.Connection) -> None:
    mark = mark_of(owner)
    tables = {row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    if mark != RESTORING:
        is_ours = {"records_practice", "records_person"} <= tables
        if mark is not None or (tables and not (is_ours and owner.execute(UNUSED).fetchone() == (True,))):
            raise ArchiveError(f"The database {owner.info.dbname} is in use. {WHERE_TO}")
    write_mark(owner, RESTORING)
    if tables:
        throw_away_tables(owner)


def put_key(key: str) -> None:
    """The secret key into its place, before anything reads it. One that is there already belonged to nothing, and is kept beside it."""
    given = environment.text("SECRET_KEY")
    if given:
        if given != key:
            raise ArchiveError(
                "BRIDGEWORK_SECRET_KEY is another key than that of the backup, and patients' links would be void: leave it unset, or set it to "
                "the key in the member secret_key of the backup."
            )
        return
    place = environment.state_folder() / "secret_key"
    if place.exists() and place.read_text() != key:
        place.replace(place.with_name("secret_key.before"))
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, lambda file: {"bytes": file.write(key.encode())}, force=True)
