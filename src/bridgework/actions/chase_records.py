from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.begin_chase import reminding_hours
from bridgework.actions.ledger import lock_referral, settle, write_audit, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.lookups.chase import chase_facts
from bridgework.lookups.missing_records import missing_records
from bridgework.records.models import RecordsChase, Referral
from bridgework.rules.chase import ChaseStep, next_chase_step
from bridgework.rules.facts import SYSTEM


def chase_records(now: datetime, limit: int = 200) -> int:
    """Takes every chase whose hour has come one step further, each referral in a transaction of its own; answers how many it looked at.

    A step is a reminder to the sender, handing it to a person of the receiving practice, or the end. Run twice it finds the row taken
    further already, and the same reminder cannot be planned twice in any case (named constraint).
    """
    due = RecordsChase.objects.filter(ended_at=None, next_at__lte=now).order_by("next_at", "referral_id")
    found = list(due.values_list("referral_id", flat=True)[:limit])
    for referral_id in found:
        _take_a_step(referral_id, now)
    return len(found)


@transaction.atomic
def _take_a_step(referral_id: UUID, now: datetime) -> None:
    referral = lock_referral(SYSTEM, referral_id)
    chase = RecordsChase.objects.select_for_update().get(pk=referral_id)
    if chase.ended_at is not None or chase.next_at is None or chase.next_at > now:
        return
    missing = missing_records(referral, now)
    step = _next(referral, chase, is_missing=bool(missing))
    if step.act != "over" and step.at is not None and step.at > now:
        chase.next_at = step.at  # the tier, the hours or the address changed since it was planned
    elif step.act == "remind":
        _remind(referral, chase, [found.code for found in missing], now)
    elif step.act == "person":
        _hand_over(referral, chase, now)
    else:
        chase.ended_at, chase.ended_because, chase.next_at = now, step.because, None
    chase.save()


def _remind(referral: Referral, chase: RecordsChase, missing: list[str], now: datetime) -> None:
    chase.reminders += 1
    chase.reminded_at = now
    records = referral.records_asked if referral.records_asked_at and not referral.records_complete else missing
    chase.next_at = _next(referral, chase, is_missing=True).at
    write_event(referral, SYSTEM, "records_reminded", now, {"times": chase.reminders, "records": list(dict.fromkeys(records))})
    write_audit(SYSTEM, "chase_records", now, [referral.pk])
    plan_messages(referral, "records_reminded", f"{chase.began_at:%Y%m%dT%H%M%S} {chase.reminders}", now)


def _hand_over(referral: Referral, chase: RecordsChase, now: datetime) -> None:
    """The ball goes to the receiving practice, whose person calls, or decides with what there is."""
    chase.person_since, chase.next_at = now, None
    referral.records_unanswered_at = now
    write_event(referral, SYSTEM, "records_unanswered", now, {"times": chase.reminders})
    settle(referral, SYSTEM, "chase_records", now)


def _next(referral: Referral, chase: RecordsChase, *, is_missing: bool) -> ChaseStep:
    return next_chase_step(chase_facts(referral, chase, is_missing=is_missing), reminding_hours(referral))
