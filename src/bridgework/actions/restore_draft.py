from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def restore_draft(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Takes back the giving up of a draft (undo). Raises MoveNotAllowed where it is no draft, NotFound, NotAllowed."""
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state != states.DRAFT:
        raise MoveNotAllowed("This referral is no draft any more.")
    if referral.discarded_at is not None:
        referral.discarded_at = referral.closed_at = None
        write_event(referral, viewer, "restored", now)
        settle(referral, viewer, "restore_draft", now)
    return referral
