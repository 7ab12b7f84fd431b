from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.describe_attachment import changeable
from bridgework.actions.ledger import write_audit
from bridgework.records.models import Attachment
from bridgework.rules.facts import Viewer


@transaction.atomic
def turn_attachment(viewer: Viewer, attachment_id: UUID, *, now: datetime) -> Attachment:
    """Shows a picture a quarter turn further to the right. The files stay as they are; nothing can be mirrored.

    Raises MoveNotAllowed where it was sent by somebody else, NotFound, NotAllowed.
    """
    attachment = changeable(viewer, attachment_id)
    attachment.turns = (attachment.turns + 1) % 4
    attachment.save(update_fields=["turns"])
    write_audit(viewer, "turn_attachment", now, [attachment.referral_id])
    return attachment
