from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import IntakeDocument
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound


@transaction.atomic
def set_aside_document(viewer: Viewer, document_id: UUID, *, reason: str, now: datetime) -> IntakeDocument:
    """A person has decided that no referral is to be made of a document: it stays readable, with the reason, the person and the time.

    Doing it twice changes nothing. Raises NotComplete without a reason, MoveNotAllowed where a referral was made of it, NotFound, NotAllowed.
    """
    permissions.require(viewer, "take_in")
    document = IntakeDocument.objects.select_for_update().filter(pk=document_id, practice_id=permissions.practice_of(viewer)).first()
    if document is None:
        raise NotFound
    if document.referral_id is not None:
        raise MoveNotAllowed("A referral has been made of this document. Nothing was changed.")
    if not reason.strip():
        raise NotComplete("Not set aside yet.", {"reason": "Say why, in a few words."})
    if document.next_step is not None:
        document.status, document.next_step, document.due_at = "set_aside", None, None
        document.decided_by_id, document.decided_at, document.decided_note = viewer.person_id, now, reason.strip()[:300]
        document.save()
        write_audit(viewer, "set_aside_document", now, [], about=[document_id])
    return document
