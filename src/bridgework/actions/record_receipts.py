from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.follow_attempt import follow_attempt
from bridgework.actions.lock_messages import lock_messages
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.lookups.person import contact_of
from bridgework.records.ids import new_id
from bridgework.records.models import MessageAttempt, MessageReceipt
from bridgework.rules.delivery import ReceiptStatus, is_overtaken

COMPLAINED = "complained"
ARRIVED = ("delivered", "read", COMPLAINED)
NOT_ARRIVED = ("undelivered", "failed")
HOLD = """
SELECT attempt.provider_id, attempt.id, attempt.number, message.id, message.status, message.tries
FROM records_messageattempt AS attempt JOIN records_plannedmessage AS message ON message.id = attempt.message_id
WHERE attempt.provider_id = ANY(%s::text[]) AND attempt.provider_id <> '' ORDER BY message.id FOR UPDATE OF message
"""
"""That the name is not empty is what the index asks for: of a long list the database does not see it by itself."""
KEEP = """
WITH arrived AS (
    UPDATE records_plannedmessage SET status = 'delivered', changed_at = %(now)s WHERE id = ANY(%(messages)s::uuid[])
)
INSERT INTO records_messagereceipt (id, attempt_id, at, status)
SELECT new.id, new.attempt_id, %(now)s, new.status FROM unnest(%(receipts)s::uuid[], %(attempts)s::uuid[], %(statuses)s::text[])
    AS new (id, attempt_id, status)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a service tells of a message that it had accepted, under its own name for it."""

    provider_id: str
    status: ReceiptStatus
    sentence: str = ""


class _Held(NamedTuple):
    """An accepted attempt whose message is locked."""

    provider_id: str
    attempt_id: UUID
    number: int
    message_id: UUID
    status: str
    tries: int


@transaction.atomic
def record_receipts(reports: Sequence[Report], *, now: datetime) -> tuple[Report, ...]:
    """Keeps what the services report of accepted attempts; answers with the reports of which no attempt is known by that name (yet).

    Each is kept once and counts once, in whatever order they come. One that says that a message did not arrive sends it by the other channel
    or gives it to a person, as a refusal would have.
    """
    known = _held(reports)
    told = [(known[report.provider_id], report) for report in reports if report.provider_id in known]
    counted = _counted(told)
    arrived = [one for one, report in counted if report.status in ARRIVED]
    complaints = _complaints(told)
    if told:
        values: dict[str, Any] = {
            "now": now,
            "messages": [one.message_id for one in arrived],
            "receipts": [new_id() for _ in told],
            "attempts": [one.attempt_id for one, _ in told],
            "statuses": [report.status for _, report in told],
        }
        with connection.cursor() as cursor:
            cursor.execute(KEEP, values)
    _follow([(one.attempt_id, report) for one, report in counted if report.status in NOT_ARRIVED], now)
    for address in complaints:
        record_opt_out("email", address, our_address="", word=COMPLAINED, source="service", now=now)
    return tuple(report for report in reports if report.provider_id not in known)


def _held(reports: Sequence[Report]) -> dict[str, _Held]:
    """The attempts by the service's name, their messages locked in the order of keys: the referrals first of those that something follows for."""
    names = {report.provider_id for report in reports} - {""}
    gone_wrong = {report.provider_id for report in reports if report.status in NOT_ARRIVED} - {""}
    if not names:
        return {}
    if gone_wrong:
        about = MessageAttempt.objects.filter(provider_id__in=gone_wrong).exclude(provider_id="")
        lock_messages({key for key in about.values_list("message__referral_id", flat=True) if key}, ())
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [list(names)])
        return {row[0]: _Held._make(row) for row in cursor.fetchall()}


def _counted(told: Iterable[tuple[_Held, Report]]) -> list[tuple[_Held, Report]]:
    """The reports that say something new of a message, in their order. What arrived counts also where a false alarm had already planned it for
    the other channel, and takes back an alarm among these reports: so nothing more goes out.
    """
    statuses: dict[UUID, str] = {}
    counted = []
    for one, report in told:
        status = statuses.get(one.message_id, one.status)
        if one.number != one.tries or is_overtaken(status, report.status):
            continue
        if report.status in ARRIVED:
            statuses[one.message_id] = "delivered"
        elif report.status in NOT_ARRIVED:
            statuses[one.message_id] = "refused"
        counted.append((one, report))
    return [(one, report) for one, report in counted if report.status in ARRIVED or statuses.get(one.message_id) != "delivered"]


def _complaints(told: Iterable[tuple[_Held, Report]]) -> list[str]:
    """The patients' addresses from which a complaint is new. It counts whatever was told before, as it comes after the delivery."""
    keys = {one.attempt_id for one, report in told if report.status == COMPLAINED}
    if not keys:
        return []
    known = set(MessageReceipt.objects.filter(attempt_id__in=keys, status=COMPLAINED).values_list("attempt_id", flat=True))
    attempts = MessageAttempt.objects.filter(pk__in=keys - known, channel="email", message__recipient="patient")
    messages = [attempt.message for attempt in attempts.select_related("message__patient")]
    # A message that went on by text in the meantime has a number for its address.
    return sorted(
        {one.address if one.channel == "email" or one.patient is None else contact_of(one.patient).email for one in messages} - {""}
    )


def keep_reports(reports: Sequence[Report], *, now: datetime) -> None:
    """Records receipts; those that are faster than the answer to the attempt itself are kept as jobs."""
    unknown = record_receipts(reports, now=now)
    defer_jobs("take_receipt", [asdict(report) for report in unknown])


def _follow(told: Sequence[tuple[UUID, Report]], now: datetime) -> None:
    """What the bad news makes of messages that are locked."""
    if not told:
        return
    attempts = MessageAttempt.objects.select_related("message__patient", "message__referral").in_bulk([key for key, _ in told])
    for key, report in told:
        attempt = attempts[key]
        attempt.outcome, attempt.sentence = "refused", (report.sentence or "The message did not arrive.")[:300]
        attempt.save(update_fields=["outcome", "sentence"])
        follow_attempt(attempt.message, attempt, "refused", now)
