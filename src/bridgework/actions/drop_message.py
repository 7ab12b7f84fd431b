from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import PlannedMessage
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotFound


@transaction.atomic
def drop_message(viewer: Viewer, message_id: UUID, *, now: datetime) -> PlannedMessage:
    """A person takes a message over: one that is still planned does not go out, one that failed or ended unclear is done by hand.

    Dropping twice changes nothing. Raises MoveNotAllowed where it is on its way or has gone out, NotAllowed, NotFound.
    """
    permissions.require(viewer, "acknowledge")
    referral_id = PlannedMessage.objects.filter(pk=message_id).values_list("referral_id", flat=True).first()
    if referral_id is None:
        raise NotFound
    referral = lock_referral(viewer, referral_id)
    message = PlannedMessage.objects.select_for_update().get(pk=message_id)
    is_own = viewer.practice_id in (message.practice_id, referral.recipient_practice_id)
    if not (is_own or message.recipient == "patient"):
        raise NotFound  # what the other practice is told stands on their list alone
    if message.status == "dropped":
        return message
    if message.status == "planned" and not is_own:
        raise NotAllowed("The practice that writes to the patient decides that. Nothing was changed.")
    if message.status not in ("planned", "failed", "unclear"):
        raise MoveNotAllowed("This message is already on its way or has gone out; it cannot be taken back.")
    before, message.status, message.changed_at = message.status, "dropped", now
    message.save(update_fields=["status", "changed_at"])
    write_event(referral, viewer, "message_dropped", now, {"kind": message.kind, "why": "by_hand", "was": before})
    write_audit(viewer, "drop_message", now, [referral.pk])
    return message
