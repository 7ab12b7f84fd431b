"""What every test stands on. The fixtures for tests to ask for:

`db`             (or `@pytest.mark.django_db`) one transaction, rolled back; the connection is the application role's
`committed_db`   real commits, for races, crashes, jobs and browsers; every row is taken away afterwards
`owner_sql`      runs SQL as the owner of the tables, where a test has to do what the program may not

Nothing leaves this machine: connecting elsewhere than to loopback fails.
"""

import gc
import ipaddress
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import hypothesis
import psycopg
import pytest
from django.conf import settings

import database_for_tests as database

run = ExitStack()
DATABASE = {"db", "transactional_db"}
# The same examples in every run, everywhere; how long one takes says how busy the machine is.
BY_CHANCE = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.filter_too_much, hypothesis.HealthCheck.data_too_large]
hypothesis.settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=BY_CHANCE)
hypothesis.settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        database.open_run(run)
        if config.getoption("numprocesses", None):
            # While the processes load the program and go through the rules, their database is made.
            making = threading.Thread(target=database.migrated_template)
            making.start()
            run.callback(making.join)
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings_for_tests"
    assert settings.INSTALLED_APPS  # read now: pytest-django sets up only what has been read


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no database comes first."""
    items.sort(key=lambda item: not DATABASE.isdisjoint(item.fixturenames) or item.get_closest_marker("django_db") is not None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded now stays: the collector need not look through all of it again and again, nor come after every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    run.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's: a copy of a migrated database, and the tables emptied by their owner."""
    from django.db import connections
    from django.test import TransactionTestCase

    database.create_own_database()
    emptying = database.Emptying()
    TransactionTestCase._fixture_teardown = lambda self: emptying()  # type: ignore[method-assign, assignment]
    yield
    emptying.close()
    with django_db_blocker.unblock():
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()
    database.drop_own_database()


@pytest.fixture
def committed_db(transactional_db: None) -> None:
    """Real commits that other connections see."""


@pytest.fixture
def owner_sql(django_db_setup: None) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """`owner_sql("SELECT ...", [values])` -> rows, committed at once; it does not see what a `db` test has not committed."""
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:

        def execute(statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

        yield execute


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """A test that reaches for the network is wrong, and is told so at once."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not is_loopback(str(address[0])):
            raise RuntimeError(f"A test reached for {address[0]}: only this machine is there.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def cast(db: None) -> Any:
    """The made-up practices and people that tests are about, see people.py; with `committed_db` they are committed."""
    import people

    return people.build()
