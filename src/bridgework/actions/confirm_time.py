from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.book_appointment import leave_visit, put_into_calendar
from bridgework.actions.ledger import lock_referral, require_side, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def confirm_time(viewer: Viewer, referral_id: UUID, *, now: datetime, seen_version: int | None = None) -> Referral:
    """Books the time that the patient asked for while the practice's own calendar could not be read; the patient is told. A visit that was
    booked until now is moved there, its old time given back.

    Raises MoveNotAllowed where nothing is asked for (any more), ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    hold = referral.appointments.filter(status="held", purpose="request", held_until__gt=now, starts_at__gt=now).first()
    if hold is None:
        raise MoveNotAllowed("The time that the patient asked for is not held any more. Please offer other times.")
    current = referral.appointments.filter(status="booked").first()
    if current:
        leave_visit(referral, current, hold.starts_at, now)
    event = put_into_calendar(referral, hold, viewer, now, moved_from=current)
    release_holds_of(referral, now)
    settle(referral, viewer, "confirm_time", now)
    plan_messages(referral, "moved" if current else "booked", event, now)
    return referral
