from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import free_visits_of, providers_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer


@transaction.atomic
def confirm_cancellation(viewer: Viewer, referral_id: UUID, *, now: datetime, seen_version: int | None = None) -> Referral:
    """Move 23: the cancellation that the sender asked for. Times are freed; the sender acknowledges, so that no patient vanishes.

    Raises MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    event = move_referral(referral, viewer, states.CONFIRM_CANCELLATION, "cancelled", now)
    referral.ended_at = now
    free_visits_of(referral, viewer, now, "referral cancelled")
    settle(referral, viewer, "confirm_cancellation", now)
    plan_messages(referral, "cancelled", str(event.pk), now)
    return referral
