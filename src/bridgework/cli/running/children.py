"""Programs that we start and that never outlive us."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

TETHER = Path(__file__).with_name("tether.py")


@dataclass(frozen=True)
class SystemUser:
    """Whom a program runs as, when root started it."""

    name: str
    uid: int
    gid: int


def start(
    command: Sequence[str | Path],
    *,
    output: IO[Any] | int | None,
    given: int = subprocess.DEVNULL,
    death: signal.Signals = signal.SIGKILL,
    as_user: SystemUser | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own; `death` is what it gets when we are gone, `given` its standard input. Call from the main
    thread only: the kernel's measure of 'gone' is the thread."""
    who = (str(as_user.uid), str(as_user.gid)) if as_user else ("-", "-")
    tethered = [sys.executable, "-I", "-S", TETHER, str(int(death)), str(os.getpid()), *who, *command]
    return subprocess.Popen([str(part) for part in tethered], stdin=given, stdout=output, stderr=subprocess.STDOUT, env=env, cwd=cwd)


def environment(**changes: str) -> dict[str, str]:
    """Our own environment with changes; an empty value takes a name away."""
    return {name: value for name, value in (os.environ | changes).items() if value}


def stop(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Asks a program to end, less and less politely: each step is a signal and the seconds it is given; at last it is killed."""
    for signal_number, seconds in steps:
        if process.poll() is not None:
            return
        process.send_signal(signal_number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
        process.wait()


def stop_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and whatever it started, which all live in the session that `start` gave it."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        stop(process, (signal.SIGTERM, 5))
