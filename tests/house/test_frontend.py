"""The islands' own tests and type check, run where their packages are installed (`./run` installs them)."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"


@pytest.mark.parametrize("task", ["check", "test"])
def test_the_islands(task: str) -> None:
    npm = shutil.which("npm")
    if npm is None or not (FRONTEND / "node_modules" / "typescript").is_dir():
        pytest.skip("the front end's packages are not installed")
    ran = subprocess.run([npm, "run", "--silent", task], cwd=FRONTEND, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


BUILT = FRONTEND / "dist" / "bridgework"
DESK = ("desk.css", "desk.js", "icons.svg", "favicon.svg", "inter-latin-wght-normal.woff2")
OUTSIDE = ("public.css", "public.js", "icons.svg", "favicon.svg")
HTMX_AND_PAGE = 40_000
"""Compressed, at most: htmx (16 KB) and the page itself."""


def compressed(names: tuple[str, ...]) -> int:
    return sum(len(gzip.compress((BUILT / name).read_bytes())) for name in names)


@pytest.mark.skipif(not BUILT.is_dir(), reason="the front end is not built")
def test_pages_stay_within_their_budgets() -> None:
    # 350 KB for the first page of the desk, 70 KB for a page of a patient (docs/design.md)
    assert compressed(DESK) + HTMX_AND_PAGE < 350_000
    assert compressed(OUTSIDE) < 40_000
    assert compressed(("film-viewer.js", "film-viewer.css")) < 20_000
