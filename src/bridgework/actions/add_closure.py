from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Closure, Provider
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def add_closure(
    viewer: Viewer, *, starts_at: datetime, ends_at: datetime, reason: str, now: datetime, provider_id: UUID | None = None
) -> Closure:
    """Nobody is offered a time in these hours (UTC): of one clinician, or without one of the whole practice.

    Visits that are booked stay, for the desk to move. Raises NotComplete, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice_id = permissions.practice_of(viewer)
    if ends_at <= starts_at:
        raise NotComplete("Not added.", {"ends": "The time off ends before it starts."})
    if ends_at <= now:
        raise NotComplete("Not added.", {"ends": "This time has passed already."})
    provider = Provider.objects.filter(pk=provider_id, practice_id=practice_id).first() if provider_id else None
    if provider_id and provider is None:
        raise NotComplete("Not added.", {"provider": "Choose a clinician of your practice."})
    closure = Closure.objects.create(
        practice_id=practice_id, provider=provider, starts_at=starts_at, ends_at=ends_at, reason=reason.strip()[:200]
    )
    write_audit(viewer, "add_closure", now, [])
    return closure
