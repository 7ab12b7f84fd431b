from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import FormQuestion
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def end_form_question(viewer: Viewer, question: UUID, *, now: datetime) -> FormQuestion:
    """Asks a question of the viewer's practice no more; referrals that answered it keep it. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    current = FormQuestion.objects.select_for_update().filter(practice_id=permissions.practice_of(viewer), question=question, ended_at=None)
    row = current.first()
    if row is None:
        raise NotFound
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    write_audit(viewer, "end_form_question", now, [])
    return row
