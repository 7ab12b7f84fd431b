"""What runs by the clock, and how the worker recovers."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status

import make
from bridgework import jobs
from bridgework.actions.defer_job import NOBODY_WAITS, defer_job, defer_job_once, defer_jobs
from bridgework.jobs.recover import MOST_TRIES, retry_stalled_jobs
from bridgework.jobs.release_holds import release_holds
from bridgework.jobs.timetable import TIMETABLE
from job_context import tried
from people import Cast

DEFERRED_BY_ACTIONS = {
    "attach_from_document",
    "decode_film",
    "fetch_picture",
    "move_cadences",
    "offer_times_freed_now",
    "read_calendar",
    "read_reply",
    "rederive_due_times",
    "replan_referral",
    "send_invitation",
    "send_message",
    "take_receipt",
    "tell_released_holds",
}


def test_every_job_is_registered_and_is_deferred_by_an_action_or_by_the_clock() -> None:
    known = {name.removeprefix("bridgework.jobs.") for name in app.tasks if name.startswith("bridgework.")}

    assert jobs.__all__
    assert known == DEFERRED_BY_ACTIONS | {line.job.name.removeprefix("bridgework.jobs.") for line in TIMETABLE}


def test_no_job_of_the_timetable_piles_up() -> None:
    assert all(line.job.queueing_lock for line in TIMETABLE)
    assert len(app.periodic_registry.periodic_tasks) == len(TIMETABLE)


@pytest.mark.django_db
def test_a_message_does_not_stand_in_line_behind_the_films_of_an_intake() -> None:
    defer_jobs("fetch_picture", [{"asset_id": str(number)} for number in range(3)])
    defer_job("send_message", message_id="1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, NULL)")
        assert cursor.fetchone() == ("bridgework.jobs.send_message",)


def test_what_the_clock_brings_has_the_same_place_in_the_line_as_what_an_action_leaves() -> None:
    defers = {task.task.name: task.configure_kwargs["priority"] for task in app.periodic_registry.periodic_tasks.values()}

    assert defers["bridgework.jobs.sweep_due_messages"] > defers["bridgework.jobs.find_pairs"]
    assert {name.removeprefix("bridgework.jobs.") for name in app.tasks} >= NOBODY_WAITS


@pytest.mark.django_db
def test_a_job_of_one_name_waits_once() -> None:
    for _ in range(3):
        defer_job_once("send_message", "send 1", message_id="1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (1,)


class Jobs:
    """Procrastinate's own jobs, as far as recovery asks for them."""

    def __init__(self, *stalled: Job, refuses: Exception | None = None) -> None:
        self.stalled, self.refuses = stalled, refuses
        self.retried: list[int | None] = []
        self.finished: list[tuple[int | None, Status, bool]] = []

    async def get_stalled_jobs(self, **_: Any) -> tuple[Job, ...]:
        return self.stalled

    async def retry_job(self, job: Job) -> None:
        if self.refuses:
            raise self.refuses
        self.retried.append(job.id)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        self.finished.append((job.id, status, delete_job))


def recover(stalled: Jobs) -> None:
    class Worker:
        job_manager = stalled

    asyncio.run(retry_stalled_jobs.func(tried(0, by=Worker())))


def stalled_job(number: int, attempts: int = 0) -> Job:
    return Job(id=number, queue="default", lock=None, queueing_lock=None, task_name="bridgework.jobs.send_message", attempts=attempts)


def test_the_jobs_of_a_killed_worker_are_done_by_another() -> None:
    killed = Jobs(stalled_job(1), stalled_job(2, attempts=MOST_TRIES))

    recover(killed)

    assert killed.retried == [1]
    assert killed.finished == [(2, Status.FAILED, False)]


def test_a_job_whose_successor_waits_already_is_let_go() -> None:
    killed = Jobs(stalled_job(1), refuses=AlreadyEnqueued())

    recover(killed)

    assert killed.finished == [(1, Status.FAILED, True)]


def test_holds_are_given_back_by_the_clock(cast: Cast) -> None:
    referral = make.offered(cast, now=datetime.now(UTC) - timedelta(days=20))

    release_holds()

    assert make.fresh(referral).next_step == "offer_times"
    assert not referral.appointments.filter(status="held").exists()


@pytest.mark.django_db
def test_a_job_exists_exactly_if_its_fact_does() -> None:
    def fail_after_deferring() -> None:
        with transaction.atomic():
            defer_job("send_message", message_id="1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_deferring()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)
