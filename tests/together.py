"""Several people at the same moment: each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answered or raised, in their order; all begin at once."""
    gate = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(30)
            answers[place] = act()
        except BaseException as problem:
            answers[place] = problem
        finally:
            connection.close()

    with enough_connections(len(acts)):
        threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return answers


@contextmanager
def enough_connections(people: int) -> Iterator[None]:
    """A pool with a connection for everybody."""
    pool = connection.pool
    before = pool.min_size, pool.max_size
    pool.resize(before[0], max(before[1], people + 4))
    try:
        yield
    finally:
        pool.resize(*before)


def kinds(answers: Sequence[Any]) -> list[str]:
    """The names of what was answered, sorted."""
    return sorted(type(answer).__name__ for answer in answers)
