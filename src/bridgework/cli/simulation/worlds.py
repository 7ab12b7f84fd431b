"""Many small worlds, several at once, each with its own seed, clock and an empty database; their answers as one.

Which lives are lived does not depend on how many processes share the work: a world is known by the seed and its number. A year of the calendar
is covered by beginning each world on another day; the first ones see the clocks being changed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import click

from bridgework.cli.database import NoDatabase

COUNTED = ("lives", "planned", "reached", "patient_years")
MOST_SHOWN = 20
WORLD_YEARS = 500
"""Patient-years of one world."""
FIRST_DAY = 46
"""Days after the simulation's first New Year's week that the first world begins: two weeks before the clocks are put forward."""
GOLDEN = 0.618034
"""Days that are this part of a year apart, again and again, cover the year evenly however many they are."""
GRACE_SECONDS = 20


def worlds_of(years: int) -> list[int]:
    """The patient-years of each world."""
    return [min(WORLD_YEARS, years - lived) for lived in range(0, years, WORLD_YEARS)]


def began_of(number: int, began: datetime) -> datetime:
    """When the clock of a world begins."""
    return began + timedelta(days=int(FIRST_DAY + number * GOLDEN * 365) % 365)


def live_in_worlds(
    at_once: int, years: int, seed: int, state: Path, told: Callable[[str], None], *, only: int | None = None
) -> dict[str, Any]:
    """Lives through all of them, `only` one of them where its number is given; what each world tells goes to standard error."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the other processes end with this one
    worlds = [(number, share) for number, share in enumerate(worlds_of(years)) if only in (None, number)]
    shares = [worlds[first::at_once] for first in range(min(at_once, len(worlds)))]
    running = [_begin(share, seed, state / f"world{place + 1}") for place, share in enumerate(shares)]
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    for process in running:
        Thread(target=_read, args=(process, lines), daemon=True).start()
    began, parts, left = time.monotonic(), [], len(running)
    try:
        while left:
            line = lines.get()
            if line is None:
                left -= 1
                continue
            parts.append(json.loads(line))
            lived, all_years = sum(part["patient_years"] for part in parts), sum(share for _, share in worlds)
            minutes = (time.monotonic() - began) / 60
            ok = "nothing wrong" if all(part["ok"] for part in parts) else "SOMETHING IS WRONG"
            for name, found in parts[-1]["wrong"].items():
                told(f"world {parts[-1]['world']}: {name}, {found['count']} times; the first: {found['first'][0]}")
            told(f"{lived:,} of {all_years:,} patient-years lived, {ok}; about {minutes * (all_years - lived) / lived:.0f} minutes left")
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    if any(process.returncode == NoDatabase.exit_code for process in running):
        sys.exit(NoDatabase.exit_code)  # which one, and why, the process has said
    return joined(parts, len(worlds) - len(parts)) | {"seed": seed}


def joined(parts: Sequence[dict[str, Any]], broken_off: int = 0) -> dict[str, Any]:
    """The answers of several worlds as one; a world that ended without an answer is none that went well."""
    answer: dict[str, Any] = {"ok": True, "worlds": 0} | dict.fromkeys(COUNTED, 0)
    wrong: defaultdict[str, dict[str, Any]] = defaultdict(lambda: {"count": 0, "first": []})
    for part in parts:
        answer |= {name: answer[name] + part[name] for name in COUNTED} | {"worlds": answer["worlds"] + 1}
        for name, found in part["wrong"].items():
            wrong[name]["count"] += found["count"]
            wrong[name]["first"] = [*wrong[name]["first"], *(f"world {part['world']}: {one}" for one in found["first"])][:MOST_SHOWN]
    if broken_off:
        wrong["broken_off"]["count"] = broken_off
    digests = [part["digest"] for part in sorted(parts, key=lambda one: int(one["world"]))]
    answer["digest"] = sha256(" ".join(digests).encode()).hexdigest()[:16]
    return answer | {"ok": not wrong, "wrong": dict(wrong)}


def _begin(share: Sequence[tuple[int, int]], seed: int, state: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bridgework.cli.simulation.worlds", str(seed), json.dumps(share)]
    return subprocess.Popen(command, env=os.environ | {"BRIDGEWORK_STATE": str(state)}, stdout=subprocess.PIPE)


def _read(process: "subprocess.Popen[bytes]", lines: "SimpleQueue[bytes | None]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def live(share: Sequence[tuple[int, int]], seed: int) -> None:
    """One process: one world after another, each printed as a line when it is over."""
    from bridgework.cli import database
    from bridgework.cli.bench import teller
    from bridgework.cli.benchmark.copies import empty_copies
    from bridgework.cli.benchmark.place import bench_database

    os.environ["BRIDGEWORK_URL"] = "http://simulated.example"
    with bench_database(0, keep=False), database.django_set_up(), empty_copies() as begin_anew:
        from bridgework.cli.simulation.lives import BEGAN, simulate_lives

        told = teller()
        for number, years in share:
            begin_anew()
            part = simulate_lives(years, f"{seed}.{number}", began_of(number, BEGAN), partial(told_of, told, number))
            print(json.dumps(part | {"world": number}), flush=True)


def told_of(told: Callable[[str], None], number: int, words: str) -> None:
    """What a world tells, with its number."""
    told(f"world {number}, {words}")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of Ctrl-C, whoever started this one hears, and ends it
    try:
        live(json.loads(sys.argv[2]), int(sys.argv[1]))
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
