"""A log line tells what happened and where, and holds nothing of a patient."""

import json
import logging
import sys
from typing import Any

import pytest
from django.db import IntegrityError, connection

from bridgework.config.logs import JsonFormatter


def told(name: str, message: str, *values: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, values, more.pop("exc_info", None))
    record.__dict__ |= more
    line: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return line


def test_values_of_libraries_are_left_out() -> None:
    assert told("django.request", "Not Found: %s", "/p/secret")["message"] == "Not Found: %s"
    assert told("bridgework.worker", "%d left", 3)["message"] == "3 left"


def test_fields_are_added() -> None:
    assert told("bridgework.requests", "request", fields={"page": "readyz"})["page"] == "readyz"


def test_an_exception_tells_its_kind_and_place_and_not_its_words() -> None:
    try:
        raise ValueError("Ana Diaz, born 1970-01-01")
    except ValueError:
        line = told("bridgework", "failed", exc_info=sys.exc_info())
    assert line["exception"] == "builtins.ValueError"
    assert "test_logs.py" in line["where"][-1]
    assert "Ana" not in json.dumps(line)


def test_a_database_error_tells_code_and_constraint(db: None) -> None:
    insert = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('Ana', '', now())"
    with connection.cursor() as cursor:
        cursor.execute(insert)
        with pytest.raises(IntegrityError) as raised:
            cursor.execute(insert)
    assert "Ana" in str(raised.value)
    line = told("bridgework", "failed", exc_info=(raised.type, raised.value, raised.tb))
    assert (line["sqlstate"], line["constraint"]) == ("23505", "django_session_pkey")
    assert "Ana" not in json.dumps(line)
