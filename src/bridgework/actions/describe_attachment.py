from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.attach_file import KINDS
from bridgework.actions.ledger import lock_referral, write_audit
from bridgework.actions.record_film import label_of, labels_beside
from bridgework.records.models import Attachment
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound
from bridgework.rules.teeth import is_tooth


@transaction.atomic
def describe_attachment(
    viewer: Viewer, attachment_id: UUID, *, now: datetime, kind: str | None = None, tooth: str | None = None
) -> Attachment:
    """Says what kind of film or paper a file is, and which tooth it shows ("" for none); None leaves what was there.

    On a draft, or of a file that the viewer added themselves. The file is not touched. Raises NotComplete for an unknown kind or tooth,
    MoveNotAllowed where it was sent by somebody else, NotFound, NotAllowed.
    """
    attachment = changeable(viewer, attachment_id)
    if kind is not None and kind not in KINDS:
        raise NotComplete("Not changed.", {"kind": "Choose one of the listed kinds."})
    if tooth and not is_tooth(tooth):
        raise NotComplete("Not changed.", {"tooth": "There is no such tooth."})
    before = (attachment.kind, attachment.tooth)
    attachment.kind = attachment.kind if kind is None else kind
    attachment.tooth = attachment.tooth if tooth is None else tooth
    if before != (attachment.kind, attachment.tooth):
        attachment.label = label_of(attachment, attachment.referral, labels_beside(attachment)) if attachment.label else ""
        attachment.save(update_fields=["kind", "tooth", "label"])
        write_audit(viewer, "describe_attachment", now, [attachment.referral_id])
    return attachment


@transaction.atomic
def keep_both(viewer: Viewer, attachment_id: UUID, *, now: datetime) -> Attachment:
    """A person says that a file is wanted although it looks like another one. Raises MoveNotAllowed, NotFound, NotAllowed."""
    attachment = changeable(viewer, attachment_id)
    attachment.looks_like = None
    attachment.save(update_fields=["looks_like"])
    write_audit(viewer, "keep_both", now, [attachment.referral_id])
    return attachment


def changeable(viewer: Viewer, attachment_id: UUID) -> Attachment:
    """A file whose description the viewer may change, its referral locked. Raises MoveNotAllowed, NotFound, NotAllowed."""
    permissions.require(viewer, "read_referrals")
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if attachment is None:
        raise NotFound
    referral = lock_referral(viewer, attachment.referral_id)
    if referral.state != states.DRAFT and attachment.added_by_id != viewer.person_id:
        raise MoveNotAllowed("What has been sent stays as it was sent. Say it in a note instead.")
    attachment.refresh_from_db()
    attachment.referral = referral
    return attachment
