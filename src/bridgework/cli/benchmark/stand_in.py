"""The stand-in for the text message service as a program of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bridgework.cli.benchmark.legs import LegFailed

ACCOUNT = ("ACbench", "bench-token", "+15005550006")
"""Account, token and number."""
NEVER = 86_400.0
ALL = 10_000_000
"""Messages: a service that had forgotten what it took would have it sent again."""
PATIENCE_SECONDS = 120
TRIES = 5
"""With other ports each time: somebody may have taken the ones that were free a moment ago."""


@contextmanager
def standing_in(*, pace: float = NEVER, store: Path | None = None) -> Iterator[str]:
    """Its address, for as long as it runs. `pace` are the seconds until a message moves on; what it took stands in the folder `store`, and
    none of it is forgotten.
    """
    account, token, number = ACCOUNT
    command = [sys.executable, "-m", "bridgework.demo.standins", "--pace", str(pace)]
    command += ["--account", account, "--token", token, "--number", number, *(["--store", str(store), "--keep", str(ALL)] if store else [])]
    around = {name: value for name, value in os.environ.items() if not name.startswith("BRIDGEWORK_")}
    for _ in range(TRIES):
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        process = subprocess.Popen([*command, "--http-port", port, "--smtp-port", _free_port()], env=around, stdout=subprocess.DEVNULL)
        try:
            if _answers(url, process):
                yield url
                return
        finally:
            process.kill()  # it has nothing to save
            process.wait()
    raise LegFailed("The stand-in for the text message service does not start.")


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    """Whether it answers, as soon as it does; not where it has ended."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return True
    return False
