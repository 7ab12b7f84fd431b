from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.write_wording import versions_at
from bridgework.messages.linter import Spot, lint
from bridgework.messages.templates import with_subject
from bridgework.records.constraints import refusing
from bridgework.records.models import Practice, Wording
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound
from bridgework.rules.wording import USUAL_MONTHS, review_after


@transaction.atomic
def approve_wording(viewer: Viewer, wording_id: UUID, *, months: int = USUAL_MONTHS, now: datetime) -> Wording:
    """A second person lets the words of a draft be said from now on, until the review in so many months; those before are retired.

    Approving what is said already is the review: they stand until the next one, and there nobody asks who wrote them. Raises MoveNotAllowed
    for the writer of a draft and for words that are retired, NotComplete where the linter finds something, NotFound, NotAllowed.
    """
    permissions.require(viewer, "approve_words")
    practice, wording = lock_wording(viewer, wording_id)
    if wording.retired_at is not None:
        raise MoveNotAllowed("Other words took the place of these in the meantime. Nothing was changed.")
    if wording.approved_at is None and wording.written_by_id == viewer.person_id:
        raise MoveNotAllowed("Somebody else than the writer approves words. Nothing was changed.")
    place = place_of(wording)
    found = lint(with_subject(wording.subject, wording.body), place)
    if found:
        raise NotComplete("Not approved: these words break a rule. Mend them first.", {"body": found[0].reason})
    wording.review_on = review_after(now.astimezone(ZoneInfo(practice.time_zone)).date(), months)
    wording.reminded_at = None
    if wording.approved_at is None:
        versions_at(practice, place).filter(approved_at__isnull=False, retired_at=None).update(retired_at=now, retired_by=viewer.person_id)
        wording.approved_by_id, wording.approved_at = viewer.person_id, now
    with refusing():
        wording.save(update_fields=["approved_by", "approved_at", "review_on", "reminded_at"])
    write_audit(viewer, "approve_wording", now, [])
    return wording


def lock_wording(viewer: Viewer, wording_id: UUID) -> tuple[Practice, Wording]:
    """A version of the viewer's practice, with the practice locked. Raises NotFound."""
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    wording = Wording.objects.filter(pk=wording_id, practice=practice).first()
    if wording is None:
        raise NotFound
    return practice, wording


def place_of(wording: Wording) -> Spot:
    """Where a version stands."""
    return Spot(wording.kind, wording.channel, wording.language, wording.purpose, wording.anxious)
