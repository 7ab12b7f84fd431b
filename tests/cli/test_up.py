"""`bridgework up`: everything starts, whatever dies is started again, and nothing is left behind - not even after kill -9."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridgework.cli.running.frontend import FRONTEND
from bridgework.config.environment import CHECKOUT
from ports import free_port

PATIENCE_SECONDS = 300
"""Until what does not come counts as missing, however busy the machine is. Only a failure takes so long."""

PROGRAM = Path(sys.executable).with_name("bridgework")
pytestmark = pytest.mark.skipif(not (FRONTEND / "dist").exists(), reason="the front end is not built; ./run test builds it")


class Running:
    """A `bridgework up` of a test, on a state folder of its own."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIDGEWORK_", "DATABASE_", "DJANGO_"))}
        self.env = kept | {"BRIDGEWORK_STATE": str(state)}
        self.process = self.up()

    def up(self) -> "subprocess.Popen[str]":
        command = [PROGRAM, "up", "--port", str(self.port)]
        return subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=CHECKOUT)

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 0, b""
        finally:
            connection.close()

    def is_ready(self) -> bool:
        return self.get("/readyz")[0] == 200

    def pid_of(self, mark: str) -> int:
        """The first process of ours whose command line holds the mark; 0: none."""
        for pid, command in self.processes().items():
            if mark in command:
                return pid
        return 0

    def processes(self) -> dict[int, str]:
        """Every living process that was started with our state folder in its environment or command line."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                around = (folder / "environ").read_bytes()
            except OSError:
                continue
            if command and (str(self.state) in command or f"BRIDGEWORK_STATE={self.state}".encode() in around):
                found[int(folder.name)] = command
        return dict(sorted(found.items()))


def wait_until(question: Callable[[], object]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not question():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def running(new_state: Callable[[str], Path]) -> Iterator[Running]:
    running = Running(new_state("up"))
    try:
        wait_until(running.is_ready)
        yield running
    finally:
        running.process.terminate()
        running.process.communicate(timeout=PATIENCE_SECONDS)


def test_says_what_is_ready(running: Running) -> None:
    assert json.loads(running.get("/readyz")[1]) == {"database": True, "worker": True}
    assert running.get("/healthz")[0] == 200
    assert b"bridgework_request_seconds_count" in running.get("/metrics")[1]


def test_without_a_practice_it_prints_the_link_to_the_set_up(running: Running) -> None:
    assert running.process.stdout
    link = next(line for line in running.process.stdout if "/set-up/" in line).strip()
    path = link.removeprefix(f"http://localhost:{running.port}")
    status, page = running.get(path)
    assert (status, b"Let us set up your practice" in page) == (200, True)
    assert running.get("/set-up/0-0/")[0] == 404
    assert path.split("/")[2] not in (running.state / "log" / "web.log").read_text()


def test_second_start_says_that_it_runs_already(running: Running) -> None:
    running_port, running.port = running.port, free_port()
    said, _ = running.up().communicate(timeout=PATIENCE_SECONDS)
    running.port = running_port
    assert said == f"Error: Bridgework already runs from this checkout at http://localhost:{running.port}.\n"


def test_a_verb_joins_it(running: Running) -> None:
    program = "import os; from bridgework.cli.database import database\nwith database(): print(os.environ['DATABASE_URL'])"
    said = subprocess.run([sys.executable, "-c", program], env=running.env, capture_output=True, text=True, check=True).stdout
    assert said.strip() == json.loads((running.state / "running.json").read_text())["database_url"]


def test_what_is_killed_is_started_again(running: Running) -> None:
    for mark in ("running.web", "running.worker", "bin/postgres"):
        killed = running.pid_of(mark)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda mark=mark, killed=killed: running.pid_of(mark) not in (0, killed))  # type: ignore[misc]
        wait_until(running.is_ready)


def test_no_secret_of_the_owner_reaches_the_web(running: Running) -> None:
    around = Path(f"/proc/{running.pid_of('running.web')}/environ").read_bytes()
    assert b"bridgework_owner" not in around


def test_logs_hold_one_json_object_a_line_and_no_address(running: Running) -> None:
    running.get("/p/a-patients-secret-key/?born=1970-01-01")
    lines = (running.state / "log" / "web.log").read_text().splitlines()
    assert all(json.loads(line)["message"] for line in lines)
    assert "secret-key" not in "".join(lines)
    assert "1970" not in "".join(lines)


def test_nothing_is_left_after_kill_9_of_everything_s_parent(running: Running) -> None:
    assert len(running.processes()) >= 4
    running.process.kill()
    running.process.communicate()
    wait_until(lambda: not running.processes())


def test_starts_again_and_stops_when_told(running: Running) -> None:
    running.process = running.up()
    wait_until(running.is_ready)
    running.process.terminate()
    said, _ = running.process.communicate(timeout=PATIENCE_SECONDS)
    assert running.process.returncode == 0
    assert said.endswith("Stopped.\n")
    assert not running.processes()
