from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def release_time(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Gives back the time that was held in the chair, before the practice has reviewed. With nothing held it changes nothing.

    Raises MoveNotAllowed once it was reviewed, NotAllowed, NotFound.
    """
    permissions.require(viewer, "refer")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state not in (states.DRAFT, states.RECEIVED):
        raise MoveNotAllowed("The practice has reviewed the referral, so the time is in its own calendar now. Ask it to move the visit.")
    held = list(referral.appointments.filter(status="held", purpose="chair"))
    if held:
        release_holds_of(referral, now)
        event = write_event(referral, viewer, "time_released", now, {"starts_at": held[0].starts_at.isoformat()})
        settle(referral, viewer, "release_time", now)
        if referral.sent_at is not None:
            plan_messages(referral, "hold_released", str(event.pk), now)
    return referral
