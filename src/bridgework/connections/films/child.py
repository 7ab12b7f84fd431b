"""The decoding process: `python -m bridgework.connections.films.child DIRECTORY`, the film on standard input, the answer in DIRECTORY.

It trusts nothing it reads, so it can do as little as possible: bounded memory, time and files, no network where the system allows it, and
no secret in its environment. It is started anew for every film; whatever a film does to it ends with it.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from bridgework.connections.apart import confine
from bridgework.connections.films.film import CHILD_ADDRESS_BYTES, CHILD_CPU_SECONDS, CHILD_DATA_BYTES, CannotRead
from bridgework.connections.films.reading import read_film

LIMITS = {
    "address_bytes": CHILD_ADDRESS_BYTES,
    "data_bytes": CHILD_DATA_BYTES,
    "cpu_seconds": CHILD_CPU_SECONDS,
    "output_bytes": 64 * 1024 * 1024,
}
MEMORY_SENTENCE = "Opening this file took more memory than is allowed, so it was stopped. Please send a smaller export."


def leave_out_what_films_do_not_need() -> None:
    """Half of pydicom's start-up is a downloader and the private tags of vendors; neither is needed to decode a film."""
    sys.modules["requests"] = None  # type: ignore[assignment]
    no_private_tags = ModuleType("pydicom._private_dict")
    no_private_tags.private_dictionaries = {}  # type: ignore[attr-defined]
    sys.modules["pydicom._private_dict"] = no_private_tags


def main(directory: Path) -> None:
    """Reads the film on standard input and leaves `answer.json` and the pictures beside it."""
    try:
        film = read_film(sys.stdin.buffer)
    except CannotRead as refusal:
        write_answer(directory, {"sentence": refusal.sentence})
        return
    except (MemoryError, RecursionError):
        write_answer(directory, {"sentence": MEMORY_SENTENCE})
        return
    answer = asdict(film)
    for name in ("display", "thumbnail", "copy"):
        (directory / name).write_bytes(answer.pop(name))
    (directory / "slices").write_bytes(b"".join(film.slices))
    answer["slices"] = [len(picture) for picture in film.slices]
    if film.pixels:
        (directory / "pixels").write_bytes(answer["pixels"].pop("data"))
    write_answer(directory, answer)


def write_answer(directory: Path, answer: dict[str, object]) -> None:
    """The answer is written last and whole: where it is missing, decoding did not end."""
    (directory / "answer.json").write_text(json.dumps(answer, default=str), encoding="utf-8")


if __name__ == "__main__":
    confine(**LIMITS)
    leave_out_what_films_do_not_need()
    main(Path(sys.argv[1]))
