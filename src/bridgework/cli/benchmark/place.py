"""Where a benchmark runs: a database made for it, never the live one, dropped when it is over."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import click
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bridgework.cli import database
from bridgework.cli.database.hold import Busy, held
from bridgework.cli.postgres import CannotStart, Server
from bridgework.config import environment
from bridgework.config.environment import APPLICATION_ROLE, OWNER_ROLE

MAINTENANCE = "postgres"
MARK = "bridgework bench"
PATIENCE_SECONDS = 60


@dataclass(slots=True)
class Place:
    """The database of a benchmark; who fills it says so here."""

    is_filled: bool


@contextmanager
def bench_database(size: int, *, keep: bool) -> Iterator[Place]:
    """Points this process at a migrated database for benchmarks, filled with `size` referrals already or to be filled by the caller.

    On the server of DATABASE_URL, where its owner may create databases; else on an embedded server beside the live one, with the same
    settings. `keep` leaves the filled database there for the next time, whatever becomes of the measurement.
    """
    state = environment.state_folder() / "bench"
    name = database_name()
    with ExitStack() as stack:
        try:
            stack.enter_context(held(state))
            os.environ |= {"BRIDGEWORK_STATE": str(state), "BRIDGEWORK_DEMO": ""}
            server_url = stack.enter_context(_server(name))
        except Busy:
            raise click.ClickException("Another `bridgework bench` runs from this checkout.") from None
        except CannotStart as problem:
            raise database.NoDatabase(str(problem)) from None
        mark = f"{MARK}, {size} referrals, {_tables()}"
        try:
            place = Place(is_filled=_create(server_url, name, mark))
        except psycopg.OperationalError as problem:
            raise database.NoDatabase(f"The database says no: {str(problem).strip()}") from None
        try:
            if not place.is_filled:
                database.prepare_tables()
            database.set_up_django()
            yield place
        finally:
            if keep and place.is_filled:
                _write_mark(server_url, name, mark)
            else:
                drop(server_url, name)


def database_name() -> str:
    """Of the benchmarks that run from this state folder; another checkout on the same server has another."""
    return f"bridgework_bench_{hashlib.sha256(str(environment.state_folder() / 'bench').encode()).hexdigest()[:8]}"


def owner_url() -> str:
    """The way into the benchmark's database as the owner of its tables."""
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


@contextmanager
def _server(name: str) -> Iterator[str]:
    """The address of a server's maintenance database, as a role that may create databases; the environment then names the benchmark's."""
    if url := os.environ.get("DATABASE_URL"):
        owner = os.environ.get("DATABASE_OWNER_URL") or url
        os.environ["DATABASE_URL"] = make_conninfo(url, dbname=name)
        if os.environ.get("DATABASE_OWNER_URL"):
            os.environ["DATABASE_OWNER_URL"] = make_conninfo(owner, dbname=name)
        yield make_conninfo(owner, dbname=MAINTENANCE)
        return
    with Server(environment.state_folder()) as server:
        server.create_roles(owner_may_create_databases=True)
        os.environ |= {"DATABASE_URL": server.url(name, APPLICATION_ROLE), "DATABASE_OWNER_URL": server.url(name, OWNER_ROLE)}
        yield server.url(MAINTENANCE, OWNER_ROLE)


def _create(server_url: str, name: str, mark: str) -> bool:
    """An empty database, or the one that an earlier run kept for the same size and the same code."""
    with psycopg.connect(server_url, autocommit=True) as server:
        row = server.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if row is not None and row[0] == mark:
            return True
        if row is not None and not row[0].startswith(MARK):
            raise click.ClickException(f"The server has a database {name} that no benchmark made. It is left alone.")
        drop(server_url, name)
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise click.ClickException("A benchmark needs a database of its own, and this login may not create one.") from None
    _write_mark(server_url, name, f"{MARK}, being filled")
    return False


def _tables() -> str:
    """Changes with the tables, but not with the code around them."""
    digest = hashlib.sha256()
    for file in sorted((environment.PACKAGE / "records" / "migrations").glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _write_mark(server_url: str, name: str, mark: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(mark)))


def drop(server_url: str, name: str) -> None:
    """A database less."""
    alone(server_url, sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def alone(server_url: str, statement: sql.Composed) -> None:
    """Does what can be done only to a database that nobody uses. Waits for the last clients, and whoever tidies up, to be gone: the owner may not
    end the sessions of the application.
    """
    give_up = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(server_url, autocommit=True) as server:
        while True:
            try:
                server.execute(statement)
            except psycopg.errors.ObjectInUse:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.2)
            else:
                return
