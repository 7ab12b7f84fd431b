from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.follow_attempt import follow_attempt
from bridgework.actions.lock_messages import lock_messages
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.records.models import MessageAttempt, MessageReceipt, PlannedMessage
from bridgework.rules.delivery import ReceiptStatus, is_overtaken

ARRIVED = ("delivered", "read", "complained")
NOT_ARRIVED = ("undelivered", "failed")


@dataclass(frozen=True, slots=True)
class Report:
    """What a service tells of a message that it had accepted, under its own name for it."""

    provider_id: str
    status: ReceiptStatus
    sentence: str = ""


@transaction.atomic
def record_receipts(reports: Sequence[Report], *, now: datetime) -> tuple[Report, ...]:
    """Keeps what the services report of accepted attempts; answers with the reports of which no attempt is known by that name (yet).

    Each is kept once and counts once, in whatever order they come. One that says that a message did not arrive sends it by the other channel
    or gives it to a person, as a refusal would have.
    """
    names = {report.provider_id for report in reports} - {""}
    gone_wrong = {report.provider_id for report in reports if report.status in NOT_ARRIVED}
    about = MessageAttempt.objects.filter(provider_id__in=names).values_list("provider_id", "message_id", "message__referral_id")
    rows = list(about) if names else []
    lock_messages({referral for name, _, referral in rows if referral and name in gone_wrong}, {message for _, message, _ in rows})
    attempts = MessageAttempt.objects.filter(provider_id__in=[name for name, _, _ in rows])
    if gone_wrong:
        attempts = attempts.select_related("message__patient", "message__referral")
    else:
        attempts = attempts.select_related("message").only("number", "provider_id", "message__status", "message__tries")
    known = {attempt.provider_id: attempt for attempt in attempts} if rows else {}
    told = [(known[report.provider_id], report) for report in reports if report.provider_id in known]
    receipts = [MessageReceipt(attempt=attempt, at=now, status=report.status) for attempt, report in told]
    MessageReceipt.objects.bulk_create(receipts, ignore_conflicts=True)
    _follow(told, now)
    return tuple(report for report in reports if report.provider_id not in known)


def keep_reports(reports: Sequence[Report], *, now: datetime) -> None:
    """Records receipts; those that are faster than the answer to the attempt itself are kept as jobs."""
    unknown = record_receipts(reports, now=now)
    defer_jobs("take_receipt", [asdict(report) for report in unknown])


def _follow(told: Iterable[tuple[MessageAttempt, Report]], now: datetime) -> None:
    """What the news make of the messages."""
    arrived = []
    for attempt, report in told:
        message = attempt.message
        if attempt.number != message.tries or is_overtaken(message.status, report.status):
            continue
        if report.status in ARRIVED:
            # Also where a false alarm had already planned it for the other channel: it has arrived, so nothing more goes out.
            message.status = "delivered"
            arrived.append(message.pk)
            if report.status == "complained" and message.recipient == "patient":
                record_opt_out("email", message.address, our_address="", word=report.status, source="service", now=now)
        elif report.status in NOT_ARRIVED:
            attempt.outcome, attempt.sentence = "refused", (report.sentence or "The message did not arrive.")[:300]
            attempt.save(update_fields=["outcome", "sentence"])
            follow_attempt(message, attempt, "refused", now)
    if arrived:
        PlannedMessage.objects.filter(pk__in=arrived).update(status="delivered", changed_at=now)
