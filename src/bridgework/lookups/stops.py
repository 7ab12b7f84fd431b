"""Hears of a STOP in the moment in which it is stored, while a batch of messages is on its way. For the system only."""

from types import TracebackType
from typing import Self

from django.db import connection
from psycopg import Notify

from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system

CHANNEL = "opt_outs"
"""`actions.record_opt_out` calls here when its transaction is committed."""


class Stops:
    """Listens on the connection of this thread for as long as it is entered. A selector may wait for it (`fileno`)."""

    def __init__(self, viewer: Viewer) -> None:
        require_system(viewer)
        self._heard = False

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        self._raw = connection.connection
        self._raw.add_notify_handler(self._hear)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._raw.remove_notify_handler(self._hear)
        if not self._raw.broken:
            with connection.cursor() as cursor:
                cursor.execute(f"UNLISTEN {CHANNEL}")

    def fileno(self) -> int:
        """The connection's socket."""
        return int(self._raw.fileno())

    def were_heard(self) -> bool:
        """Whether somebody has asked for silence since this was asked last."""
        self._raw.pgconn.consume_input()
        while notify := self._raw.pgconn.notifies():
            self._heard |= notify.relname.decode() == CHANNEL
        heard, self._heard = self._heard, False
        return heard

    def _hear(self, notify: Notify) -> None:
        """What comes in beside the answer to a statement."""
        self._heard |= notify.channel == CHANNEL
