from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import Attachment
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotFound


@transaction.atomic
def remove_attachment(viewer: Viewer, attachment_id: UUID, *, now: datetime, undo: bool = False) -> Attachment:
    """Takes a file off a draft, or puts it back (`undo`); the original is kept. What has been sent is never taken back.

    Raises MoveNotAllowed on a referral that was sent, NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    if attachment is None:
        raise NotFound
    referral = lock_referral(viewer, attachment.referral_id)
    if referral.state != states.DRAFT:
        raise MoveNotAllowed("What has been sent cannot be taken back. Add the right file and say so in a note.")
    attachment.removed_at = None if undo else attachment.removed_at or now
    attachment.save(update_fields=["removed_at"])
    write_event(referral, viewer, "file_restored" if undo else "file_removed", now, {"attachment": str(attachment.pk)})
    write_audit(viewer, "remove_attachment", now, [referral.pk])
    return attachment
