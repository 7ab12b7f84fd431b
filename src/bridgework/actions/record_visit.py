from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Appointment, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def record_visit(
    viewer: Viewer, referral_id: UUID, *, note: str, another_visit_needed: bool, now: datetime, seen_version: int | None = None
) -> Referral:
    """The patient was seen (interim note, moves 08, 15 and 29). A visit that has happened is not closure: the report is the next step, or the
    next visit where treatment is still to come.

    Raises NotComplete for a visit that lies ahead, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "record_visit")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    visit = referral.appointments.filter(status__in=["booked", "arrived"]).select_related("location").first()
    if visit is not None and visit.status == "booked" and _local_day(visit, visit.starts_at) > _local_day(visit, now):
        raise NotComplete("Not recorded yet.", {"visit": "This visit lies ahead. Move it to today first, or wait for the day."})
    details = {"note": note.strip()[:2000], "another_visit_needed": another_visit_needed}
    event = move_referral(referral, viewer, states.INTERIM_NOTE, "seen", now, details)
    if visit is not None:
        visit.status, visit.changed_at = "seen", now
        visit.save(update_fields=["status", "changed_at"])
    referral.seen_at = referral.seen_at or now
    referral.visit_ends_at = None
    referral.another_visit_needed = another_visit_needed
    settle(referral, viewer, "record_visit", now)
    plan_messages(referral, "seen", str(event.pk), now)
    return referral


def _local_day(visit: Appointment, moment: datetime) -> date:
    """The day that a moment falls on where the visit takes place."""
    return moment.astimezone(ZoneInfo(visit.location.time_zone)).date()
