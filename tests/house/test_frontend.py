"""The islands' own tests and type check, run where their packages are installed (`./run` installs them)."""

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
    ran = subprocess.run([npm, "run", "--silent", task], cwd=FRONTEND, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
