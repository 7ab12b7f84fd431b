from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import end_requests, providers_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def keep_visit(viewer: Viewer, referral_id: UUID, *, now: datetime, seen_version: int | None = None) -> Referral:
    """The visit stays where it is: the other time that the patient asked for is given back, by the practice or by the patient.

    Where the practice says so, the patient is told which time holds. With nothing asked for it changes nothing. Raises MoveNotAllowed where
    no visit is booked, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "schedule")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    visit = referral.appointments.filter(status__in=["booked", "arrived"]).first()
    if visit is None:
        raise MoveNotAllowed("No visit is booked that could stay.")
    asked = end_requests(referral, now)
    if asked:
        times = {"starts_at": visit.starts_at.isoformat(), "asked": asked[0].starts_at.isoformat()}
        event = write_event(referral, viewer, "visit_kept", now, times)
        settle(referral, viewer, "keep_visit", now)
        if viewer.kind != "patient":
            plan_messages(referral, "visit_kept", str(event.pk), now)
    return referral
