"""What the benchmark writes by COPY and by bare INSERT names every column that must have a value: a new one is noticed here, not in a fill."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from django.apps import apps
from django.db.models.fields import NOT_PROVIDED

from bridgework.cli.benchmark.intake import INSERTS
from bridgework.cli.benchmark.network import invent_network, network_rows
from bridgework.cli.benchmark.past import Past


def written() -> Iterator[tuple[str, set[str]]]:
    """Tables with the columns that are written."""
    network = invent_network(1000)
    for rows in (*network_rows(network), *Past(network, 1000, datetime.now(UTC)).tables):
        yield rows.table, set(rows.columns)
    for statement in INSERTS.values():
        table, columns = re.search(r"INSERT INTO (\w+) \(([^)]*)\)", statement).groups()  # type: ignore[union-attr]
        yield table, {column.strip().strip('"') for column in columns.split(",")}


def test_no_column_is_forgotten() -> None:
    models = {model._meta.db_table: model for model in apps.get_models() if model._meta.app_label == "records"}
    forgotten = {
        f"{table}.{field.column}"
        for table, columns in written()
        if table in models
        for field in models[table]._meta.concrete_fields
        if field.column not in columns and not field.null and not field.primary_key and field.db_default is NOT_PROVIDED
    }
    assert forgotten == set()
