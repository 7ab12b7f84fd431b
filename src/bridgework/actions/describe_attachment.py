from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.attach_file import KINDS
from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.records.models import Attachment
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound


@transaction.atomic
def describe_attachment(viewer: Viewer, attachment_id: UUID, *, kind: str, now: datetime) -> Attachment:
    """Says what kind of film or paper a file is: on a draft, or of a file that the viewer added themselves. The file is not touched.

    Raises NotComplete for an unknown kind, MoveNotAllowed where it was sent by somebody else, NotFound, NotAllowed.
    """
    permissions.require(viewer, "read_referrals")
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if attachment is None:
        raise NotFound
    referral = lock_referral(viewer, attachment.referral_id)
    if kind not in KINDS:
        raise NotComplete("Not changed.", {"kind": "Choose one of the listed kinds."})
    if referral.state != states.DRAFT and attachment.added_by_id != viewer.person_id:
        raise MoveNotAllowed("What has been sent stays as it was sent. Say it in a note instead.")
    attachment.refresh_from_db()
    if attachment.kind != kind:
        attachment.label = attachment.label.replace(f"_{attachment.kind}_", f"_{kind}_")
        attachment.kind = kind
        attachment.save(update_fields=["kind", "label"])
        write_audit(viewer, "describe_attachment", now, [referral.pk])
    return attachment
