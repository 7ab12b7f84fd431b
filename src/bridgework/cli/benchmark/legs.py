"""One leg of a benchmark: clients as processes that all do one thing for a while, and what they measured."""

import math
import multiprocessing
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bridgework.cli.running.loaded import keep_loaded

Operation = Callable[[], object]
Preparation = Callable[[int], Operation]
"""Called in each client with its number; what it answers with is then done again and again."""

WARM_UP_SHARE = 0.25
LONGEST_WARM_UP = 3.0
FEWEST_WARM_UP = 5
PATIENCE_SECONDS = 120


class LegFailed(Exception):
    """A client broke; the message is its own."""


@dataclass(frozen=True, slots=True)
class Leg:
    """What a leg measured. `operations` counts the warm-up, too; `seconds` are those of each operation after it, in order of size."""

    operations: int
    rate: float
    """Operations a second, all clients together."""
    seconds: Sequence[float]

    def figures(self) -> dict[str, float]:
        """The rate, and how long an operation took in milliseconds at the 50th, 95th and 99th percentile."""
        return {"rate": round(self.rate, 1)} | percentiles(self.seconds)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds of times in order of size (nearest rank)."""
    return {f"p{share}_ms": round(seconds[max(0, math.ceil(len(seconds) * share / 100) - 1)] * 1000, 2) for share in (50, 95, 99)}


def run_leg(prepare: Preparation, *, clients: int, seconds: float) -> Leg:
    """Runs the clients, all beginning together after a warm-up. Raises LegFailed when one of them breaks."""
    context = multiprocessing.get_context("fork")  # the clients find the program loaded and the network known
    start = context.Barrier(clients)
    ends: list[Connection] = []
    processes = []
    for number in range(clients):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_client, args=(number, prepare, seconds, start, there), daemon=True)
        process.start()
        there.close()
        ends.append(here)
        processes.append(process)
    try:
        answers = [_answer(end) for end in ends]
        for process in processes:
            process.join(PATIENCE_SECONDS)
    finally:
        for process in processes:
            process.kill()
            process.join()
    times = sorted(second for answer in answers for second in answer[2])
    elapsed = max(answer[1] for answer in answers)
    return Leg(operations=sum(answer[0] for answer in answers), rate=len(times) / elapsed, seconds=times)


def _answer(end: Connection) -> tuple[int, float, array]:
    try:
        answer: Any = end.recv()
    except EOFError:
        raise LegFailed("A client ended without an answer.") from None
    if isinstance(answer, str):
        raise LegFailed(answer)
    operations, elapsed, times = answer
    return operations, elapsed, times


def _client(number: int, prepare: Preparation, seconds: float, start: Any, end: Connection) -> None:
    try:
        operation = prepare(number)
        keep_loaded()
        warm, warm_until = 0, time.perf_counter() + min(seconds * WARM_UP_SHARE, LONGEST_WARM_UP)
        while warm < FEWEST_WARM_UP or time.perf_counter() < warm_until:
            operation()
            warm += 1
        start.wait(PATIENCE_SECONDS)
        times = array("d")
        began = last = time.perf_counter()
        while last - began < seconds:
            operation()
            now = time.perf_counter()
            times.append(now - last)
            last = now
        end.send((warm + len(times), last - began, times))
    except threading.BrokenBarrierError:
        end.send("Another client broke.")
    except Exception as problem:
        start.abort()
        end.send(f"{type(problem).__name__}: {problem}")


def run_in_child[Answer](work: Callable[[], Answer]) -> Answer:
    """Does the work in a process of its own, as a client does; its answer, or LegFailed with what went wrong."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send_answer, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        answer: Any = here.recv()
    except EOFError:
        raise LegFailed("It ended without an answer.") from None
    finally:
        process.join()
    if isinstance(answer, str):
        raise LegFailed(answer)
    return answer  # type: ignore[no-any-return]


def _send_answer(work: Callable[[], Any], end: Connection) -> None:
    keep_loaded()  # as web and worker do
    try:
        end.send(work())
    except Exception as problem:
        end.send(f"{type(problem).__name__}: {problem}")
