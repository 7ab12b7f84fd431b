"""Processes that do a certain amount of work together, and how long it takes."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from bridgework.cli.benchmark.legs import LegFailed

PATIENCE_SECONDS = 120


def all_together(work: Callable[[int], None], workers: int) -> float:
    """Seconds from the common start of the workers until the last one is done. Raises LegFailed when one of them breaks."""
    context = multiprocessing.get_context("fork")  # the workers find the program loaded
    start = context.Barrier(workers)
    running = []
    for number in range(workers):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(number, work, start, there), daemon=True)
        process.start()
        there.close()
        running.append((process, here))
    try:
        times = [_answer(end) for _, end in running]
    finally:
        for process, _ in running:
            process.kill()
            process.join()
    return max(ended for _, ended in times) - min(began for began, _ in times)


def _run(number: int, work: Callable[[int], None], start: Any, end: Connection) -> None:
    try:
        start.wait(PATIENCE_SECONDS)
        began = time.monotonic()
        work(number)
        end.send((began, time.monotonic()))
    except Exception as problem:
        end.send(f"{type(problem).__name__}: {problem}")


def _answer(end: Connection) -> tuple[float, float]:
    try:
        answer: Any = end.recv()
    except EOFError:
        raise LegFailed("A worker ended without an answer.") from None
    if isinstance(answer, str):
        raise LegFailed(answer)
    began, ended = answer
    return began, ended
