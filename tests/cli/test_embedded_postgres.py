"""The embedded server: starts wherever it is put, survives being killed, and is never left behind."""

import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bridgework.cli.postgres import CannotStart, Server
from bridgework.cli.postgres.place import SOCKET_FILE, SOCKET_LIMIT
from bridgework.cli.postgres.server import is_server
from bridgework.config.environment import APPLICATION_ROLE, OWNER_ROLE


@pytest.fixture(scope="module")
def state(new_state: Callable[[str], Path]) -> Path:
    return new_state("shared")


@pytest.fixture
def server(state: Path) -> Iterator[Server]:
    with Server(state) as server:
        server.create_roles()
        yield server


def ask(server: Server, question: str, role: str = OWNER_ROLE) -> object:
    with psycopg.connect(server.url("postgres", role), connect_timeout=60) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_two_roles_that_are_no_superusers(server: Server) -> None:
    server.create_roles()  # a second time changes nothing
    for role in (OWNER_ROLE, APPLICATION_ROLE):
        assert ask(server, "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user", role) is False


def test_only_a_socket_that_only_we_can_reach(server: Server) -> None:
    assert ask(server, "SHOW listen_addresses") == ""
    assert server.place.sockets.stat().st_mode & 0o077 == 0
    assert server.place.data.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="needs two users")
def test_another_user_is_not_let_in(server: Server) -> None:
    os.seteuid(pwd.getpwnam("daemon").pw_uid)
    try:
        with pytest.raises(psycopg.OperationalError):
            ask(server, "SELECT 1")
    finally:
        os.seteuid(0)


def test_starts_again_after_kill_9(server: Server) -> None:
    ask(server, "SELECT 1")
    assert server.process
    server.process.kill()
    server.process.wait()
    assert not server.is_running()
    server.start()
    assert ask(server, "SELECT 1") == 1


def test_mark_of_a_dead_server_whose_number_is_somebody_elses(state: Path) -> None:
    with Server(state) as server:
        mark = server.place.data / "postmaster.pid"
        lines = mark.read_text().split("\n")
    mark.write_text("\n".join([str(os.getppid()), *lines[1:]]))
    if server.place.user:
        os.chown(mark, server.place.user.uid, server.place.user.gid)
    with Server(state) as server:
        assert ask(server, "SELECT 1", "postgres") == 1


def test_leaves_with_the_one_who_started_it(state: Path) -> None:
    program = "import sys, time, pathlib; from bridgework.cli.postgres import Server; s = Server(pathlib.Path(sys.argv[1])); s.start(); print(s.process.pid, flush=True); time.sleep(60)"
    starter = subprocess.Popen([sys.executable, "-c", program, state], stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    pid = int(starter.stdout.readline())
    data = Server(state).place.data
    assert is_server(pid, data)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    give_up = time.monotonic() + 120
    while is_server(pid, data) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not is_server(pid, data)


def test_lives_in_a_place_whose_name_is_too_long_for_a_socket(new_state: Callable[[str], Path]) -> None:
    state = new_state("long" * 30)
    with Server(state) as server:
        assert len(os.fsencode(server.place.sockets / SOCKET_FILE)) <= SOCKET_LIMIT
        assert ask(server, "SELECT 1", "postgres") == 1


def test_data_of_another_version_are_not_touched(fresh_state: Path) -> None:
    server = Server(fresh_state)
    server.create()
    (server.place.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(CannotStart, match="written by PostgreSQL 14"):
        server.start()


def test_a_folder_without_postgres_is_named(fresh_state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEWORK_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(CannotStart, match="BRIDGEWORK_POSTGRES_BIN"):
        Server(fresh_state)


def test_killed_in_the_middle_of_the_first_start(fresh_state: Path) -> None:
    server = Server(fresh_state)
    (server.place.folder / "data.draft").mkdir()
    (server.place.folder / "data.draft" / "half").touch()
    with server:
        assert ask(server, "SELECT 1", "postgres") == 1
