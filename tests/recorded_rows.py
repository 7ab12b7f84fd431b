"""Rows that many tests begin with, made once by the actions and put back by copying: ten times faster, the same rows.

recording = record(lambda: make_something())     # every row that was written while it ran, and what it answered
recording.put_back()                             # the rows again, in whatever transaction is open; answers with a copy of the answer
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

INSERT = re.compile(r'INSERT INTO "(\w+)"')
COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attidentity = '' AND a.attgenerated = ''
    GROUP BY c.relname"""
"""Tables and their columns, less those that the database fills by itself: a number that is given out once is never copied."""


@dataclass(frozen=True)
class Recording[Answer]:
    rows: tuple[tuple[str, bytes], ...]
    """What to copy and its rows, table by table. Foreign keys are looked at when the transaction ends, so that any order will do."""
    answer: bytes

    def put_back(self) -> Answer:
        with transaction.atomic(), connection.cursor() as cursor:
            for what, rows in self.rows:
                with cursor.copy(f"COPY {what} FROM STDIN") as copy:
                    copy.write(rows)
        answer: Answer = pickle.loads(self.answer)
        return answer


def record[Answer](make: Callable[[], Answer]) -> tuple[Recording[Answer], Answer]:
    """Runs `make` and takes down what it wrote; the tables that it writes to have to be empty before. `make` answers with what can be pickled.

    What triggers write is not taken down: they write it again.
    """
    written: dict[str, None] = {}

    def watch(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        if found := INSERT.match(statement):
            written[found[1]] = None
        return execute(statement, *rest)

    with connection.execute_wrapper(watch):
        answer = make()
    rows = []
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [list(written)])
        for table, columns in cursor.fetchall():
            what = f'"{table}" ({", ".join(f'"{column}"' for column in columns)})'
            with cursor.copy(f"COPY {what} TO STDOUT") as copy:
                rows.append((what, b"".join(map(bytes, copy))))
    return Recording(tuple(rows), pickle.dumps(answer)), answer
