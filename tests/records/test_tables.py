"""The tables are what the models say: every column with its type, every constraint, index and trigger.

A new database is migrated by a shorter way than Django's own (`cli/database/first_migration.py`); whatever it left out would be seen here.
"""

import re
from collections import defaultdict

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

NUMBERS = re.compile(r"\((\d+)(?:, ?(\d+))?\)")


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def names(question: str) -> dict[str, set[str]]:
    """Table -> the second column of the answers."""
    found: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(question)
        for table, name in cursor.fetchall():
            found[table].add(name)
    return found


@pytest.mark.usefixtures("db")
def test_columns() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"""
        )
        found = {(table, column): (kind, filled) for table, column, kind, filled in cursor.fetchall()}
        wanted = {
            (model._meta.db_table, str(field.column)): (str(field.db_type(connection)), not field.null)
            for model in models()
            for field in model._meta.local_concrete_fields
        }
        cursor.execute("SELECT said, to_regtype(said)::text FROM unnest(%s::text[]) said", [sorted({kind for kind, _ in wanted.values()})])
        known_as = dict(cursor.fetchall())
    tables = {table for table, _ in wanted}
    told = {place: (f"{known_as[kind]}{size(kind)}", filled) for place, (kind, filled) in wanted.items()}
    assert {place: (plain(kind), filled) for place, (kind, filled) in found.items() if place[0] in tables} == told


def size(kind: str) -> str:
    found = NUMBERS.search(kind)
    return f"({','.join(filter(None, found.groups()))})" if found else ""


def plain(kind: str) -> str:
    """`character varying(60)[]` as `character varying[](60)`: the size after the rest."""
    return NUMBERS.sub("", kind) + size(kind)


@pytest.mark.usefixtures("db")
def test_constraints_indexes_and_triggers() -> None:
    constraints = names("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace")
    indexes = names("SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'")
    triggers = names("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
    for model in models():
        table = model._meta.db_table
        assert {each.name for each in model._meta.constraints} <= constraints[table] | indexes[table], table
        assert {each.name for each in model._meta.indexes} <= indexes[table], table
    for model, trigger in pgtrigger.registered():
        assert trigger.get_pgid(model) in triggers[model._meta.db_table], (model, trigger)


@pytest.mark.usefixtures("db")
def test_references() -> None:
    references = names(
        """SELECT c.conrelid::regclass::text, a.attname || '>' || c.confrelid::regclass::text
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'"""
    )
    for model in models():
        wanted = {
            f"{field.column}>{field.remote_field.model._meta.db_table}"
            for field in model._meta.local_concrete_fields
            if field.is_relation and field.db_constraint
        }
        assert wanted == references[model._meta.db_table], model
