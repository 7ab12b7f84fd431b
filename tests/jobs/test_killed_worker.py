"""A real worker is killed with SIGKILL between the network and the commit, and another one takes over: nothing goes out twice."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

import make
from bridgework.actions.defer_job import defer_job_once
from bridgework.demo.standins.store import Arrived
from bridgework.jobs.send_message import resolve_in_flight
from bridgework.records.models import MessageAttempt, PlannedMessage, Referral
from bridgework.rules.delivery import LOOK_AFTER
from people import Cast
from ports import free_port
from standins_for_tests import Standins
from worker_process import wait_until, worker

LATER = LOOK_AFTER + timedelta(minutes=1)


@pytest.fixture
def referral(committed_db: None, cast: Cast) -> Referral:
    """Accepted just now, with one text message to the patient and nothing else to send."""
    now = datetime.now(UTC)
    referral = make.accepted(cast, now=now - timedelta(hours=2))  # so that nothing else becomes due while a worker runs
    referral.messages.exclude(kind="pick_a_time").update(status="sent")
    for message in referral.messages.filter(kind="pick_a_time"):
        message.facts |= {"at_any_hour": True}
        message.due_at = now
        message.save()
    return referral


def message_of(referral: Referral, kind: str = "pick_a_time") -> PlannedMessage:
    return referral.messages.get(kind=kind)


def unfinished_jobs(name: str = "send_message") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name = %s", [f"bridgework.jobs.{name}"]
        )
        return int(cursor.fetchone()[0])


def the_worker_has_been_silent_for_a_minute() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
    # What the timetable does four times a minute, at once.
    defer_job_once("retry_stalled_jobs", "retry_stalled_jobs")


def came(standins: Standins) -> list[Arrived]:
    """What came of the messages that the tests are about; a worker that runs may also tell the manager that the referral is late."""
    return [message for message in standins.store.all() if not message.to.startswith("ruth.sandoval@")]


def test_killed_after_the_service_took_the_text_message(referral: Referral, standins: Standins) -> None:
    standins.board.faults.order("timeout", 1)
    with worker(standins) as first:
        wait_until(lambda: bool(came(standins)), first)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert message_of(referral).status == "sending"
    assert MessageAttempt.objects.get(message=message_of(referral)).finished_at is None

    the_worker_has_been_silent_for_a_minute()
    with worker(standins) as second:
        wait_until(lambda: unfinished_jobs() == 0, second)
        standins.store.change(came(standins)[0].id, status="delivered", sent_at=datetime.now(UTC).isoformat())
        resolve_in_flight(datetime.now(UTC) + LATER)

    assert message_of(referral).status == "sent"
    assert len(came(standins)) == 1


def test_killed_before_the_service_took_it(referral: Referral, standins: Standins) -> None:
    standins.board.faults.order("timeout_lost", 1)
    with worker(standins) as first:
        wait_until(lambda: message_of(referral).status == "sending", first)
        first.send_signal(signal.SIGKILL)
        first.wait()

    the_worker_has_been_silent_for_a_minute()
    resolve_in_flight(datetime.now(UTC) + LATER)
    assert message_of(referral).status == "planned"
    referral.messages.filter(status="planned").update(due_at=datetime.now(UTC))
    standins.board.faults.clear()
    defer_job_once("sweep_due_messages", "sweep_due_messages")
    with worker(standins) as second:
        wait_until(lambda: message_of(referral).status == "sent", second)

    assert len(came(standins)) == 1


def test_killed_while_the_mail_server_was_taking_an_email(referral: Referral, standins: Standins) -> None:
    referral.messages.filter(kind="pick_a_time").update(status="sent")
    referral.messages.filter(kind="new_referral").update(status="planned")
    with silent_mail_server() as (port, taken), worker(standins, smtp_port=port) as first:
        wait_until(lambda: bool(taken), first)
        first.send_signal(signal.SIGKILL)
        first.wait()

    the_worker_has_been_silent_for_a_minute()
    resolve_in_flight(datetime.now(UTC) + LATER)
    with worker(standins) as second:
        wait_until(lambda: unfinished_jobs() == 0, second)

    assert message_of(referral, "new_referral").status == "unclear"
    assert referral.events.filter(kind="message_unclear").exists()
    assert came(standins) == []


@contextmanager
def silent_mail_server() -> Iterator[tuple[int, list[bytes]]]:
    """Takes an e-mail to its last line and then never says another word."""
    taken: list[bytes] = []
    port = free_port()
    server = socket.create_server(("127.0.0.1", port))

    def converse() -> None:
        try:
            client, _ = server.accept()
        except OSError:
            return
        with client, client.makefile("rb") as lines:
            client.sendall(b"220 here\r\n")
            for line in lines:
                if line.upper().startswith(b"DATA"):
                    client.sendall(b"354 go on\r\n")
                    break
                client.sendall(b"250 yes\r\n")
            for line in lines:
                if line == b".\r\n":
                    taken.append(line)
            # The other side has gone; nobody is answered.

    threading.Thread(target=converse, daemon=True).start()
    try:
        yield port, taken
    finally:
        server.close()
