from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.copy_referral import copy_referral
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def reopen_referral(viewer: Viewer, referral_id: UUID, *, reason: str, now: datetime) -> Referral:
    """A new, linked draft of an ended referral, with its case and files; answers with the new one. The old history is never changed.

    A declined or cancelled referral that nobody has acknowledged is acknowledged by this ("referred again"). Doing it twice answers with
    the draft made first, as long as it is a draft. Raises NotComplete without a reason, MoveNotAllowed where it has not ended, NotAllowed,
    NotFound.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    acted_for = require_side(viewer, referral, INITIATOR)
    if referral.state not in states.ENDED:
        raise MoveNotAllowed("This referral is still open; there is nothing to reopen.")
    if not reason.strip():
        raise NotComplete("Not reopened yet.", {"reason": "Say why, in a few words."})
    existing = referral.followers.filter(state=states.DRAFT, discarded_at=None, previous_link="reopened").first()
    if existing is not None:
        return existing
    if referral.state != states.OUTCOME_SENT and referral.ending_acknowledged_at is None:
        referral.ending_acknowledged_at = now
        write_event(
            referral,
            viewer,
            "ending_acknowledged",
            now,
            {"consequence": "referred_again", "note": reason.strip()[:1000]},
            acted_for=acted_for,
        )
        settle(referral, viewer, "reopen_referral", now)
    recipient = referral.recipient_practice if referral.state == states.OUTCOME_SENT else None
    return copy_referral(referral, viewer, recipient, "reopened", now)
