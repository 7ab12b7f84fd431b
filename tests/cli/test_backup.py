"""A backup is rehearsed: written while somebody writes, read back elsewhere, and nothing that was acknowledged is missing."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

import database_for_tests as database
import make
import people
from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.envelope import write_new_key
from bridgework.cli.archive.going_on import go_on
from bridgework.cli.archive.holding import hold, let_go
from bridgework.cli.archive.members import members
from bridgework.cli.archive.target import empty_place
from bridgework.cli.archive.writing import open_file, write_contents
from bridgework.lookups.held_sending import sending_held
from bridgework.lookups.kept_files import KeptFile
from bridgework.records import files
from bridgework.records.models import Attachment, PlannedMessage
from bridgework.rules.facts import SYSTEM

UNENCRYPTED = ("--unencrypted", "--json")
STATE = Path(os.environ["BRIDGEWORK_STATE"])
COMMAND = (sys.executable, "-c", "from bridgework.cli import main; main()")
HERE = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"  # copies of a database share their numbers
WAITING = f"SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'django_session'::regclass AND {HERE}"
DUMPING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pg_dump'"


def environment(changes: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in (os.environ | changes).items() if name != "DJANGO_SETTINGS_MODULE"}


def bridgework(*arguments: object, **changes: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, *map(str, arguments)], env=environment(changes), capture_output=True, text=True, check=False)


@pytest.fixture
def elsewhere(tmp_path: Path, django_db_setup: None) -> Iterator[dict[str, str]]:
    """An empty database on the same server and an empty folder, as the environment names them."""
    name = f"bridgework_restored_{os.getpid()}"
    server = os.environ["BRIDGEWORK_TEST_SERVER"]
    with psycopg.connect(server, autocommit=True) as owner:
        drop(owner, name)
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    place = {"BRIDGEWORK_STATE": str(tmp_path / "elsewhere")}
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if os.environ.get(variable):
            place[variable] = make_conninfo(os.environ[variable], dbname=name)
    yield place
    with psycopg.connect(server, autocommit=True) as owner:
        drop(owner, name)


def drop(owner: psycopg.Connection, name: str) -> None:
    """The server itself asks its autovacuum to leave; by force it would be beyond our rights."""
    command = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        owner.execute(command)
    except psycopg.errors.ObjectInUse:
        owner.execute(command + sql.SQL(" WITH (FORCE)"))


class Writer(threading.Thread):
    """Keeps attaching files for as long as it may; `acknowledged` names those whose commit has returned."""

    def __init__(self, referral: Any) -> None:
        super().__init__()
        self.referral, self.acknowledged, self.first, self.over = referral, list[str](), threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            while not self.over.is_set():
                content = f"film {len(self.acknowledged)}".encode()
                attach(self.referral, content)
                self.acknowledged.append(content.decode())
                self.first.set()
        finally:
            connection.close()


def attach(referral: Any, content: bytes) -> str:
    sha256 = files.keep(content)
    Attachment.objects.create(referral=referral, name=content.decode(), sha256=sha256, size=len(content), added_at=datetime.now(UTC))
    return sha256


def test_what_was_acknowledged_is_there_after_a_restore_elsewhere(
    committed_db: None, elsewhere: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = people.build()
    referral = make.closed(cast)
    PlannedMessage.objects.update(status="sent")  # long ago
    messages = PlannedMessage.objects.count()
    writer, target, key = Writer(referral), tmp_path / "backup", tmp_path / "key"
    recipient = write_new_key(key)
    writer.start()
    try:
        assert writer.first.wait(60)
        before = list(writer.acknowledged)
        written = bridgework("backup", target, "--recipient", recipient, "--json")
    finally:
        writer.over.set()
        writer.join()
    assert written.returncode == 0, written.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    here = (STATE / "secret_key").read_text()
    assert here.encode() not in target.read_bytes()

    restored = bridgework("restore", target, "--identity", key, "--json", **elsewhere)
    assert restored.returncode == 0, restored.stderr + restored.stdout
    facts = json.loads(restored.stdout)
    assert facts["ok"]
    assert facts["manifest"]["rows"] == json.loads(written.stdout)["rows"]
    with psycopg.connect(elsewhere["DATABASE_URL"]) as application:
        if "DATABASE_OWNER_URL" not in elsewhere:
            application.execute("SET ROLE bridgework_app")
        assert application.execute("SELECT number, state FROM records_referral").fetchall() == [(referral.number, "7.0")]
        assert application.execute("SELECT count(*) FROM records_plannedmessage").fetchone() == (messages,)
        attached = dict(application.execute("SELECT name, sha256 FROM records_attachment").fetchall())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM records_referralevent")
    assert set(before) <= set(attached)
    for name, sha256 in attached.items():
        assert (Path(elsewhere["BRIDGEWORK_STATE"]) / "files" / files.place_of(sha256)).read_bytes() == name.encode()
    assert (Path(elsewhere["BRIDGEWORK_STATE"]) / "secret_key").read_text() == here

    for name, value in elsewhere.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ArchiveError, match="is in use"), empty_place({"postgresql": "15.0", "demo": False}):
        pass


def test_a_killed_backup_leaves_nothing_under_its_name(committed_db: None, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    with psycopg.connect(database.owner_url()) as owner:
        owner.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")  # the dump comes this far and no further
        running = subprocess.Popen([*COMMAND, "backup", str(target), *UNENCRYPTED], env=environment({}))
        while owner.execute(WAITING).fetchone() == (0,):
            assert running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert [entry.name for entry in tmp_path.iterdir()] == ["backup.part"]
    with psycopg.connect(database.owner_url(), autocommit=True) as owner:
        while owner.execute(DUMPING).fetchone() != (0,):  # it finds out when it writes to nobody
            pass
    assert bridgework("backup", target, *UNENCRYPTED).returncode == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["backup"]


def test_a_file_that_the_storage_has_lost_is_told_and_the_rest_can_still_be_saved(committed_db: None) -> None:
    referral = make.sent(people.build())
    kept, lost, spoiled = (attach(referral, f"{name} film of {referral.pk}".encode()) for name in ("kept", "lost", "spoiled"))
    (STATE / "files" / files.place_of(lost)).unlink()
    (STATE / "files" / files.place_of(spoiled)).write_bytes(b"something else")
    with pytest.raises(ArchiveError, match="1 files are missing, 1 are not what they were"):
        contents(incomplete=False)
    written, saved = contents(incomplete=True)
    assert written["missing"] == [files.place_of(lost)]
    assert written["damaged"] == [f"files/{files.place_of(spoiled)}"]
    assert {f"files/{files.place_of(sha256)}" for sha256 in (kept, spoiled)} <= {member.name for member in members(saved)}


def contents(*, incomplete: bool) -> tuple[dict[str, Any], io.BytesIO]:
    stream = io.BytesIO()
    written = write_contents(stream, now=datetime.now(UTC), told=lambda what, done, of: None, incomplete=incomplete)
    stream.seek(0)
    return written, stream


def test_a_file_of_a_guest_that_became_one_of_a_referral_meanwhile_is_in_the_backup(db: None) -> None:
    sha256 = files.keep(b"what a guest sent")
    with open_file(KeptFile("apart/gone", sha256, becomes=files.place_of(sha256))) as found:
        assert found.read() == b"what a guest sent"
    assert open_file(KeptFile("apart/gone", "", becomes="blobs/none")) is None
    assert open_file(KeptFile("blobs/none", "")) is None


def test_a_restored_system_goes_on_and_repeats_nothing(committed_db: None) -> None:
    referral = make.accepted(people.build())
    since = datetime.now(UTC) - timedelta(hours=1)
    PlannedMessage.objects.update(status="planned", due_at=since + timedelta(minutes=1), created_at=since - timedelta(hours=1))
    with psycopg.connect(database.owner_url()) as owner:
        hold(owner, since)
    try:
        assert sending_held(SYSTEM) == since
        done = go_on(nothing_went_out=False)
    finally:
        with psycopg.connect(database.owner_url()) as owner:
            let_go(owner)
    assert done.was_held
    assert done.asked + done.for_person + done.dropped >= 4
    assert sending_held(SYSTEM) is None
    assert not referral.messages.filter(status="planned", due_at__lte=datetime.now(UTC)).exclude(channel="letter").exists()
    assert not go_on(nothing_went_out=False).was_held
