from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import StandIn
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotAllowed, NotFound


@transaction.atomic
def end_stand_in(viewer: Viewer, stand_in_id: UUID, *, now: datetime) -> StandIn:
    """Somebody is back before their time, or does not leave: the work is theirs again from now on. Doing it twice changes nothing.

    Raises NotFound, NotAllowed for somebody else's absence without running the practice.
    """
    row = StandIn.objects.select_for_update().filter(pk=stand_in_id, practice_id=permissions.practice_of(viewer)).first()
    if row is None:
        raise NotFound
    if viewer.person_id not in (row.person_id, row.stand_in_id) and not permissions.may(viewer, "run_practice"):
        raise NotAllowed("This is ended by those it is about, or by a manager.")
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        write_audit(viewer, "end_stand_in", now, [])
    return row
