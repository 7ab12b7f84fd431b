"""What `bridgework check-code` finds is a failing test: who may import whom, style, types."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bridgework.cli.check_code import CHECKS
from bridgework.config.environment import CHECKOUT


@pytest.mark.parametrize("name", CHECKS)
def test_code_is_in_order(name: str) -> None:
    program, *arguments = CHECKS[name]
    if program == "mypy" and not (CHECKOUT / ".mypy_cache").is_dir():
        # To write one takes a quarter of the time, and in a clone that is thrown away nobody reads it
        arguments = ["--cache-dir", os.devnull]
    done = subprocess.run([Path(sys.executable).with_name(program), *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
