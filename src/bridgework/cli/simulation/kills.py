"""The web server and the worker are killed with SIGKILL in the middle of every move of scheduling, and started again.

What was answered stands; what was not answered is there whole or not at all, and pressing again does it once; what a killed worker had
begun is done by the next one. `bridgework check` holds after every kill.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection

from bridgework.actions.defer_job import defer_job, defer_job_once
from bridgework.cli.running import children
from bridgework.cli.running.supervisor import Program
from bridgework.cli.simulation.asking import rows_of, visits_of
from bridgework.cli.simulation.browser import is_there, post
from bridgework.cli.simulation.moves import Move, Office
from bridgework.config.databases import UNTOLD
from bridgework.lookups.invariants import prove
from bridgework.rules.facts import SYSTEM

MODULES = {"web": "bridgework.cli.running.web", "worker": "bridgework.cli.running.worker"}
A_MOMENT = 0.06
"""Seconds: about as long as one move takes, so that the kill falls anywhere within it."""
PATIENCE_SECONDS = 120
"""How long nothing at all may happen."""
QUICK_SECONDS, SLOW_SECONDS = 0.005, 0.1
"""How often is looked in the first second, in which a kill must fall into what is going on, and then: looking takes time from those who work."""
JOBS = ("release_holds", "offer_times_freed_now", "tell_released_holds", "retry_stalled_jobs")
"""Jobs of scheduling; sending messages is simulated elsewhere."""


@dataclass(slots=True)
class Toll:
    """What came of all kills. `lost` were answered and are not there; `undone` are not there although they were pressed again."""

    kills: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    cut_off: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": not (self.lost or self.undone or self.broken),
            "kills": dict(self.kills),
            "answered": dict(self.answered),
            "cut_off": dict(self.cut_off),
            "lost": self.lost,
            "undone": self.undone,
            "broken": dict(self.broken),
        }


def program(name: str, log: Path, *arguments: str, **told: str) -> Program:
    """The web server or the worker, exactly as `bridgework up` starts it; `told` is what its environment says besides."""
    env = children.environment(DATABASE_OWNER_URL=UNTOLD, DJANGO_SETTINGS_MODULE="bridgework.config.settings", **told)
    return Program(name, [sys.executable, "-m", MODULES[name], *arguments], log, env)


def kill(victim: Program) -> None:
    """As the kernel does when memory is short: no farewell."""
    process: subprocess.Popen[bytes] | None = victim.process
    assert process is not None
    process.kill()
    process.wait()


def kill_desks(times: int, *, port: int, logs: Path, told: Callable[[str], None], seed: int = 1) -> dict[str, Any]:
    """Kills the web server so many times, and the worker as often, in a database whose address the environment names."""
    office, chance, toll = Office(datetime.now(UTC)), Random(seed), Toll()
    broken_before = _broken()
    web, worker = program("web", logs / "web.log", "127.0.0.1", str(port)), program("worker", logs / "worker.log")
    try:
        web.start()
        for turn in range(times):
            kill_web(office, web, port, chance, toll)
            told(f"web {turn + 1}: {toll.answered.total()} answered, {toll.cut_off.total()} cut off")
        # Nobody worked meanwhile: what hundreds of kills left to do is not the work of the first turn.
        worker.start()
        wait_until(_is_done, "what the web server left is done", progress=_left)
        kill(worker)
        for turn in range(times):
            kill_worker(office, worker, chance, toll)
            told(f"worker {turn + 1}: {toll.kills['worker between two jobs']} of them between two jobs")
    finally:
        for running in (web, worker):
            if running.process is not None:
                kill(running)
    toll.broken = _broken() - broken_before
    return toll.as_json()


def kill_web(office: Office, web: Program, port: int, chance: Random, toll: Toll) -> None:
    """Presses every move at once, kills the server over them, starts it again, and presses what was not answered once more."""
    moves = office.moves()
    chance.shuffle(moves)
    wait_until(lambda: is_there(port), "the web server is there")
    answers: dict[str, int] = {}

    def press(move: Move) -> None:
        answers[move.name] = post(port, move.path, move.session, move.fields)

    # It may die before the first answer, and when all but one have theirs.
    wanted = chance.randrange(len(moves))
    with ThreadPoolExecutor(len(moves)) as people:
        for move in moves:
            people.submit(press, move)
        wait_until(lambda: len(answers) >= wanted, "some have their answer")
        time.sleep(chance.uniform(0, A_MOMENT))
        kill(web)
        toll.kills["web"] += 1
    for move in moves:
        if answers[move.name]:
            toll.answered[move.name] += 1
            if not move.done():
                toll.lost.append(f"{move.name}: answered with {answers[move.name]}")
        else:
            toll.cut_off[move.name] += 1
    wait_until(lambda: not is_there(port), "nobody is there")
    web.start()
    wait_until(lambda: is_there(port), "the web server is there again")
    for move in moves:
        if not answers[move.name]:
            status = post(port, move.path, move.session, move.fields)
            if not move.done():
                toll.undone.append(f"{move.name}: answered with {status}")


def kill_worker(office: Office, worker: Program, chance: Random, toll: Toll) -> None:
    """Leaves work for the worker, kills it over it, and lets another one finish."""
    lapsed, waiting = [office.lapsed() for _ in range(4)], [office.waiting()]
    defer_job_once("release_holds", "release_holds")
    defer_job("offer_times_freed_now")
    before = _jobs("doing", "todo")
    worker.start()
    wait_until(lambda: _jobs("doing") > 0 or _jobs("doing", "todo") < before, "the worker has begun")
    time.sleep(chance.uniform(0, A_MOMENT))
    kill(worker)
    toll.kills["worker" if _jobs("doing") else "worker between two jobs"] += 1
    with connection.cursor() as cursor:
        # The half minute after which a silent worker counts as dead has passed.
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
    defer_job_once("retry_stalled_jobs", "retry_stalled_jobs")
    worker.start()
    wait_until(_is_done, "the work is done", progress=_left)
    kill(worker)
    held = sum(len(visits_of(referral, "held")) for referral in lapsed)
    offered = [len(visits_of(referral, "held", "earlier")) for referral in waiting]
    toll.undone += ["a lapsed hold stands"] * held
    toll.undone += [
        "nobody was offered the free time" if count == 0 else "two times are held for one patient" for count in offered if count != 1
    ]


def _jobs(*statuses: str) -> int:
    ((count,),) = rows_of(
        "SELECT count(*) FROM procrastinate_jobs WHERE status::text = ANY(%s) AND task_name = ANY(%s)",
        list(statuses),
        [f"bridgework.jobs.{name}" for name in JOBS],
    )
    return int(count)


def _left() -> int:
    return _jobs("doing", "todo")


def _is_done() -> bool:
    return _left() == 0


def _broken() -> Counter[str]:
    return Counter({finding.name: finding.count for finding in prove(SYSTEM).findings if not finding.holds})


def wait_until(is_so: Callable[[], bool], what: str, *, progress: Callable[[], int] = lambda: 0) -> None:
    """Gives up where that is not so and `progress` has stood still for too long: a machine may be as slow as it likes."""
    began = moved = time.monotonic()
    stood = progress()
    while not is_so():
        now = time.monotonic()
        if now - began > 1 and (left := progress()) != stood:
            moved, stood = now, left
        if now - moved > PATIENCE_SECONDS:
            raise TimeoutError(f"Waited in vain until {what}.")
        time.sleep(QUICK_SECONDS if now - began < 1 else SLOW_SECONDS)
