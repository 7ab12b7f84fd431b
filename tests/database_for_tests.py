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
from bridgework.cli.postgres.server import SUPERUSER
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
        settings |= {"wal_level": "minimal", "max_wal_senders": "0", "full_page_writes": "off"}  # less to write; what is lost is made anew
        server = stack.enter_context(Server(folder, settings=settings))
        server.create_roles(owner_may_create_databases=True)
        with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as superuser:
            superuser.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER_ROLE}")  # see Emptying
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
    end_application_sessions()
    with psycopg.connect(os.environ["BRIDGEWORK_TEST_SERVER"], autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(own_name()))
        try:
            server.execute(drop)  # the server itself asks its autovacuum to leave; ended by force it would be beyond our rights
        except psycopg.errors.ObjectInUse:
            server.execute(drop + sql.SQL(" WITH (FORCE)"))


def end_application_sessions() -> None:
    """Of threads that still had a page to answer when the last browser left: the owner may not end them, their own role may."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as application:
        application.execute("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()""")


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


class Emptying:
    """Takes away every row that tests have committed, and none that was there before. As the owner: the application role may not.

    Most tests fill a few tables of many with a few rows each. To delete those takes a tenth of what TRUNCATE takes, which makes every file of
    every table and index anew; it comes now and then, since nobody cleans up after deletions here. A server that does not let the
    owner pass by its triggers (any but our own) truncates always.
    """

    TRUNCATED_EVERY = 40

    def __init__(self) -> None:
        self.owner = psycopg.connect(owner_url(), autocommit=True)
        tables = [row[0] for row in self.owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        self.which = sql.SQL(" UNION ALL ").join(filled.format(sql.Literal(table), sql.Identifier(table)) for table in tables)
        self.kept = self.filled()
        self.times = 0
        try:
            self.owner.execute("SET session_replication_role TO replica")  # no trigger keeps or copies what is deleted
            self.may_delete = True
        except psycopg.errors.InsufficientPrivilege:
            self.may_delete = False

    def filled(self) -> set[str]:
        """Tables that have rows."""
        return {row[0] for row in self.owner.execute(self.which, prepare=True)}

    def __call__(self) -> None:
        if tables := sorted(self.filled() - self.kept):
            try:
                self.empty(tables)
            except psycopg.errors.DeadlockDetected:  # with the last request of a page that is left; by now it is through
                self.empty(tables)

    def empty(self, tables: list[str]) -> None:
        self.times += 1
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        if not self.may_delete or self.times % self.TRUNCATED_EVERY == 0:
            self.owner.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
            return
        with self.owner.transaction():
            self.owner.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(names))  # whoever still writes is waited for
            self.owner.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in tables))
            self.owner.execute(RESTARTED, [tables])

    def close(self) -> None:
        self.owner.close()


RESTARTED = """
    SELECT setval(s.oid::regclass, p.start_value, false)
    FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_sequences p ON p.schemaname = 'public' AND p.sequencename = s.relname AND p.last_value IS NOT NULL
    WHERE s.relkind = 'S' AND t.relnamespace = 'public'::regnamespace AND t.relname = ANY(%s)"""
"""Numbers begin anew in tables, as TRUNCATE lets them."""
