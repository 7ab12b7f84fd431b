from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.constraints import refusing
from bridgework.records.models import Location, Operatory
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def add_operatory(viewer: Viewer, *, location_id: UUID, name: str, now: datetime) -> Operatory:
    """A room at a location of the viewer's practice, which hours can name from now on. One that was removed comes back.

    Raises NotComplete, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    named = " ".join(name.split())
    location = Location.objects.filter(pk=location_id, practice_id=permissions.practice_of(viewer)).first()
    if location is None:
        raise NotComplete("Not added.", {"location": "Choose a location of your practice."})
    if not 1 <= len(named) <= 60:
        raise NotComplete("Not added.", {"name": "Give a name of at most 60 characters."})
    with refusing():
        room, _ = Operatory.objects.update_or_create(location=location, name=named, defaults={"is_active": True})
    write_audit(viewer, "add_operatory", now, [])
    return room
