"""Which databases the demo may fill: only those that it took while they were empty. The mark is the database's own comment."""

import psycopg
from psycopg import sql

from bridgework.web.shared.readiness import DEMO_LOADED

LOADING = "bridgework demo, loading"
RESTORING = "bridgework restore, half there"


class NotOurs(Exception):
    """This database is not for what was asked; the message says so to the operator."""


def mark_of(connection: psycopg.Connection) -> str | None:
    row = connection.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()").fetchone()
    return row[0] if row else None


def write_mark(connection: psycopg.Connection, mark: str | None) -> None:
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(connection.info.dbname), sql.Literal(mark)))


def throw_away_tables(connection: psycopg.Connection) -> None:
    """The database is empty then."""
    with connection.transaction():
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def claim_for_demo(owner_url: str) -> bool:
    """Makes sure that the demo may fill this database; True when its network is there already.

    What a killed load left behind is thrown away first. Raises NotOurs for a database with tables that the demo did not make.
    """
    with psycopg.connect(owner_url) as connection:
        mark = mark_of(connection)
        if mark == DEMO_LOADED:
            return True
        if mark == LOADING:
            throw_away_tables(connection)
        elif connection.execute("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1").fetchone():
            raise NotOurs("--demo fills only a database that it made itself, and this one has tables of somebody else: name an empty one.")
        write_mark(connection, LOADING)
        return False


def demo_is_loaded(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        write_mark(connection, DEMO_LOADED)


def refuse_half_restored(owner_url: str) -> None:
    """Raises NotOurs when a restore was begun here and did not end."""
    with psycopg.connect(owner_url) as connection:
        if mark_of(connection) == RESTORING:
            raise NotOurs("A backup is only half restored into this database: run `bridgework restore` again, it begins anew.")


def refuse_demo(owner_url: str) -> None:
    """Raises NotOurs when a real start is pointed at the made-up network."""
    with psycopg.connect(owner_url) as connection:
        if mark_of(connection) in {LOADING, DEMO_LOADED}:
            raise NotOurs("This database holds the made-up demo network: start it with --demo, or name another for real patients.")
