from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Closure
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def remove_closure(viewer: Viewer, closure_id: UUID, *, now: datetime) -> None:
    """Opens the calendar again where it was closed. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    removed, _ = Closure.objects.filter(pk=closure_id, practice_id=permissions.practice_of(viewer)).delete()
    if not removed:
        raise NotFound
    write_audit(viewer, "remove_closure", now, [])
