"""`./run`, `.ci/run`, the locks: what a fresh clone depends on before anything of ours runs."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bridgework.config.environment import CHECKOUT

LOCKS = sorted((CHECKOUT / "locks").glob("*.txt"))


def test_run_tells_its_verbs() -> None:
    told = subprocess.run([CHECKOUT / "run", "--help"], capture_output=True, text=True, check=True).stdout
    for verb in ("up", "test", "check-code"):
        assert re.search(rf"^  {verb} ", told, re.MULTILINE), told


def test_run_refuses_an_unknown_verb() -> None:
    done = subprocess.run([CHECKOUT / "run", "fly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No such command 'fly'" in done.stderr


def test_run_says_what_is_missing_where_there_is_no_python(tmp_path: Path) -> None:
    (tmp_path / "run").write_text((CHECKOUT / "run").read_text())
    programs = tmp_path / "bin"
    programs.mkdir()
    for program in ("dirname", "cmp"):
        (programs / program).symlink_to(f"/usr/bin/{program}")
    # A pyenv shim of a Python that is not active: it is there, and fails
    (programs / "python3").write_text("#!/bin/sh\nexit 127\n")
    (programs / "python3").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", tmp_path / "run"], env={"PATH": str(programs), "HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "Bridgework needs Python 3.12 or newer, and none was found.\n"


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_scripts_are_plain_shell(script: str) -> None:
    assert (CHECKOUT / script).read_text().startswith("#!/bin/sh\n")
    subprocess.run(["/bin/sh", "-n", CHECKOUT / script], check=True)


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "./run test" in (CHECKOUT / "README.md").read_text()
    commands = [line for line in (CHECKOUT / ".ci/run").read_text().splitlines() if not line.startswith("#")]
    assert commands == ['exec "$(dirname "$0")/../run" test']


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_pin_by_hash_and_name_no_address(lock: Path) -> None:
    lines = lock.read_text().splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    for start, line in enumerate(lines):
        if not line.startswith(" "):
            assert "==" in line
            assert lines[start + 1].lstrip().startswith("--hash=sha256:")


def test_npm_lock_names_no_address() -> None:
    lock = (CHECKOUT / "frontend" / "package-lock.json").read_text()
    assert '"resolved"' not in lock


def test_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    for lock, wanted in {
        "run": project["dependencies"] + project["optional-dependencies"]["demo"] + project["optional-dependencies"]["build"],
        "dev": project["dependencies"] + [need for needs in project["optional-dependencies"].values() for need in needs],
    }.items():
        pinned = {plain_name(line.split("==")[0]) for line in (CHECKOUT / "locks" / f"{lock}.txt").read_text().splitlines() if "==" in line}
        missing = {plain_name(re.split(r"[\[<>=;]", need)[0]) for need in wanted} - pinned
        assert not missing, f"locks/{lock}.txt is older than pyproject.toml, see locks/README.md"


def test_dev_lock_pins_what_the_run_lock_pins() -> None:
    def pins(lock: str) -> set[str]:
        return {line.split()[0] for line in (CHECKOUT / "locks" / f"{lock}.txt").read_text().splitlines() if "==" in line}

    assert pins("run") <= pins("dev")


def plain_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
