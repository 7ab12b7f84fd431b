"""Ports of this machine that nobody else takes between the moment at which a test chooses one and the moment at which its server listens.

The system gives out ports from 32768 on, to every server that asks for any and to every client; these lie below. Each process of each run
has hundreds of its own.
"""

import os
import re
import socket
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

FIRST, RUNS, OF_A_RUN, OF_A_PROCESS = 16_000, 16, 1_000, 250


@cache
def _ports() -> Iterator[int]:
    """The ports of this process, again and again; from the fifth process of a run on they are shared. Other checkouts count from elsewhere."""
    folder = Path(os.environ["BRIDGEWORK_TEST_FOLDER"])
    run = (int(folder.name) + zlib.crc32(bytes(folder.parent))) % RUNS
    process = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
    begin = FIRST + run * OF_A_RUN + process * OF_A_PROCESS % OF_A_RUN
    return cycle(range(begin, begin + OF_A_PROCESS))


def free_port() -> int:
    """One on which nobody listens, and nobody will but who is told it."""
    return next(filter(_is_free, _ports()))


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:  # a server of somebody who works at this machine
        return False
    return True
