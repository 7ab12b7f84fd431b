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
PATIENCE_SECONDS = 30


@contextmanager
def standing_in(*, pace: float = NEVER, store: Path | None = None) -> Iterator[str]:
    """Its address, for as long as it runs. `pace` are the seconds until a message moves on; what it took stands in the folder `store`."""
    ports = [_free_port(), _free_port()]
    account, token, number = ACCOUNT
    command = [sys.executable, "-m", "bridgework.demo.standins", "--http-port", ports[0], "--smtp-port", ports[1], "--pace", str(pace)]
    command += ["--account", account, "--token", token, "--number", number, *(["--store", str(store)] if store else [])]
    around = {name: value for name, value in os.environ.items() if not name.startswith("BRIDGEWORK_")}
    process = subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{ports[0]}"
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > give_up or process.poll() is not None:
                raise LegFailed("The stand-in for the text message service does not start.") from None
            time.sleep(0.1)
        else:
            return
