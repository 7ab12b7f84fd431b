from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.count_lost_visit import count_lost_visit
from bridgework.actions.join_wait_list import end_waiting
from bridgework.actions.ledger import lock_referral, move_referral, require_side, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of, tell_who_waits
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import SlotTaken


@transaction.atomic
def cancel_appointment(
    viewer: Viewer, referral_id: UUID, *, reason: str, now: datetime, for_patient: bool = False, seen_version: int | None = None
) -> Referral:
    """Cancels the visit (moves 13, 19, 27), not the referral: by the receiving practice's staff, or by the patient through their link.

    The time is free at once and rebooking is the next step. `for_patient`: staff cancel because the patient asked for it; what a patient
    cancels late is counted like a visit that they missed. Raises MoveNotAllowed where no visit is booked, SlotTaken where the patient has
    arrived, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "schedule")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    visit = referral.appointments.filter(status__in=["booked", "arrived"]).first()
    if visit is not None and visit.status == "arrived":
        raise SlotTaken("The patient has arrived; record the visit instead.")
    by_patient = viewer.kind == "patient" or for_patient
    is_late = by_patient and visit is not None and _is_late(referral, visit.starts_at, now)
    details = {"starts_at": visit.starts_at.isoformat() if visit else "", "reason": reason.strip()[:300], "late": is_late}
    event = move_referral(referral, viewer, states.CANCEL_VISIT, "visit_cancelled", now, details)
    release_holds_of(referral, now)
    if visit is not None:
        visit.status, visit.changed_at, visit.reason = "cancelled", now, reason.strip()[:300]
        visit.save(update_fields=["status", "changed_at", "reason"])
    referral.visit_ends_at, referral.visit_lost_at, referral.another_visit_needed = None, now, False
    end_waiting(referral, "over", now)
    tell_who_waits(referral)
    if is_late:
        count_lost_visit(referral, now)
    settle(referral, viewer, "cancel_appointment", now)
    plan_messages(referral, "visit_cancelled", str(event.pk), now, by_patient=viewer.kind == "patient")
    return referral


def _is_late(referral: Referral, starts_at: datetime, now: datetime) -> bool:
    hours = referral.recipient_practice.late_cancel_hours if referral.recipient_practice else 0
    return starts_at - now < timedelta(hours=hours)
