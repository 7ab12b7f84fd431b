"""What a maker writes is written by the actions for the first test of a process, and sent again as it was for the next ones.

@replayed                        # a function that makes rows: the makers of make.py
def sent(cast, ...): ...

with replayed.from_here("cast"):     # these rows are there, and nothing has been written since: see the fixture `cast`
    make.sent(cast)                  # statements of an earlier test, in one go; or the actions, which are listened to

The rows are the same because the database is: as long as a test has written nothing but what makers wrote, it is known what stands in it,
and a maker with the same arguments is not asked twice. After the first row of a test's own the actions do everything again. So do they in
tests that change settings or code, and outside of a transaction.
"""

import pickle
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Model

READING = re.compile(r"SELECT (?!.*\b(?:procrastinate_|nextval|set_config))|SAVEPOINT|RELEASE", re.DOTALL)
NUMBERED = re.compile(r'(INSERT INTO "records_referral" \()((?:(?!"number").)*?\) VALUES \()', re.DOTALL)
"""A referral's number is given out once, so that the same number is said when the row is written again."""


@dataclass(frozen=True)
class Recording:
    statements: str
    answer: bytes
    leads_to: int
    """The world afterwards."""


@dataclass
class Listening:
    """What a maker that runs now has sent so far."""

    statements: list[str] = field(default_factory=list)
    is_whole: bool = True


_known: dict[Hashable, Recording] = {}
_worlds = count(1)
_running: list[Listening] = []
_world: Hashable = None
"""What stands in the database; None: something that no maker wrote."""


def replayed[**Named, Answer](make: Callable[Named, Answer]) -> Callable[Named, Answer]:
    @wraps(make)
    def made(*arguments: Named.args, **named: Named.kwargs) -> Answer:
        global _world
        if _world is None:
            return make(*arguments, **named)
        question = (_world, make.__name__, _frozen(arguments), _frozen(named))
        if recording := _known.get(question):
            with connection.cursor() as cursor:
                cursor.execute(recording.statements)
            _world = recording.leads_to
            answer: Answer = pickle.loads(recording.answer)
            return answer
        _running.append(listening := Listening())
        try:
            answer = make(*arguments, **named)
        finally:
            _running.pop()
        if listening.is_whole and listening.statements:
            _world = next(_worlds)
            _known[question] = Recording(";\n".join(listening.statements), pickle.dumps(answer), _world)
        return answer

    return made


@contextmanager
def from_here(rows: str) -> Iterator[None]:
    """In a transaction that has these rows, which are the same in every test."""
    global _world
    _world = rows
    try:
        with connection.execute_wrapper(_listen):
            yield
    finally:
        leave()


def leave() -> None:
    """Rows come that no maker wrote, and that are not seen coming."""
    global _world
    _world = None


def _listen(execute: Callable[..., Any], statement: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
    if READING.match(statement):
        return execute(statement, values, many, context)
    leave()
    is_known = bool(NUMBERED.match(statement)) or not statement.startswith('INSERT INTO "records_referral" ')
    try:
        answer = execute(statement, values, many, context)
    except Exception:
        many = True
        raise
    finally:
        for listening in _running:
            listening.is_whole = listening.is_whole and not many and not statement.startswith("ROLLBACK") and is_known
    if _running:
        sent = connection.connection.cursor().mogrify(_with_number(statement), values)
        for listening in _running:
            listening.statements.append(sent)
    return answer


def _with_number(statement: str) -> str:
    if not NUMBERED.match(statement):
        return statement
    row = connection.connection.execute("SELECT currval('referral_number')").fetchone()
    return NUMBERED.sub(rf'\g<1>"number", \g<2>{row[0]}, ', statement, count=1)


def _frozen(value: Any) -> Hashable:
    """An argument as it is known again in another test."""
    if isinstance(value, Model):
        return type(value).__name__, value.pk
    if isinstance(value, Mapping):
        return tuple(sorted((name, _frozen(inner)) for name, inner in value.items()))
    if isinstance(value, (list, tuple, set)):
        return tuple(map(_frozen, value))
    if hasattr(value, "everybody"):
        return "cast"
    hash(value)  # what cannot be known again is told here, and not by a wrong row
    known: Hashable = value
    return known
