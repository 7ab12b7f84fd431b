"""Waiting for several things at once: for the database to call, for a thread to end, or for time to pass."""

import os
from selectors import EVENT_READ, DefaultSelector
from typing import Protocol


class Waitable(Protocol):
    """Anything with a socket or a pipe to wait for."""

    def fileno(self) -> int: ...


class Bell:
    """One thread rings, another one waits for it."""

    def __init__(self) -> None:
        self._heard, self._rung = os.pipe()
        os.set_blocking(self._heard, False)

    def fileno(self) -> int:
        """The end to wait at."""
        return self._heard

    def ring(self) -> None:
        """Wakes whoever waits, now or the next time."""
        os.write(self._rung, b".")

    def hush(self) -> None:
        """What rang until now is heard."""
        try:
            os.read(self._heard, 4096)
        except BlockingIOError:
            return

    def close(self) -> None:
        """Nobody rings any more."""
        os.close(self._heard)
        os.close(self._rung)


def first_of(other: Waitable, bell: Bell, seconds: float) -> None:
    """Returns when there is something to read at the other, the bell rang, or the time is over."""
    with DefaultSelector() as selector:
        selector.register(other, EVENT_READ)
        selector.register(bell, EVENT_READ)
        selector.select(max(0.0, seconds))
    bell.hush()
