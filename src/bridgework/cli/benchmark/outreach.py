"""How many due steps go out a second: planned, checked, put into words, attempted and reported as delivered, by two workers at once.

Beside it, in the same run and on the same database: the bare statements that claim messages and mark them as done, and a job queue that does
nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import psycopg
from django.conf import settings
from django.db import connection
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from uuid_utils.compat import uuid7

from bridgework.actions.claim_messages import MOST_AT_ONCE, claim_messages
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.record_receipts import Report, record_receipts
from bridgework.cli.benchmark.clinic import accepted_referral, set_up_clinic
from bridgework.cli.benchmark.due import Crowd, make_due, store_messages
from bridgework.cli.benchmark.intake import as_application
from bridgework.cli.benchmark.legs import LegFailed, run_in_child
from bridgework.cli.benchmark.network import ZONE, Network
from bridgework.cli.benchmark.stand_in import ACCOUNT, standing_in
from bridgework.cli.benchmark.together import all_together
from bridgework.connections.door import Message, Outcome
from bridgework.jobs.carry_out import Send, carry_out
from bridgework.jobs.send_message import resolve_in_flight, send_due
from bridgework.jobs.ways_out import forget_text_messages, send_out
from bridgework.lookups.outgoing import broken_off
from bridgework.rules.delivery import LOOK_AFTER
from bridgework.rules.facts import SYSTEM

WORKERS = 2
MOST_JOBS = 10_000
"""No-op jobs that the queue is timed with: it is slower, and its rate does not depend on the number."""
MOST_BY_HTTP = 10_000
JOBS_AT_ONCE = 10
CLAIM = """
UPDATE records_plannedmessage SET status = 'sending', changed_at = now(), tries = tries + 1 WHERE id IN (
    SELECT id FROM records_plannedmessage WHERE status = 'planned' AND due_at <= now() ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id
"""
DONE = "UPDATE records_plannedmessage SET status = 'sent', changed_at = now() WHERE id = ANY(%s)"
COUNTED = """
SELECT count(*) FILTER (WHERE message.status = %(status)s), count(attempt.id) FILTER (WHERE attempt.outcome = 'accepted'), count(receipt.id)
FROM records_plannedmessage AS message LEFT JOIN records_messageattempt AS attempt
    ON attempt.message_id = message.id AND attempt.number = message.tries
LEFT JOIN records_messagereceipt AS receipt ON receipt.attempt_id = attempt.id
WHERE message.step IS NOT NULL AND message.occasion = %(day)s
"""


def measure(owner_url: str, network: Network, size: int, told: Callable[[str], None]) -> dict[str, Any]:
    """Runs the legs: bare, ours, bare, then the queue, then ours over HTTP; the figures of all."""
    holidays.country_holidays("US")  # loads 280 files: here once, and not in every worker
    local = datetime.now(ZoneInfo(ZONE)).replace(hour=15, minute=0, second=0, microsecond=0)
    by_http = min(size, MOST_BY_HTTP)

    def prepare() -> tuple[datetime, datetime]:
        sent_at = (local - timedelta(days=3)).astimezone(UTC)
        crowd = Crowd(owner_url, accepted_referral(network, set_up_clinic("Outreach", 1, sent_at), 0, sent_at))
        first, second = crowd.wave(size), crowd.wave(by_http, days=1)
        store_messages(owner_url, size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return first, second

    due, due_by_http = run_in_child(prepare)
    told(f"{size + by_http:,} due steps")
    bare = [leg_bare(owner_url, size, told)]
    ours = leg_ours(due, at_once, told)
    check(owner_url, due, size, "delivered")
    bare.append(leg_bare(owner_url, size, told))
    jobs = min(size, MOST_JOBS)
    queue = leg_queue(jobs, told)
    settings.SMS_ACCOUNT, settings.SMS_TOKEN, settings.SMS_FROM = ACCOUNT
    with standing_in() as url:
        settings.SMS_URL = url
        http = leg_ours(due_by_http, send_out, told)
        asked = run_in_child(lambda: settle(due_by_http))
    check(owner_url, due_by_http, by_http, "sent")
    rates = {"bare": size / (sum(bare) / 2), "ours": size / ours, "procrastinate": jobs / queue, "http": by_http / http}
    return {
        "ratio": round(rates["ours"] / rates["bare"], 4),
        "seconds": round(ours, 2),
        "vs_procrastinate": round(rates["ours"] / rates["procrastinate"], 2),
        "http_per_second": round(rates["http"], 1),
        "steps_per_second": round(rates["ours"], 1),
        "bare_per_second": round(rates["bare"], 1),
        "procrastinate_per_second": round(rates["procrastinate"], 1),
        "workers": WORKERS,
        "http_messages": by_http,
        "http_asked": asked,
        "procrastinate_jobs": jobs,
    }


def leg_ours(due: datetime, send: Send, told: Callable[[str], None]) -> float:
    """Everything from the due step to the recorded attempt; where nothing outside answers later, with the receipt."""
    forget_text_messages()
    now = due + timedelta(minutes=1)

    def work(_: int) -> None:
        while True:
            planned = plan_due_steps(now=now)
            batch = claim_messages(now=now)
            carry_out(batch.claimed, send=send, clock=lambda: now)
            if send is at_once:
                record_receipts([Report(name_of(str(one.message_id)), "delivered") for one in batch.claimed], now=now)
            if not planned.planned and not batch.claimed and not is_due(now):
                return

    seconds = all_together(work, WORKERS)
    told(f"ours: {seconds:.1f} s")
    return seconds


def settle(due: datetime) -> int:
    """Asks the service for what had no answer in time, as happens where the machine has other work, and sends what had not gone out; how many."""
    forget_text_messages()
    later = due + LOOK_AFTER + timedelta(minutes=2)
    open_attempts = len(broken_off(SYSTEM, now=later, after=LOOK_AFTER, limit=MOST_BY_HTTP))
    resolve_in_flight(later)
    later += timedelta(minutes=2)
    while send_due(clock=lambda: later):
        pass
    return open_attempts


def is_due(now: datetime) -> bool:
    """Whether another worker still holds something."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM records_referralcadence WHERE status = 'running' AND next_at <= %(now)s)"
            " OR EXISTS (SELECT FROM records_plannedmessage WHERE status = 'planned' AND due_at <= %(now)s)",
            {"now": now},
        )
        return bool(cursor.fetchone()[0])


