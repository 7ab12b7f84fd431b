from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.endings import CONSEQUENCES
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def acknowledge_ending(viewer: Viewer, referral_id: UUID, *, consequence: str, note: str, now: datetime) -> Referral:
    """The sender has read that the referral was declined (4.0) or cancelled (6.0), and says what becomes of the patient: the loop closes.

    Acknowledging twice answers with the same referral. Raises NotComplete for an unknown consequence, MoveNotAllowed in any other state,
    NotAllowed, NotFound.
    """
    permissions.require(viewer, "acknowledge")
    referral = lock_referral(viewer, referral_id)
    acted_for = require_side(viewer, referral, INITIATOR)
    if referral.state not in (states.DECLINED, states.CANCELLED):
        raise MoveNotAllowed("Only a declined or cancelled referral is acknowledged in this way.")
    if consequence not in CONSEQUENCES:
        raise NotComplete("Not closed yet.", {"consequence": "Say what becomes of the patient."})
    if referral.ending_acknowledged_at is None:
        referral.ending_acknowledged_at = now
        write_event(
            referral, viewer, "ending_acknowledged", now, {"consequence": consequence, "note": note.strip()[:1000]}, acted_for=acted_for
        )
        settle(referral, viewer, "acknowledge_ending", now)
    return referral
