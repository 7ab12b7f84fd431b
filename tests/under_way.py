"""What the server still carries out for a page that is left already."""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started

QUIET_LOOKS, BETWEEN, LONGEST = 4, 0.01, 20.0


class UnderWay:
    """Counts the requests that have begun and not ended. Emptying the tables under one of them would end in a deadlock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.begun = self.ended = 0
        request_started.connect(self.begin, weak=False)
        request_finished.connect(self.end, weak=False)

    def begin(self, **_: Any) -> None:
        with self.lock:
            self.begun += 1

    def end(self, **_: Any) -> None:
        with self.lock:
            self.ended += 1

    def wait_until_nothing_is(self) -> None:
        """A request may still be on its way to the server, so that it has to be quiet for several looks."""
        deadline, quiet, before = time.monotonic() + LONGEST, 0, -1
        while quiet < QUIET_LOOKS and time.monotonic() < deadline:
            quiet = quiet + 1 if self.begun == self.ended and self.begun == before else 0
            before = self.begun
            time.sleep(BETWEEN)
