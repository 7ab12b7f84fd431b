"""Keeps a handful of programs running: starts one again that dies, and ends all of them when it is told to."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bridgework.cli.running import children

GRACE_SECONDS = 25
LONGEST_PAUSE_SECONDS = 20.0
STEADY_SECONDS = 60.0
"""Who lived this long may die and is started again at once."""


class Program:
    """One program that should always run. Its output goes to a file of its own."""

    def __init__(self, name: str, command: Sequence[str | Path], log: Path | None, env: Mapping[str, str]) -> None:
        self.name, self.command, self.log, self.env = name, command, log, env
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.started = 0.0
        self.next_start = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        if self.log is None:
            self.process = children.start(self.command, output=None, env=self.env)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.touch(mode=0o600)
        with self.log.open("ab") as log:
            self.process = children.start(self.command, output=log, env=self.env)

    def revive(self) -> str:
        """Starts the program again when it is dead and its pause is over. Returns what there is to tell, or nothing."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return ""
            self.process = None
            self.failures = 0 if now - self.started > STEADY_SECONDS else self.failures + 1
            pause = min(LONGEST_PAUSE_SECONDS, 0.25 * 2**self.failures) if self.failures else 0.0
            self.next_start = now + pause
            where = f"; its log is {self.log}" if self.log else ""
            return f"The {self.name} ended ({ending(code)}) and is started again{where}."
        if now >= self.next_start:
            self.start()
        return ""

    def stop(self) -> None:
        if self.process is not None:
            children.stop(self.process, (signal.SIGTERM, GRACE_SECONDS))
            self.process = None


def ending(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def stop_all(programs: Sequence[Program]) -> None:
    """Asks all at once, then waits for each: as long as the slowest takes, not their sum."""
    for program in programs:
        if program.process is not None and program.process.poll() is None:
            program.process.send_signal(signal.SIGTERM)
    for program in programs:
        program.stop()
