"""The application owns nothing: it reads and writes rows, and cannot change a table or rewrite history."""

import os

import pytest
from django.db import ProgrammingError, connection

from bridgework.cli.database.prepare import append_only_tables
from bridgework.config.databases import application_role


def test_application_owns_no_table(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, count(*) FILTER (WHERE tableowner = current_user), count(*) FROM pg_tables WHERE schemaname = 'public'"
        )
        user, own, tables = cursor.fetchone()
    assert (user, own) == (application_role(os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")), 0)
    assert tables > 20


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE records_referral CASCADE",
        "CREATE TABLE mine (id int)",
        "TRUNCATE records_referral CASCADE",
        "DELETE FROM django_migrations",
    ],
)
def test_application_cannot_change_tables(db: None, statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(statement)


def test_history_is_append_only_for_the_application(db: None) -> None:
    tables = append_only_tables()
    assert tables
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t, has_table_privilege(t, 'UPDATE') OR has_table_privilege(t, 'DELETE'), has_table_privilege(t, 'INSERT') FROM unnest(%s::text[]) t",
            [tables],
        )
        assert {(may_rewrite, may_add) for _, may_rewrite, may_add in cursor.fetchall()} == {(False, True)}
