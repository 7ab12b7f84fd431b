from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Availability, Operatory
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotFound


@transaction.atomic
def remove_operatory(viewer: Viewer, operatory_id: UUID, *, now: datetime) -> Operatory:
    """A room is not used any more; visits that are booked in it stay. Raises MoveNotAllowed while hours name it, NotFound, NotAllowed."""
    permissions.require(viewer, "run_practice")
    rooms = Operatory.objects.filter(location__practice_id=permissions.practice_of(viewer), is_active=True)
    room = rooms.select_for_update(of=("self",)).filter(pk=operatory_id).first()
    if room is None:
        raise NotFound
    today = now.date()
    if Availability.objects.filter(operatory=room).exclude(last_day__lt=today).exists():
        raise MoveNotAllowed(f"Hours name {room.name}. Remove those first; nothing was changed.")
    room.is_active = False
    room.save(update_fields=["is_active"])
    write_audit(viewer, "remove_operatory", now, [])
    return room
