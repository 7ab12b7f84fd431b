from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.constraints import refusing
from bridgework.records.models import FormQuestion, Practice
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import MOST
from bridgework.rules.refusals import NotComplete, NotFound


@transaction.atomic
def restore_form_question(viewer: Viewer, question: UUID, *, now: datetime) -> FormQuestion:
    """Asks a question again that was removed, as it was asked last. Raises NotComplete where the form is full, NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    row = FormQuestion.objects.filter(practice=practice, question=question).order_by("-version").first()
    if row is None:
        raise NotFound
    if row.ended_at is None:
        return row
    if FormQuestion.objects.filter(practice=practice, ended_at=None).count() >= MOST:
        raise NotComplete("Not brought back.", {"label": f"At most {MOST} questions of your own. Remove one first."})
    row.ended_at = None
    with refusing():
        row.save(update_fields=["ended_at"])
    write_audit(viewer, "restore_form_question", now, [])
    return row
