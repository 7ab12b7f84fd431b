from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.release_holds import release_holds_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def discard_draft(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Gives up a draft. It stays where it stands, closed and readable; no move of the table takes place.

    Raises MoveNotAllowed where it was sent meanwhile, NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state != states.DRAFT:
        raise MoveNotAllowed("This referral has already been sent. Ask the practice to cancel it instead.")
    if referral.discarded_at is None:
        referral.discarded_at = now
        release_holds_of(referral, now)
        write_event(referral, viewer, "discarded", now)
        settle(referral, viewer, "discard_draft", now)
    return referral
