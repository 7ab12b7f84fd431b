from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.approve_wording import lock_wording
from bridgework.actions.ledger import write_audit
from bridgework.records.models import Wording
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def give_up_wording(viewer: Viewer, wording_id: UUID, *, now: datetime) -> Wording:
    """Ends a version: a draft is given up; words that are said make room for those that come with the program.

    Raises MoveNotAllowed where they are retired already, NotFound, NotAllowed.
    """
    permissions.require(viewer, "keep_words")
    _practice, wording = lock_wording(viewer, wording_id)
    if wording.approved_at is not None:
        permissions.require(viewer, "approve_words")
    if wording.retired_at is not None:
        raise MoveNotAllowed("Other words took the place of these in the meantime. Nothing was changed.")
    wording.retired_at, wording.retired_by_id = now, viewer.person_id
    wording.save(update_fields=["retired_at", "retired_by"])
    write_audit(viewer, "give_up_wording", now, [])
    return wording
