"""The database that tests run on: the embedded server by default, any other by DATABASE_URL. The same tests pass on both.

Each run has a server and a folder of its own (`var/tests/1`, `2` ... - the first that no other run holds), each process of a
run a database of its own, copied from one that was migrated once and is kept until the migrations change.
"""

import fcntl
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bridgework.cli.database.fingerprint import fingerprint
from bridgework.cli.database.hold import Busy, held
from bridgework.cli.postgres import Server
from bridgework.config.databases import application_role
from bridgework.config.environment import APPLICATION_ROLE, CHECKOUT, OWNER_ROLE

RUNS = 16


def open_run(stack: ExitStack) -> None:
    """Once per run, before any other process of it: takes a folder, starts the server, tells the others by the environment."""
    for number in range(1, RUNS + 1):
        folder = CHECKOUT / "var" / "tests" / str(number)
        try:
            stack.enter_context(held(folder))
        except Busy:
            continue
        break
    else:
        raise RuntimeError(f"{RUNS} test runs at the same time are enough.")
    os.environ["BRIDGEWORK_TEST_FOLDER"] = str(folder)
    if not os.environ.get("DATABASE_URL"):
        # No autovacuum: nobody but its superuser may end one, and a database in which it works cannot be dropped
        settings = {"synchronous_commit": "off", "max_connections": "150", "autovacuum": "off"}
        server = stack.enter_context(Server(folder, settings=settings))
        server.create_roles(owner_may_create_databases=True)
        os.environ["DATABASE_URL"] = server.url("postgres", APPLICATION_ROLE)
        os.environ["DATABASE_OWNER_URL"] = server.url("postgres", OWNER_ROLE)
    os.environ["BRIDGEWORK_TEST_SERVER"] = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def point_at_own_database(process: str) -> None:
    """In every process of a run, before the settings are read: names the database that `create_own_database` makes."""
    name = f"bridgework_test_{Path(os.environ['BRIDGEWORK_TEST_FOLDER']).name}_{process}"
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if os.environ.get(variable):
            os.environ[variable] = make_conninfo(os.environ[variable], dbname=name)
    state = Path(os.environ["BRIDGEWORK_TEST_FOLDER"]) / process
    state.mkdir(exist_ok=True)
    os.environ["BRIDGEWORK_STATE"] = str(state)


def create_own_database() -> None:
    template = migrated_template()
    name = own_name()
    with psycopg.connect(os.environ["BRIDGEWORK_TEST_SERVER"], autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        # Ten times faster, and a test run has nothing to lose; fsync stays on
        server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit TO off").format(sql.Identifier(name)))


def drop_own_database() -> None:
    with psycopg.connect(os.environ["BRIDGEWORK_TEST_SERVER"], autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(own_name()))
        try:
            server.execute(drop)  # the server itself asks its autovacuum to leave; ended by force it would be beyond our rights
        except psycopg.errors.ObjectInUse:
            server.execute(drop + sql.SQL(" WITH (FORCE)"))


def own_name() -> str:
    return str(conninfo_to_dict(os.environ["DATABASE_URL"])["dbname"])


def owner_url() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def migrated_template() -> str:
    """A migrated database that nobody uses; made by the first who needs it, the others wait. Those of older migrations go."""
    role = application_role(os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", ""))
    name = f"bridgework_template_{role}_{fingerprint()}"[:63]
    with (Path(os.environ["BRIDGEWORK_TEST_FOLDER"]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(os.environ["BRIDGEWORK_TEST_SERVER"], autocommit=True) as server:
            known = [row[0] for row in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bridgework\\_template\\_%'")]
            if name in known:
                return name
            for old in known:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            draft = sql.Identifier("bridgework_template_draft")
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(draft))
            server.execute(sql.SQL("CREATE DATABASE {}").format(draft))
            subprocess.run([sys.executable, "-m", "bridgework.cli.database.prepare"], env=pointed_at_draft(), check=True)
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(draft, sql.Identifier(name)))
    return name


def pointed_at_draft() -> dict[str, str]:
    urls = {variable: os.environ[variable] for variable in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(variable)}
    moved = {variable: make_conninfo(url, dbname="bridgework_template_draft") for variable, url in urls.items()}
    return os.environ | moved | {"DJANGO_SETTINGS_MODULE": "bridgework.config.settings"}


def filled_tables() -> list[str]:
    """Tables that have rows."""
    with psycopg.connect(owner_url()) as owner:
        tables = [row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        question = sql.SQL(" UNION ALL ").join(filled.format(sql.Literal(table), sql.Identifier(table)) for table in tables)
        return [row[0] for row in owner.execute(question)]


def empty_all_but(kept: list[str]) -> None:
    """Takes away every row that a test has committed. As the owner: the application role may not empty a table."""
    if tables := set(filled_tables()) - set(kept):
        with psycopg.connect(owner_url(), autocommit=True) as owner:
            names = sql.SQL(", ").join(map(sql.Identifier, sorted(tables)))
            empty = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names)
            try:
                owner.execute(empty)
            except psycopg.errors.DeadlockDetected:  # with the last request of a page that is left; by now it is through
                owner.execute(empty)
