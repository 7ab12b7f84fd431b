"""What `bridgework check-code` finds is a failing test: who may import whom, style, types."""

import subprocess
import sys
from pathlib import Path

import pytest

from bridgework.cli.check_code import CHECKS
from bridgework.config.environment import CHECKOUT


@pytest.mark.parametrize("name", CHECKS)
def test_code_is_in_order(name: str) -> None:
    program, *arguments = CHECKS[name]
    done = subprocess.run([Path(sys.executable).with_name(program), *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
