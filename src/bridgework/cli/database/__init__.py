"""A running database for a verb: the operator's, that of a running `bridgework up`, or the embedded one for as long as the verb takes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import psycopg

from bridgework.cli.database.claim import NotOurs, refuse_half_restored
from bridgework.cli.database.fingerprint import is_prepared
from bridgework.cli.database.hold import Busy, announce, announced, held
from bridgework.cli.postgres import CannotStart, Server
from bridgework.config import environment
from bridgework.config.databases import application_role
from bridgework.config.environment import APPLICATION_ROLE, OWNER_ROLE

REAL, DEMO = "bridgework", "bridgework_demo"
"""The two databases of the embedded server: the made-up network never shares one with real patients."""
PATIENCE_SECONDS = 120


class NoDatabase(click.ClickException):
    """The verb could ask no database. Its exit status is none that a verb has for what it found."""

    exit_code = 3


@contextmanager
def database() -> Iterator[None]:
    """Gives a verb a migrated database and a Django that is set up; import models, lookups and actions inside the block only.

    DATABASE_URL wins; else a running `bridgework up` on this checkout is joined; else the embedded server runs for the block.
    """
    if os.environ.get("DATABASE_URL"):
        try:
            prepare_tables()
        except psycopg.Error as problem:
            raise NoDatabase(f"The database that DATABASE_URL names says no: {str(problem).strip()}") from None
        with django_set_up():
            yield
        return
    state = environment.state_folder()
    with ExitStack() as stack:
        try:
            if running := join_or_hold(stack, state):
                if "database_url" not in running:
                    raise NoDatabase("The Bridgework that runs here uses the database of its DATABASE_URL: name it here, too.")
                use(running["database_url"], running["owner_url"], demo=bool(running["demo"]))
            else:
                embedded(stack.enter_context(Server(state)), demo=None)
                announce(state, lasting=False, embedded=True)
                prepare_tables()
        except CannotStart as problem:
            raise NoDatabase(str(problem)) from None
        with django_set_up(), of_this_version():
            yield


@contextmanager
def of_this_version() -> Iterator[None]:
    """What runs may have been started before this code came: its tables are older then, and only its next start changes them."""
    from django.db import ProgrammingError

    try:
        yield
    except ProgrammingError as problem:
        if not isinstance(problem.__cause__, psycopg.errors.UndefinedColumn | psycopg.errors.UndefinedTable):
            raise
        raise NoDatabase(
            "The Bridgework that runs here was started by another version. Stop it and start it again, then repeat this."
        ) from None


def join_or_hold(stack: ExitStack, state: Path) -> dict[str, str]:
    """What a running `up` announced, or nothing when this state folder is now ours; waits for other verbs to finish."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            stack.enter_context(held(state))
        except Busy:
            told = announced(state)
            if told.get("lasting"):
                return told
            if time.monotonic() > give_up:
                raise NoDatabase("Another bridgework command has been busy here for two minutes.") from None
            time.sleep(0.3)
        else:
            return {}


def embedded(server: Server, *, demo: bool | None) -> None:
    """Roles and database on the embedded server, and this process pointed at it. `demo` None: the one there is, the real one first."""
    server.create_roles()
    if demo is None:
        demo = environment.flag("DEMO") or {REAL, DEMO} & server.databases() == {DEMO}
    name = DEMO if demo else REAL
    server.create_database(name)
    use(server.url(name, APPLICATION_ROLE), server.url(name, OWNER_ROLE), demo=demo)


def use(url: str, owner_url: str, *, demo: bool) -> None:
    os.environ |= {"DATABASE_URL": url, "DATABASE_OWNER_URL": owner_url, "BRIDGEWORK_DEMO": "1" if demo else ""}


def prepare_tables() -> None:
    """Tables as this code wants them, by a program of its own (see prepare.py); nothing when this code has done so before."""
    url, owner_url = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")
    try:
        refuse_half_restored(owner_url or url)
    except NotOurs as problem:
        raise NoDatabase(str(problem)) from None
    if not is_prepared(owner_url or url, application_role(url, owner_url)):
        click.echo("Bringing the tables up to date ...", err=True)
        bring_up_to_date()


def bring_up_to_date() -> None:
    """Migrates and grants, whatever was done before. In a group of its own: Ctrl-C ends this process, which ends that one."""
    done = subprocess.run([sys.executable, "-m", "bridgework.cli.database.prepare"], check=False, process_group=0)
    if done.returncode:
        raise NoDatabase("The tables could not be brought up to date; what went wrong is said above.")


@contextmanager
def django_set_up() -> Iterator[None]:
    """Django for the block. Its connections are closed at the end: a pool that is still open holds a verb up for 20 seconds at its exit."""
    set_up_django()
    try:
        yield
    finally:
        disconnect()


def disconnect() -> None:
    """No connection of this process is open any more, and none waits to be used again; the next question opens another."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has one


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    import django

    django.setup()
