"""The sizes of several bounded questions, in one round trip."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def count_each(questions: Iterable[QuerySet[Any]], most: int) -> list[int]:
    """How many rows each of them finds, counted up to `most`. None of them may be one that Django knows to be empty."""
    parts = [rows.order_by().values("pk")[:most].query.sql_with_params() for rows in questions]
    statement = "SELECT " + ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        return [int(number) for number in cursor.fetchone()]
