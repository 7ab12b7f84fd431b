"""A verb has a database: the one that runs, or one of its own for as long as it takes."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import ProgrammingError, connection, transaction

from bridgework.cli import bridgework, check, states
from bridgework.cli.database import NoDatabase, of_this_version
from bridgework.cli.database.hold import Busy, announced, held
from bridgework.cli.postgres.place import find_place

VERB = """
from bridgework.cli.database import database
with database():
    from django.db import connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user || ' ' || current_database() || ' ' || count(*) FROM django_migrations")
        print(cursor.fetchone()[0].rsplit(" ", 1)[0])
"""


def verb(state: Path) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIDGEWORK_", "DATABASE_", "DJANGO_"))}
    env = kept | {"BRIDGEWORK_STATE": str(state)}
    return subprocess.Popen([sys.executable, "-c", VERB], env=env, stdout=subprocess.PIPE, text=True)


def test_two_verbs_at_once_wait_for_each_other_and_leave_nothing(new_state: Callable[[str], Path]) -> None:
    state = new_state("verbs")
    first, second = verb(state), verb(state)
    said = [each.communicate(timeout=300)[0] for each in (first, second)]
    assert said == ["bridgework_app bridgework\n"] * 2
    assert not (find_place(state).data / "postmaster.pid").exists()


def test_a_state_folder_is_held_by_one(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(Busy), held(tmp_path):
        pass
    with held(tmp_path):
        assert announced(tmp_path) == {}


@pytest.mark.parametrize(("url", "said"), [("postgres://x:y@127.0.0.1:9/none", "refused"), ("nonsense", "missing")])
def test_a_database_that_cannot_be_asked_gets_a_sentence_and_a_status_of_its_own(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    answer = CliRunner().invoke(check.command)
    assert answer.exit_code == NoDatabase.exit_code not in (0, check.BROKEN)
    assert answer.output.startswith("Error: The database that DATABASE_URL names says no: ")
    assert said in answer.output


@pytest.mark.parametrize("arguments", [["bench", "intake"], ["simulate", "--kills", "1"], ["up", "--port", "0"], ["up", "--port", "65536"]])
def test_every_verb_says_in_a_sentence_what_it_cannot_begin_with(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://x:y@127.0.0.1:9/none")
    for name, told in {"STATE": str(tmp_path), "URL": "http://localhost", "DEMO": ""}.items():  # the verbs change them
        monkeypatch.setenv(f"BRIDGEWORK_{name}", told)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    answer = CliRunner().invoke(bridgework, arguments)
    assert answer.exit_code == (2 if arguments[0] == "up" else NoDatabase.exit_code)
    assert "Error: " in answer.output
    assert "Traceback" not in answer.output


@pytest.mark.parametrize(
    ("problem", "status", "said"), [(KeyboardInterrupt(), 130, "Broken off."), (OSError(errno.ENOSPC, ""), 1, "The disk is full.")]
)
def test_ctrl_c_and_a_full_disk_end_a_verb_with_a_sentence(
    problem: BaseException, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end() -> str:
        raise problem

    monkeypatch.setitem(states.FORMS, "table", end)
    answer = CliRunner().invoke(bridgework, ["states"])
    assert (answer.exit_code, said in answer.output) == (status, True)


@pytest.mark.usefixtures("db")
def test_what_runs_here_since_before_an_upgrade_is_to_be_started_again() -> None:
    def ask(statement: str) -> None:
        with of_this_version(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    with pytest.raises(NoDatabase, match="started by another version"):
        ask("SELECT of_next_year FROM records_practice")
    with pytest.raises(ProgrammingError):
        ask("SELECT FROM WHERE")
