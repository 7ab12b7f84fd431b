from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Availability
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def remove_availability(viewer: Viewer, availability_id: UUID, *, now: datetime) -> Availability:
    """Takes away a weekly block of the viewer's practice; visits that are booked in it stay. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    block = Availability.objects.filter(pk=availability_id, provider__practice_id=permissions.practice_of(viewer)).first()
    if block is None:
        raise NotFound
    Availability.objects.filter(pk=block.pk).delete()
    write_audit(viewer, "remove_availability", now, [])
    return block
