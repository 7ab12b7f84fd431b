"""Carries an invented past into the tables by COPY. What the schema has is there afterwards exactly as before: indexes, checks, triggers."""

import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Literal

import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql

from bridgework.cli.benchmark.network import Network, network_rows
from bridgework.cli.benchmark.past import Past
from bridgework.cli.benchmark.rows import Rows, chunks

Told = Callable[[str], None]
SCHEMA = """
SELECT contype::text, conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('p', 'u', 'x') AND conrelid = ANY(%(tables)s::regclass[])
   OR contype = 'f' AND %(tables)s::regclass[] && ARRAY[conrelid::regclass, confrelid::regclass]
UNION ALL
SELECT 'i', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%(tables)s::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
UNION ALL
SELECT 't', tgrelid::regclass::text, quote_ident(tgname), tgenabled::text || pg_get_triggerdef(oid) FROM pg_trigger
WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal
ORDER BY 1, 2, 3
"""
Part = tuple[str, str, str, str]
"""Kind (f foreign key, p primary key, u unique, x exclusion, i index, t trigger), table, name, definition."""


class SchemaChanged(Exception):
    """The fill did not leave the schema as it found it."""


def fill(owner_url: str, network: Network, size: int, told: Told, *, now: datetime) -> None:
    """Fills an empty migrated database with the network and `size` referrals, as its owner."""
    began = time.monotonic()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET synchronous_commit = off")
        owner.execute("SET maintenance_work_mem = '256MB'")
        past = Past(network, size, now)
        tables = [rows.table for rows in past.tables]
        offices = list(network_rows(network))
        _defaults(owner, [*offices, *past.tables], "SET")
        _carry(owner, offices)
        parts = _schema(owner, tables)
        _take_down(owner, parts, tables)
        with owner.transaction():  # rows that come into a table emptied by the same transaction need no clean-up later
            owner.execute(f"TRUNCATE {', '.join(tables)}")
            _carry_past(owner, past, told)
        _put_up(owner, parts, tables, told)
        _defaults(owner, [*offices, *past.tables], "DROP")
        if changed := _plain(parts) ^ _plain(_schema(owner, tables)):
            raise SchemaChanged(f"The schema after the fill is not the one before it: {sorted(changed)}")
        told("analyze")
        owner.execute("ANALYZE")
    told(
        f"{size:,} referrals of {len(network.senders) + len(network.receivers) + len(network.listed):,} practices in {time.monotonic() - began:.0f} s"
    )


def _carry_past(owner: psycopg.Connection, past: Past, told: Told) -> None:
    """Makes the next batch while the server takes the last one."""
    with ThreadPoolExecutor(1) as carrier:
        under_way: Future[None] | None = None
        for done in past.batches():
            batch = [rows.taken() for rows in past.tables]
            if under_way:
                under_way.result()
            under_way = carrier.submit(_carry, owner, batch, frozen=True)
            if done % max(10_000, past.size // 20) == 0 or done == past.size:
                told(f"{done:,} of {past.size:,} referrals")
        if under_way:
            under_way.result()


def _carry(owner: psycopg.Connection, batch: Iterable[Rows], *, frozen: bool = False) -> None:
    for rows in batch:
        statement = sql.SQL("COPY {} ({}) FROM STDIN{}").format(
            sql.Identifier(rows.table), sql.SQL(", ").join(map(sql.Identifier, rows.columns)), sql.SQL(" (FREEZE)" if frozen else "")
        )
        with owner.cursor() as cursor, cursor.copy(statement) as copy:
            for chunk in chunks(rows.lines):
                copy.write(chunk)


def _defaults(owner: psycopg.Connection, wanted: Iterable[Rows], verb: Literal["SET", "DROP"]) -> None:
    """What a model says where nothing is given, as a default of the database for as long as rows are carried in: a new column needs no
    line here. Those that the database has by itself stay as they are."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for rows in wanted:
        for field in models[rows.table]._meta.concrete_fields if rows.table in models else ():
            if (
                not field.column
                or field.null
                or field.primary_key
                or field.column in rows.columns
                or field.has_db_default()
                or not field.has_default()
            ):
                continue
            value = sql.SQL(" {}").format(field.get_db_prep_save(field.get_default(), connection)) if verb == "SET" else sql.SQL("")
            owner.execute(
                sql.SQL("ALTER TABLE {} ALTER COLUMN {} {} DEFAULT{}").format(
                    sql.Identifier(rows.table), sql.Identifier(field.column), sql.SQL(verb), value
                )
            )


def _schema(owner: psycopg.Connection, tables: list[str]) -> list[Part]:
    return list(owner.execute(SCHEMA, {"tables": tables}).fetchall())


def _plain(parts: list[Part]) -> set[Part]:
    """Without casts and parentheses: PostgreSQL writes a list of values differently when it has read its own writing."""
    return {(kind, table, name, re.sub(r"::[a-z ]+(\[\])?|[()]", "", definition)) for kind, table, name, definition in parts}


def _take_down(owner: psycopg.Connection, parts: list[Part], tables: list[str]) -> None:
    for kinds in ("f", "pux"):
        for kind, table, name, _definition in parts:
            if kind in kinds:
                owner.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")
    for kind, _table, name, _definition in parts:
        if kind == "i":
            owner.execute(f"DROP INDEX {name}")
    for table in tables:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _put_up(owner: psycopg.Connection, parts: list[Part], tables: list[str], told: Told) -> None:
    told("indexes")
    for kind, table, name, definition in parts:
        if kind in "pux":
            owner.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for kind, _table, _name, definition in parts:
        if kind == "i":
            owner.execute(definition)
    told("references")
    for kind, table, name, definition in parts:
        if kind == "f":
            owner.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for table in tables:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
