from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def record_delivery(viewer: Viewer, referral_id: UUID, *, proof: str, now: datetime) -> Referral:
    """The report reached a sender who is not on the network: how it is known is kept as the proof.

    Raises NotComplete without a proof, MoveNotAllowed where no outcome was sent, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    if referral.state != states.OUTCOME_SENT:
        raise MoveNotAllowed("The report has not been sent yet.")
    if not proof.strip():
        raise NotComplete("Not recorded yet.", {"proof": "Say how you know: who confirmed it, or what the fax machine printed."})
    if referral.report_delivered_at is None:
        referral.report_delivered_at = now
        write_event(referral, viewer, "report_delivered", now, {"proof": proof.strip()[:300]})
        settle(referral, viewer, "record_delivery", now)
    return referral
