from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.release_holds import end_requests, providers_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def record_arrival(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """The patient is here. No move of the table; a second click changes nothing. Raises MoveNotAllowed where no visit is booked, NotAllowed,
    NotFound.
    """
    permissions.require(viewer, "record_visit")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    visit = referral.appointments.filter(status__in=["booked", "arrived"]).first()
    if visit is None:
        raise MoveNotAllowed("No visit is booked for this referral.")
    if visit.status == "booked":
        visit.status, visit.changed_at = "arrived", now
        visit.save(update_fields=["status", "changed_at"])
        end_requests(referral, now)  # whoever is here does not ask to come another day any more
        write_event(referral, viewer, "arrived", now, {"starts_at": visit.starts_at.isoformat()})
        settle(referral, viewer, "record_arrival", now)
    return referral
