"""Films and papers as pictures fit for print: turned, scaled, and the pages of a PDF drawn, by a confined process of its own.

What was sent in is hostile until proven otherwise, and a page must not hang for it: the process is started anew for every document, with
bounded memory and time, no network and no secret (as decoding is, `connections.films`, which stands on a higher floor).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bridgework

WALL_SECONDS = 20.0
MOST_BYTES = 16 * 1024 * 1024
"""Of one picture; a letter page at print resolution has well under one megabyte."""


@dataclass(frozen=True, slots=True)
class Source:
    """A film or paper: its content, whether it is a PDF, and by how many quarter turns to the right it is shown."""

    content: bytes
    is_pdf: bool
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Its pictures (JPEG), one or the first pages, and how many pages there are; no pictures where it could not be drawn."""

    pictures: tuple[bytes, ...]
    pages: int


def draw(sources: Sequence[Source], *, most_pages: int) -> tuple[Drawn, ...]:
    """All of them in the same order; at most `most_pages` of each PDF. Never raises for what is in a file."""
    if not sources:
        return ()
    with tempfile.TemporaryDirectory(prefix="bridgework-print-") as name:
        directory = Path(name)
        for number, source in enumerate(sources):
            (directory / f"in-{number}").write_bytes(source.content)
        told = {"most_pages": most_pages, "sources": [{"is_pdf": source.is_pdf, "turns": source.turns} for source in sources]}
        (directory / "told.json").write_text(json.dumps(told), encoding="utf-8")
        _run(directory)
        return tuple(_drawn(directory, number) for number in range(len(sources)))


def _run(directory: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "bridgework.reports.pictures_child", str(directory)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a traceback could quote a file
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(Path(bridgework.__file__).resolve().parents[1]),
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        },
        start_new_session=True,
    )
    try:
        process.wait(WALL_SECONDS)
    finally:
        process.kill()
        process.wait()


def _drawn(directory: Path, number: int) -> Drawn:
    """What the process left of one source; it read hostile input, so its answer is checked like any other."""
    try:
        pages = int(json.loads((directory / f"answer-{number}.json").read_text(encoding="utf-8"))["pages"])
    except (OSError, ValueError, TypeError, KeyError):
        return Drawn((), 0)
    places = [directory / f"out-{number}-{page}.jpg" for page in range(max(0, min(pages, 1000)))]
    return Drawn(tuple(place.read_bytes() for place in places if place.is_file() and place.stat().st_size <= MOST_BYTES), pages)
