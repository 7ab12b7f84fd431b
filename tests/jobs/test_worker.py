"""The real worker, once round: it sends, decodes, tidies up, and ends in order when it is told to."""

import io
import signal
from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection
from PIL import Image

import make
from bridgework.actions.attach_file import attach_file
from bridgework.actions.defer_job import defer_job, defer_job_once
from bridgework.records.models import Attachment
from people import Cast
from standins_for_tests import PATIENCE_SECONDS, Standins
from worker_process import wait_until, worker


def test_the_worker_does_what_waits_for_it_and_ends_in_order(committed_db: None, cast: Cast, standins: Standins) -> None:
    now = datetime.now(UTC)
    referral = make.sent(cast, now=now)
    film = io.BytesIO()
    Image.new("L", (320, 240), 90).save(film, "PNG")
    attachment = attach_file(cast.raman, referral.pk, name="film.png", content=film, now=now)
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(days=1))
    defer_job("clear_sessions")
    defer_job_once("prune", "prune")
    old_job, stalled_job = a_job_done_long_ago(), a_stalled_job_whose_successor_waits()
    defer_job_once("retry_stalled_jobs", "retry_stalled_jobs")

    with worker(standins) as process:
        wait_until(lambda: Attachment.objects.get(pk=attachment.pk).status == "ready", process)
        offices = referral.messages.exclude(recipient="patient")  # the patient's waits for the morning, where it is night
        wait_until(lambda: set(offices.values_list("status", flat=True)) == {"sent"}, process)
        wait_until(lambda: not Session.objects.exists(), process)
        wait_until(lambda: not is_there(old_job), process)
        wait_until(lambda: not is_there(stalled_job), process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        said = process.stderr.read().decode() if process.stderr else ""

    mails = [message.to for message in standins.store.all() if message.to not in (referral.patient.phone, referral.patient.email)]
    assert sorted(mails) == sorted([cast.lakeview.email, cast.harbor.email])
    assert referral.patient.family_name not in said
    assert referral.patient.phone not in said


def a_job_done_long_ago() -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'old', 'succeeded') RETURNING id")
        number = int(cursor.fetchone()[0])
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '3 days' WHERE job_id = %s", [number])
        cursor.execute("INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'succeeded', now() - interval '2 days')", [number])
    return number


def a_stalled_job_whose_successor_waits() -> int:
    insert = """
        INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock, scheduled_at)
        VALUES ('default', 'bridgework.jobs.clear_sessions', %s, 'a name', now() + interval '1 hour') RETURNING id
    """
    with connection.cursor() as cursor:
        cursor.execute(insert, ["todo"])
        cursor.execute(insert, ["doing"])
        return int(cursor.fetchone()[0])


def is_there(job: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job])
        return cursor.fetchone() is not None
