"""The web server: granian with one worker process, as `python -m bridgework.cli.running.web HOST PORT`."""

import os
import signal
import sys
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels

from bridgework.cli.running.loaded import keep_loaded
from bridgework.cli.running.tether import die_with_parent
from bridgework.config import environment


def load_application() -> Any:
    """Called in the worker process: ties its life to the server's, then loads Django."""
    die_with_parent(signal.SIGKILL, os.getppid())
    from bridgework.config.wsgi import application

    keep_loaded()
    return application


def main() -> None:
    host, port = sys.argv[1:3]
    Granian(
        "bridgework.config.wsgi:application",  # only a name here, see load_application
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        loop=Loops.asyncio,
        workers=1,
        blocking_threads=environment.number("WEB_THREADS", min(8, 2 * (os.cpu_count() or 1) + 1)),
        backlog=1024,
        backpressure=256,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
    ).serve(target_loader=load_application, wrap_loader=False)


if __name__ == "__main__":
    main()
