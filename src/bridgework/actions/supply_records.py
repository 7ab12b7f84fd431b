from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def supply_records(viewer: Viewer, referral_id: UUID, *, note: str, now: datetime) -> Referral:
    """The sender says that the records asked for are here (or why they will not come): the ball goes back to the recipient.

    Raises NotComplete where neither a file was added since they were asked for nor a note says why, MoveNotAllowed where none were asked
    for, NotAllowed, NotFound.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    acted_for = require_side(viewer, referral, INITIATOR)
    if referral.records_asked_at is None or referral.records_complete:
        raise MoveNotAllowed("No records are asked for at the moment.")
    added = referral.attachments.filter(removed_at=None, added_at__gte=referral.records_asked_at).count()
    if not added and not note.strip():
        raise NotComplete("Nothing has been added yet.", {"note": "Add a file, or say why it will not come."})
    referral.records_complete = True
    referral.records_unanswered_at = None
    event = write_event(referral, viewer, "records_supplied", now, {"files": added, "note": note.strip()[:1000]}, acted_for=acted_for)
    settle(referral, viewer, "supply_records", now)
    plan_messages(referral, "records_supplied", str(event.pk), now)
    return referral
