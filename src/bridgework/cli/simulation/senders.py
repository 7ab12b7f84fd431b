"""The real worker is killed with SIGKILL while it plans and sends over HTTP, again and again; another one takes over. Everybody gets one message.

By the real clock: the patients live where it is noon. Only waiting is cut short: after a kill, what counts from a moment is set back by as long
as the program waits until it takes a worker for dead and a message for broken off.
"""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from django.db import connection

from bridgework.actions.defer_job import defer_job_once
from bridgework.cli.benchmark.clinic import accepted_from, patient_of, set_up_clinic
from bridgework.cli.benchmark.due import Crowd
from bridgework.cli.benchmark.stand_in import ACCOUNT, standing_in
from bridgework.cli.simulation.kills import PATIENCE_SECONDS, kill, program, wait_until
from bridgework.rules.delivery import LOOK_AFTER

LATEST = 0.6
"""Seconds between the moment at which a worker begins (of every other one: at which it holds messages) and its end."""
QUIET_SECONDS = 0.5
"""As long as nothing more comes, everything that a killed worker had put on the wire is there."""
SILENT_SECONDS = 3_600
"""For longer than a worker listens."""
PATTERN = "+15002999999"
"""Whom the crowd is copied from; the watchdog may well write to them, too."""
WAVE = 600
"""So many steps become due whenever fewer than two thirds of that are left for a worker to begin with."""
NOON = 12
JOBS = ("retry_stalled_jobs", "plan_steps", "sweep_due_messages", "resolve_in_flight_messages")
"""What the timetable would begin within the minute."""
LEFT = """
SELECT (SELECT count(*) FROM records_referralcadence WHERE status = 'running' AND next_at <= now())
    + (SELECT count(*) FROM records_plannedmessage WHERE status = 'planned' AND due_at <= now() AND step IS NOT NULL)
"""
HELD = "SELECT count(*) FROM records_plannedmessage WHERE status = 'sending'"
OPEN = f"SELECT ({LEFT}) + (SELECT count(*) FROM records_plannedmessage WHERE step IS NOT NULL AND status IN ('planned', 'sending'))"
BEGUN = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
UNDONE = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at IS NULL"
TIME_GOES_BY = (
    "UPDATE records_plannedmessage SET changed_at = changed_at - %(pause)s WHERE status = 'sending'",
    "UPDATE records_plannedmessage SET due_at = due_at - %(pause)s WHERE status = 'planned' AND due_at > now()",
    "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - %(pause)s",
)


def kill_senders(kills: int, seed: int, owner_url: str, logs: Path, told: Callable[[str], None], *, wave: int = WAVE) -> dict[str, Any]:
    """`ok`, and what the service really took: nobody twice, nobody not at all."""
    random = Random(seed)
    crowd = _crowd(owner_url)
    in_flight = 0
    with tempfile.TemporaryDirectory() as folder, standing_in(pace=0.0, store=Path(folder)) as url:
        names = ("BRIDGEWORK_SMS_ACCOUNT", "BRIDGEWORK_SMS_TOKEN", "BRIDGEWORK_SMS_FROM")
        account = dict(zip(names, ACCOUNT, strict=True))
        # Receipts go to the gateway stand-in, which refuses them at once: where nobody listens it would try for seconds, and fall behind.
        worker = program("worker", logs / "sender.log", BRIDGEWORK_SMS_URL=url, BRIDGEWORK_URL=url, **account)
        try:
            for number in range(1, kills + 1):
                if _count(LEFT) < wave * 2 // 3:
                    crowd.wave(wave)
                is_over_messages = number % 2 == 1
                # Over messages it is killed while it waits for an answer, and so holds one for certain, however slow this machine looks.
                _order(url, {"fault": "timeout", "silent_seconds": SILENT_SECONDS} if is_over_messages else {"clear": True})
                _let_time_go_by()
                has_begun = partial(_are_fewer, UNDONE, than=_count(UNDONE))
                worker.start()
                wait_until(_holds_messages if is_over_messages else has_begun, "a worker has begun")
                time.sleep(random.uniform(0, LATEST))
                kill(worker)
                in_flight += _count(HELD)
                _let_gateway_finish(url)
                if number % 10 == 0 or number == kills:
                    told(f"{number} of {kills} workers killed, {in_flight} messages in their hands")
            _order(url, {"clear": True})
            _let_time_go_by()
            worker.start()
            wait_until(_is_done, "everything is sent", progress=partial(_count, OPEN))
        finally:
            if worker.process is not None:
                kill(worker)
        taken = _taken(Path(folder))
    twice = sorted(phone for phone, times in taken.items() if times > 1)
    lost, still_open = crowd.made - len(taken), _count(OPEN)
    return {
        "ok": not twice and lost == 0 and not still_open,
        "kills": kills,
        "steps": crowd.made,
        "reached": len(taken),
        "in_flight_at_kills": in_flight,
        "twice": len(twice),
        "lost": lost,
        "still_open": still_open,
    }


def _crowd(owner_url: str) -> Crowd:
    """Patients who were referred yesterday, of whom nobody knows more than that their practice is where it is noon."""
    now = datetime.now(UTC)
    ahead = (NOON - now.hour + 12) % 24 - 12
    zone = f"Etc/GMT{-ahead:+d}"  # these names count westward
    sent_at = (now - timedelta(days=1)).astimezone(ZoneInfo(zone)).replace(hour=15).astimezone(UTC)
    sender, clinic = set_up_clinic("Sender", 1, sent_at), set_up_clinic("Killed", 1, sent_at, zone=zone)
    patient = replace(patient_of(0), zip="", phone=PATTERN)
    return Crowd(owner_url, accepted_from(sender.desk, sender.providers[0], clinic, patient, sent_at))


def _let_time_go_by() -> None:
    """The minutes after which a silent worker counts as dead and its messages are looked for, and the full minute of the timetable."""
    pause: dict[str, Any] = {"pause": LOOK_AFTER + timedelta(seconds=1)}
    with connection.cursor() as cursor:
        for statement in TIME_GOES_BY:
            cursor.execute(statement, pause)
    for job in JOBS:
        defer_job_once(job, job)


def _order(url: str, order: dict[str, object]) -> None:
    """To the gateway stand-in, see `StandinHandler.control`."""
    httpx.post(f"{url}/control", json=order, headers={"Origin": url}, timeout=PATIENCE_SECONDS).raise_for_status()


def _let_gateway_finish(url: str) -> None:
    """In the minutes that are skipped it would have: a message that it took and has not passed on is missing in its list of sent ones."""
    before = None
    while True:
        taken = [one["status"] for one in httpx.get(f"{url}/messages.json", timeout=PATIENCE_SECONDS).raise_for_status().json()["messages"]]
        if len(taken) == before and all(status == "delivered" for status in taken):
            return
        before = len(taken)
        time.sleep(QUIET_SECONDS)


def _is_done() -> bool:
    if _count(OPEN) == 0:
        return True
    if _count(BEGUN) == 0:  # nobody holds anything: what waits for a minute need not
        _let_time_go_by()
    return False


def _holds_messages() -> bool:
    return _count(HELD) > 0


def _are_fewer(question: str, *, than: int) -> bool:
    return _count(question) < than


def _count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def _taken(folder: Path) -> Counter[str]:
    """How many messages each phone got."""
    phones: dict[str, str] = {}
    for line in (folder / "messages.jsonl").read_text().splitlines():
        message = json.loads(line).get("message")
        if message and message["to"] != PATTERN:
            phones[message["id"]] = message["to"]
    return Counter(phones.values())
