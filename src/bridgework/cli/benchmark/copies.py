"""The database of a benchmark, again and again as it was when it was prepared: for what must not slow down, or err, by what was before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bridgework.cli.benchmark.place import MAINTENANCE, MARK, alone, drop, owner_url
from bridgework.cli.database import disconnect


@contextmanager
def empty_copies() -> Iterator[Callable[[], None]]:
    """Inside `bench_database`: what is yielded throws the database away and puts an empty copy in its place, under the same name.

    Copies do not wait for the disk at each commit: whoever wants to know what a failing machine loses must not use them.
    """
    name = str(conninfo_to_dict(owner_url())["dbname"])
    known, empty = sql.Identifier(name), sql.Identifier(f"{name}_empty")
    server_url = make_conninfo(owner_url(), dbname=MAINTENANCE)

    def begin_anew() -> None:
        disconnect()
        drop(server_url, name)
        alone(server_url, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(known, empty))
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(known, sql.Literal(f"{MARK}, a copy")))
            server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(known))

    disconnect()
    drop(server_url, f"{name}_empty")
    alone(server_url, sql.SQL("ALTER DATABASE {} RENAME TO {}").format(known, empty))
    try:
        yield begin_anew
    finally:
        disconnect()
        drop(server_url, f"{name}_empty")
