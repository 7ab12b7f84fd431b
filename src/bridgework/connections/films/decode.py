"""Decodes a film from outside in a process of its own and takes the answer back. This is what actions and jobs call."""

import json
import signal
import subprocess
import sys
import tempfile
from datetime import date
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from bridgework.connections.apart import child_environment
from bridgework.connections.door import Unreadable
from bridgework.connections.films.film import CHILD_WALL_SECONDS, MAX_COPIED_BYTES, CannotRead, DicomFacts, Film, RawPixels
from bridgework.connections.films.reading import check_file_size, with_name_note

MAX_ANSWER_BYTES = 64 * 1024
MAX_PICTURE_BYTES = 64 * 1024 * 1024
STOPPED = "Opening this file took too long or too much memory, so it was stopped. Please send a smaller export, or a PNG or JPEG picture."
CRASHED = "This file is damaged so badly that the decoder gave up. Please export the film again, or send it as a PNG or JPEG picture."


def decode_in_child(source: Path | bytes, declared_name: str = "", *, wall_seconds: float = CHILD_WALL_SECONDS) -> Film | Unreadable:
    """The film in `source`, or one sentence why it cannot be shown. Never raises for what is in the file, and never changes it.

    Blocks for 0.2 to 1 s as a rule and at most `wall_seconds`; for a worker, or a request that has just received one small file.
    `declared_name` decides nothing; where its ending says otherwise than the content, a note tells so.
    """
    try:
        check_file_size(len(source) if isinstance(source, bytes) else source.stat().st_size)
    except CannotRead as refusal:
        return Unreadable(refusal.sentence)
    with tempfile.TemporaryDirectory(prefix="bridgework-film-") as name:
        directory = Path(name)
        if isinstance(source, bytes):
            (directory / "film").write_bytes(source)
        with (directory / "film" if isinstance(source, bytes) else source).open("rb") as film:
            # The child gets the open file, not the path: it needs no right to the folder of films.
            ended_in_time = run_child(directory, film.fileno(), wall_seconds)
        answer = answer_in(directory) or Unreadable(CRASHED if ended_in_time else STOPPED)
    return with_name_note(answer, declared_name) if isinstance(answer, Film) else answer


def run_child(directory: Path, film: int, wall_seconds: float) -> bool:
    """Runs the decoding process to its end, or ends it. Whether it ended by itself and within its time."""
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "bridgework.connections.films.child", str(directory)],
        stdin=film,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a traceback could quote the film's header
        env=child_environment(),
        start_new_session=True,
    )
    try:
        process.wait(wall_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process.returncode not in (-signal.SIGXCPU, -signal.SIGKILL)


def answer_in(directory: Path) -> Film | Unreadable | None:
    """The child's answer, or None without a complete one. It decoded hostile input, so its answer is checked like any other input."""
    try:
        answer = json.loads(bounded(directory / "answer.json", MAX_ANSWER_BYTES))
        if "sentence" in answer:
            return Unreadable(str(answer["sentence"]))
        return film_of(answer, directory)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def film_of(answer: dict[str, Any], directory: Path) -> Film:
    """The answer as a Film. Raises ValueError, TypeError or KeyError where it is not one."""
    dicom, pixels, lengths = answer.pop("dicom"), answer.pop("pixels"), answer.pop("slices")
    if dicom:
        for name in ("acquired", "birth_date"):
            dicom[name] = date.fromisoformat(dicom[name]) if dicom[name] else None
        for name in ("spacing_mm", "edges"):
            dicom[name] = tuple(dicom[name]) if dicom[name] else None
    return Film(
        **answer | {"notes": tuple(answer["notes"]), "rest": tuple(answer["rest"]) if answer["rest"] else None},
        display=bounded(directory / "display", MAX_PICTURE_BYTES),
        thumbnail=bounded(directory / "thumbnail", MAX_PICTURE_BYTES),
        copy=bounded(directory / "copy", MAX_COPIED_BYTES + MAX_PICTURE_BYTES),
        slices=apart(bounded(directory / "slices", MAX_PICTURE_BYTES), lengths),
        dicom=DicomFacts(**dicom) if dicom else None,
        pixels=RawPixels(**pixels, data=bounded(directory / "pixels", MAX_PICTURE_BYTES)) if pixels else None,
    )


def apart(content: bytes, lengths: list[int]) -> tuple[bytes, ...]:
    """Pictures that lie one after the other. Raises ValueError where the lengths do not fit the content."""
    if any(length <= 0 for length in lengths) or sum(lengths) != len(content):
        raise ValueError("slices")
    ends = list(accumulate(lengths, initial=0))
    return tuple(content[begin:end] for begin, end in pairwise(ends))


def bounded(path: Path, limit: int) -> bytes:
    """The whole file, unless it is larger than it has any reason to be."""
    if path.stat().st_size > limit:
        raise ValueError(path.name)
    return path.read_bytes()
