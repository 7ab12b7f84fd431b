"""Walks over many addresses from the same rows: each request is answered to its end, and what it wrote is taken back.

with walking.remembering():                       # as long as no row is changed beside the requests
    for address in addresses.of_staff():
        answer = walking.ask(client, "get", address.path(world.ids))
"""

import sys
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import FunctionType
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client

READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS")


@dataclass(frozen=True)
class Answer:
    """What came back, read to its end."""

    status: int
    text: str
    to: str
    """Where it sends the browser, if it does."""
    error: str
    is_page: bool


def ask(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> Answer:
    """The answer; what was written while answering is taken back, so that the next one finds the same world."""
    _request.has_written = False
    typed = {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"} if method == "post" and data else {"data": data}
    with transaction.atomic():
        given = getattr(client, method)(path, **typed)
        text = given.getvalue().decode(errors="replace")
        transaction.set_rollback(True)
    error = repr(given.exc_info[1]) if getattr(given, "exc_info", None) else ""
    is_page = given.get("Content-Type", "").startswith("text/html")
    return Answer(given.status_code, text, given.get("Location", ""), error, is_page)


@dataclass
class _Request:
    has_written: bool = False


_request = _Request()


@contextmanager
def remembering() -> Iterator[None]:
    """A lookup that a page asks again with the same arguments is answered from memory: every request finds the same rows.

    Not after the request has written something; then it may find others. Only for requests that go through `ask`.
    """
    memory: dict[Hashable, object] = {}

    def watch(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        if not statement.lstrip("( ").startswith(READING):
            _request.has_written = True
        return execute(statement, *rest)

    replaced = [
        (module, name, function)
        for place, module in list(sys.modules.items())
        if place.startswith("bridgework.web.")
        for name, function in vars(module).items()
        if isinstance(function, FunctionType) and function.__module__.startswith("bridgework.lookups.")
    ]
    for module, name, function in replaced:
        setattr(module, name, _remembered(function, memory))
    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        for module, name, function in replaced:
            setattr(module, name, function)


def _remembered(function: Callable[..., object], memory: dict[Hashable, object]) -> Callable[..., object]:
    @wraps(function)
    def answer(*arguments: Any, **named: Any) -> object:
        question = (function, arguments, tuple(sorted(named.items())))
        try:
            known = not _request.has_written and question in memory
        except TypeError:  # asked with what cannot be looked up, a form's dict for instance
            return function(*arguments, **named)
        if known:
            return memory[question]
        found = function(*arguments, **named)
        # What can be read only once, rows or the stream of a file, is asked for anew.
        if not _request.has_written and not isinstance(found, Iterator) and not hasattr(found, "stream"):
            memory[question] = found
        return found

    return answer
