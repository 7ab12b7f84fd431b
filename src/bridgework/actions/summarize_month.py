from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Q

from bridgework.actions.defer_job import defer_jobs
from bridgework.actions.ledger import write_audit
from bridgework.records.models import PlannedMessage, Practice, Referral
from bridgework.rules.facts import SYSTEM

UNTIL_DAY = 7
"""Of the month: so long a server that was down makes good for it. Later a summary would be old news."""

COUNTED = ("sent", "booked", "seen", "reported", "open")


def summarize_month(now: datetime) -> int:
    """Plans the summary of the last month for every office that referred to a practice which wants that; answers for how many practices.

    One e-mail to an office for each such practice and month (named constraint), so it may run every day. Numbers only: nothing of a patient.
    """
    wanting = Practice.objects.filter(monthly_summary=True, receives=True).order_by("pk").values_list("pk", flat=True)
    return sum(_summarize(practice_id, now) for practice_id in list(wanting))


@transaction.atomic
def _summarize(practice_id: UUID, now: datetime) -> bool:
    practice = Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    today = now.astimezone(ZoneInfo(practice.time_zone))
    if today.day > UNTIL_DAY:
        return False
    until = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = (until - timedelta(days=1)).replace(day=1)
    counted = (
        Referral.objects.filter(recipient_practice=practice, sent_at__gte=since, sent_at__lt=until)
        .exclude(sender_practice=practice)
        .values("sender_practice")
        .annotate(
            sent=Count("pk"),
            booked=Count("pk", filter=Q(booked_at__isnull=False)),
            seen=Count("pk", filter=Q(seen_at__isnull=False)),
            reported=Count("pk", filter=Q(reported_at__isnull=False)),
            open=Count("pk", filter=Q(closed_at=None)),
        )
        .order_by("sender_practice")
    )
    counts = {row["sender_practice"]: {name: int(row[name]) for name in COUNTED} for row in counted}  # type: ignore[literal-required]
    offices = Practice.objects.filter(pk__in=counts).exclude(email="").order_by("pk")
    month = f"{since:%Y-%m}"
    told = set(
        PlannedMessage.objects.filter(practice__in=offices, kind="monthly_summary", occasion=f"{month} {practice.pk}").values_list(
            "practice_id", flat=True
        )
    )
    rows = [_row(practice, office, month, counts[office.pk], now) for office in offices if office.pk not in told]
    PlannedMessage.objects.bulk_create(rows, ignore_conflicts=True)
    defer_jobs("send_message", [{"message_id": str(row.pk)} for row in rows])
    if rows:
        write_audit(SYSTEM, "summarize_month", now, [])
    return bool(rows)


def _row(practice: Practice, office: Practice, month: str, counts: dict[str, int], now: datetime) -> PlannedMessage:
    facts: dict[str, Any] = {
        "practice_id": str(practice.pk),
        "practice": practice.name,
        "phone": practice.phone,
        "practice_zone": practice.time_zone,
        "zone": office.time_zone,
        "month": month,
        **counts,
    }
    if office.on_network:
        facts["path"] = "/referrals/"
    return PlannedMessage(
        kind="monthly_summary",
        occasion=f"{month} {practice.pk}",
        recipient="sender",
        practice=office,
        channel="email",
        language="en",
        address=office.email,
        facts=facts,
        due_at=now,
        created_at=now,
        changed_at=now,
    )
