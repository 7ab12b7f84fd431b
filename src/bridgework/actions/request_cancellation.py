from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def request_cancellation(viewer: Viewer, referral_id: UUID, *, reason: str, now: datetime, seen_version: int | None = None) -> Referral:
    """Moves 04, 07, 14, 20, 22 and 28: the sender asks; the recipient confirms, or answers with an outcome. A booked visit stands till then.

    Raises NotComplete without a reason, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "request_cancellation")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    if not reason.strip():
        raise NotComplete("Not sent yet.", {"reason": "Say why, so that the practice can decide."})
    event = move_referral(referral, viewer, states.REQUEST_CANCELLATION, "cancellation_requested", now, {"reason": reason.strip()[:1000]})
    referral.cancel_requested_at = now
    referral.cancel_reason = reason.strip()[:1000]
    settle(referral, viewer, "request_cancellation", now)
    plan_messages(referral, "cancellation_requested", str(event.pk), now)
    return referral