def at_once(channel: str, message: Message) -> Outcome:
    """A service that takes everything without taking time."""
    return Outcome("accepted", provider_id=name_of(message.id))


def name_of(message_id: str) -> str:
    return f"SM{message_id}"


def leg_bare(owner_url: str, size: int, told: Callable[[str], None]) -> float:
    """Claims as many messages and marks them as done, in batches of the same size; nothing is looked at."""
    make_due(owner_url)

    def work(_: int) -> None:
        with psycopg.connect(as_application(), autocommit=True) as application:
            application.prepare_threshold = 0
            while keys := [key for (key,) in application.execute(CLAIM, [MOST_AT_ONCE]).fetchall()]:
                application.execute(DONE, [keys])

    seconds = all_together(work, WORKERS)
    told(f"bare: {seconds:.1f} s for {size:,}")
    return seconds


def leg_queue(jobs: int, told: Callable[[str], None]) -> float:
    """As many jobs that do nothing, by the queue's own worker."""
    queue = f"bench-{uuid7().hex[:8]}"

    @app.task(name=f"bridgework.cli.benchmark.{queue}", queue=queue)
    async def nothing() -> None:
        return None

    run_in_child(lambda: nothing.batch_defer(*[{}] * jobs) and None)

    def work(_: int) -> None:
        with app.replace_connector(PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)) as worker:
            worker.run_worker(queues=[queue], wait=False, concurrency=JOBS_AT_ONCE, listen_notify=False, install_signal_handlers=False)

    seconds = all_together(work, WORKERS)
    told(f"procrastinate: {seconds:.1f} s for {jobs:,}")
    return seconds


def check(owner_url: str, due: datetime, size: int, status: str) -> None:
    """Raises LegFailed unless each step has exactly one message that went out, by one attempt that was taken (and one receipt, where one was told)."""
    with psycopg.connect(owner_url) as owner:
        day = due.astimezone(ZoneInfo(ZONE)).date().isoformat()
        found = owner.execute(COUNTED, {"day": day, "status": status}).fetchone()
    if found != (size, size, size if status == "delivered" else 0):
        raise LegFailed(f"{found} messages, attempts and receipts of {size} steps")
