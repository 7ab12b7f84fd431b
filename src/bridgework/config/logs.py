"""Logs as one JSON object a line, made so that no patient can be in them.

A log line carries the *template* of a message, never the values put into it by a library we do not control, and of an
exception its kind and place, never its words: `Key (birth_date)=(...) already exists` is how patient data gets into logs.
Our own code passes what may be logged as `extra={"fields": {...}}`.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

OURS = "bridgework"


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        trusted = record.name.split(".")[0] in {OURS, "granian", "_granian"}
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            "message": record.getMessage() if trusted else str(record.msg),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line |= told_exception(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=False)


def told_exception(error: BaseException) -> dict[str, object]:
    """Kind and place of an exception, and for a database error its code and constraint; never its message."""
    told: dict[str, object] = {
        "exception": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-12:]],
    }
    for cause in (error, error.__cause__):
        diagnosis = getattr(cause, "diag", None)
        if diagnosis is not None:
            told |= {"sqlstate": diagnosis.sqlstate, "constraint": diagnosis.constraint_name}
            break
    return told
