from dataclasses import asdict
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from bridgework.actions.approve_wording import lock_wording, place_of
from bridgework.actions.ledger import write_audit
from bridgework.actions.write_wording import versions_at
from bridgework.messages.linter import lint
from bridgework.messages.templates import with_subject
from bridgework.records.constraints import refusing
from bridgework.records.models import Wording
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.rules.wording import USUAL_MONTHS, review_after


@transaction.atomic
def take_up_wording(viewer: Viewer, wording_id: UUID, *, now: datetime) -> Wording:
    """Goes back to an older version at once, as a new one with the old one's writer and approval: what was good once need not wait.

    What is said now is retired. Raises MoveNotAllowed for a version that nobody ever approved and for the one that is said, NotComplete where
    the linter finds something by now, NotFound, NotAllowed.
    """
    permissions.require(viewer, "approve_words")
    practice, older = lock_wording(viewer, wording_id)
    if older.approved_at is None:
        raise MoveNotAllowed("Nobody ever approved this version. Write it again and have it approved.")
    if older.retired_at is None:
        raise MoveNotAllowed("These words are said already.")
    place = place_of(older)
    found = lint(with_subject(older.subject, older.body), place)
    if found:
        raise NotComplete("Not done: by today's rules these words may not be said any more.", {"body": found[0].reason})
    versions = versions_at(practice, place)
    versions.filter(approved_at__isnull=False, retired_at=None).update(retired_at=now, retired_by=viewer.person_id)
    again = Wording(
        practice=practice,
        **asdict(place),
        version=(versions.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        subject=older.subject,
        body=older.body,
        repeats=older.version,
        written_by_id=older.written_by_id,
        written_at=now,
        approved_by_id=older.approved_by_id,
        approved_at=now,
        review_on=review_after(now.astimezone(ZoneInfo(practice.time_zone)).date(), USUAL_MONTHS),
    )
    with refusing():
        again.save(force_insert=True)
    write_audit(viewer, "take_up_wording", now, [])
    return again
