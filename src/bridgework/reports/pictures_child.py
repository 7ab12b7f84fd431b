"""The drawing process: `python -m bridgework.reports.pictures_child DIRECTORY`. It reads `told.json` and `in-N`, and leaves `out-N-PAGE.jpg`.

Each source that can be drawn gets an `answer-N.json`; one that cannot leaves none and does not keep the others from being drawn.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

LONGEST_SIDE = 1800
"""Pixels: a film across the width of a letter page at about 280 dots an inch."""
PAGE_SCALE = 130 / 72
MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 18
MOST_PIXELS = 130_000_000

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def confine() -> None:
    """Takes away what drawing does not need; what the system does not let us take away is left."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def main(directory: Path) -> None:
    """Draws every source of the directory."""
    told = json.loads((directory / "told.json").read_text(encoding="utf-8"))
    for number, source in enumerate(told["sources"]):
        with contextlib.suppress(Exception):  # whatever a hostile file does, the next one is drawn
            pages = _draw(directory, number, source, int(told["most_pages"]))
            (directory / f"answer-{number}.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")


def _draw(directory: Path, number: int, source: dict[str, Any], most_pages: int) -> int:
    place = directory / f"in-{number}"
    if not source["is_pdf"]:
        with Image.open(place, formats=("PNG", "JPEG")) as picture:
            _keep(picture, directory / f"out-{number}-0.jpg", int(source["turns"]))
        return 1
    document = pypdfium2.PdfDocument(place)
    try:
        for page in range(min(len(document), most_pages)):
            scale = min(PAGE_SCALE, LONGEST_SIDE / max(*document[page].get_size(), 1.0))
            _keep(document[page].render(scale=scale, may_draw_forms=False).to_pil(), directory / f"out-{number}-{page}.jpg", 0)
        return len(document)
    finally:
        document.close()


def _keep(picture: Image.Image, place: Path, turns: int) -> None:
    """Turned, no larger than print wants it, in gray where it is gray."""
    deep = picture.mode.startswith(("I", "F"))
    shown = picture.point(lambda value: value / 256).convert("L") if deep else picture
    shown = shown.convert("L" if shown.mode in ("1", "L", "LA") else "RGB")
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turns % 4:
        shown = shown.rotate(-90 * (turns % 4), expand=True)
    shown.save(place, "JPEG", quality=88)


if __name__ == "__main__":
    confine()
    main(Path(sys.argv[1]))
