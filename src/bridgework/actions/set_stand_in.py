from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Membership, Practice, StandIn
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotAllowed, NotComplete
from bridgework.rules.stand_in import check_absence, may_stand_in


@transaction.atomic
def set_stand_in(viewer: Viewer, *, person_id: UUID, stand_in_id: UUID, starts_at: datetime, ends_at: datetime, now: datetime) -> StandIn:
    """Somebody is away and a colleague does their work meanwhile: oneself, or for others whoever runs the practice.

    The work shows on the colleague's worklist from the start to the end, and then goes back by itself. The colleague must be allowed to do
    it. Raises NotComplete with field -> sentence, NotAllowed.
    """
    practice_id = permissions.practice_of(viewer)
    if person_id != viewer.person_id and not permissions.may(viewer, "run_practice"):
        raise NotAllowed("You can say for yourself who stands in for you; for others, a manager does.")
    Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    members = Membership.objects.filter(
        practice_id=practice_id, is_active=True, person__is_active=True, person_id__in=[person_id, stand_in_id]
    )
    roles = {row.person_id: row.roles for row in members}
    problems = check_absence(starts_at, ends_at, now)
    if person_id not in roles:
        problems["person"] = "Choose somebody who works here."
    if stand_in_id not in roles or stand_in_id == person_id:
        problems["stand_in"] = "Choose a colleague who works here."
    elif person_id in roles and not may_stand_in(roles[person_id], roles[stand_in_id]):
        problems["stand_in"] = "That colleague may not do all of this work. Choose somebody with the same tasks."
    away = StandIn.objects.filter(practice_id=practice_id, ended_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if not problems and away.filter(person_id=person_id).exists():
        problems["from"] = "Somebody stands in already in that time. End that first."
    if not problems and away.filter(person_id=stand_in_id).exists():
        problems["stand_in"] = "That colleague is away then, too."
    if problems:
        raise NotComplete("Not saved. What you chose is still here.", problems)
    row = StandIn.objects.create(
        practice_id=practice_id,
        person_id=person_id,
        stand_in_id=stand_in_id,
        starts_at=starts_at,
        ends_at=ends_at,
        entered_by_name=viewer.name,
        created_at=now,
    )
    write_audit(viewer, "set_stand_in", now, [])
    return row
