"""One `bridgework` at a time holds a state folder; the others can ask what it runs there."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Busy(Exception):
    """Another `bridgework` holds this state folder."""


@contextmanager
def held(state: Path) -> Iterator[None]:
    """Holds the state folder for as long as the block runs. The kernel lets go when the process is gone, however it went."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        notice = state / "running.json"
        notice.unlink(missing_ok=True)
        try:
            yield
        finally:
            notice.unlink(missing_ok=True)


def announce(state: Path, *, lasting: bool, embedded: bool, address: str = "") -> None:
    """Tells others what runs here. `lasting`: it stays until it is stopped, so they may join.

    Where the database is only told of the embedded server, which knows its people from the kernel: an operator's address
    may hold a password.
    """
    where = {"database_url": os.environ["DATABASE_URL"], "owner_url": os.environ["DATABASE_OWNER_URL"]} if embedded else {}
    facts = where | {"demo": os.environ.get("BRIDGEWORK_DEMO", ""), "lasting": lasting, "address": address, "pid": os.getpid()}
    draft = state / f"running.{os.getpid()}"
    draft.write_text(json.dumps(facts))
    draft.replace(state / "running.json")


def announced(state: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((state / "running.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return told
