"""Workers are killed with SIGKILL while they plan and send over HTTP, again and again; others take over. Everybody gets one message."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from bridgework.cli.benchmark.clinic import accepted_from, patient_of, set_up_clinic
from bridgework.cli.benchmark.due import Crowd
from bridgework.cli.benchmark.network import ZONE
from bridgework.cli.benchmark.stand_in import ACCOUNT, standing_in
from bridgework.cli.simulation.lines import DONE, READY
from bridgework.config.databases import UNTOLD
from bridgework.jobs.send_message import resolve_in_flight
from bridgework.jobs.ways_out import text_messages
from bridgework.rules.delivery import LOOK_AFTER

LATEST = 0.6
"""Seconds between the beginning of a worker's work (of every other one: the moment at which it holds messages) and its end."""
PATIENCE_SECONDS = 60
WAVE = 600
"""So many steps become due whenever fewer than two thirds of that are left for a worker to begin with."""
EVENING = 19
NAMES = ("BRIDGEWORK_SMS_ACCOUNT", "BRIDGEWORK_SMS_TOKEN", "BRIDGEWORK_SMS_FROM")
LEFT = """
SELECT (SELECT count(*) FROM records_referralcadence WHERE status = 'running' AND next_at <= %(now)s)
    + (SELECT count(*) FROM records_plannedmessage WHERE status = 'planned' AND due_at <= %(now)s)
"""
HELD = "SELECT count(*) FROM records_plannedmessage WHERE status = 'sending'"
OPEN = "SELECT count(*) FROM records_plannedmessage WHERE step IS NOT NULL AND status IN ('planned', 'sending')"


def kill_senders(kills: int, seed: int, owner_url: str, told: Callable[[str], None], *, wave: int = WAVE) -> dict[str, Any]:
    """`ok`, and what the service really took: nobody twice, nobody not at all."""
    random = Random(seed)
    local = datetime.now(ZoneInfo(ZONE)).replace(hour=15, minute=0, second=0, microsecond=0)
    sent_at = (local - timedelta(days=400)).astimezone(UTC)
    sender, clinic = set_up_clinic("Sender", 1, sent_at), set_up_clinic("Killed", 1, sent_at)
    crowd = Crowd(owner_url, accepted_from(sender.desk, sender.providers[0], clinic, patient_of(0), sent_at))
    day, in_flight = 0, 0
    now = crowd.due_at + timedelta(minutes=1)
    with tempfile.TemporaryDirectory() as folder, standing_in(pace=0.0, store=Path(folder)) as url:
        settings.SMS_URL, (settings.SMS_ACCOUNT, settings.SMS_TOKEN, settings.SMS_FROM) = url, ACCOUNT
        text_messages.cache_clear()
        for number in range(1, kills + 1):
            if now.astimezone(ZoneInfo(ZONE)).hour >= EVENING:
                day += 1
                now = crowd.due_at + timedelta(days=day, minutes=1)
            if _count(LEFT, now) < wave * 2 // 3:
                crowd.wave(wave, days=day)
            with worker(now, url) as process:
                if number % 2:
                    _wait_until_it_holds_messages(now)
                time.sleep(random.uniform(0, LATEST))
                process.kill()
                process.wait()
            in_flight += _count(HELD, now)
            now += LOOK_AFTER + timedelta(seconds=1)
            resolve_in_flight(now)
            if number % 10 == 0 or number == kills:
                told(f"{number} of {kills} workers killed, {in_flight} messages in their hands")
        for _ in range(10):
            with worker(now, url) as process:
                _hear(process, DONE)
            now += LOOK_AFTER + timedelta(minutes=1)
            resolve_in_flight(now)
            if not _count(OPEN, now):
                break
        taken = _taken(Path(folder))
        if (service := text_messages()) is not None:
            service.close()
        text_messages.cache_clear()
    twice = sorted(phone for phone, times in taken.items() if times > 1)
    lost = crowd.made - len(taken)
    return {
        "ok": not twice and lost == 0 and not _count(OPEN, now),
        "kills": kills,
        "steps": crowd.made,
        "reached": len(taken),
        "in_flight_at_kills": in_flight,
        "twice": len(twice),
        "lost": lost,
        "still_open": _count(OPEN, now),
    }


@contextmanager
def worker(now: datetime, url: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker that has just begun its work; at the end it is killed where it still lives."""
    told = {
        "DJANGO_SETTINGS_MODULE": "bridgework.config.settings",
        "BRIDGEWORK_SMS_URL": url,
        "BRIDGEWORK_URL": "https://practice.example",
        "DATABASE_OWNER_URL": UNTOLD,
    }
    around = os.environ | told | dict(zip(NAMES, ACCOUNT, strict=True))
    command = [sys.executable, "-m", "bridgework.cli.simulation.sender", now.isoformat()]
    process = subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True)
    try:
        _hear(process, READY)
        yield process
    finally:
        process.kill()
        process.communicate()


def _wait_until_it_holds_messages(now: datetime) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not _count(HELD, now) and time.monotonic() < give_up:
        time.sleep(0.005)


def _hear(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdout
    for said in process.stdout:
        if said.strip() == line:
            return
    raise RuntimeError("A worker ended before it was killed.")


def _count(question: str, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, {"now": now})
        return int(cursor.fetchone()[0])


def _taken(folder: Path) -> Counter[str]:
    """How many messages each phone got."""
    phones: dict[str, str] = {}
    for line in (folder / "messages.jsonl").read_text().splitlines():
        message = json.loads(line).get("message")
        if message:
            phones[message["id"]] = message["to"]
    return Counter(phones.values())
