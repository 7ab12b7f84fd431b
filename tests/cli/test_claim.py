"""The demo fills only what it took while it was empty, and a real start keeps away from the demo."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from bridgework.cli.database.claim import LOADING, NotOurs, claim_for_demo, demo_is_loaded, mark_of, refuse_demo


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The owner's address of a database of its own."""
    server = os.environ["BRIDGEWORK_TEST_SERVER"]
    name = f"bridgework_test_claim_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield make_conninfo(server, dbname=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def test_an_empty_database_is_taken_once(empty_database: str) -> None:
    assert claim_for_demo(empty_database) is False
    demo_is_loaded(empty_database)
    assert claim_for_demo(empty_database) is True


def test_what_a_killed_load_left_is_thrown_away(empty_database: str) -> None:
    claim_for_demo(empty_database)
    run(empty_database, "CREATE TABLE half_loaded (i int)")
    assert claim_for_demo(empty_database) is False
    with psycopg.connect(empty_database) as connection:
        assert mark_of(connection) == LOADING
        assert connection.execute("SELECT to_regclass('half_loaded')").fetchone() == (None,)


def test_tables_of_somebody_else_are_not_touched(empty_database: str) -> None:
    run(empty_database, "CREATE TABLE patients_of_a_real_practice (i int)")
    with pytest.raises(NotOurs, match="only a database that it made itself"):
        claim_for_demo(empty_database)
    run(empty_database, "SELECT FROM patients_of_a_real_practice")


def test_a_real_start_keeps_away_from_the_demo(empty_database: str) -> None:
    refuse_demo(empty_database)
    claim_for_demo(empty_database)
    with pytest.raises(NotOurs, match="made-up demo network"):
        refuse_demo(empty_database)
    demo_is_loaded(empty_database)
    with pytest.raises(NotOurs, match="made-up demo network"):
        refuse_demo(empty_database)
