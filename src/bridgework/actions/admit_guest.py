from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from bridgework.actions.guest_secrets import page_secret_of
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestSubmission, Practice
from bridgework.records.only_row import only_row
from bridgework.rules.contact import display_phone
from bridgework.rules.guests import (
    DAY,
    HOUR,
    LARGEST_FILE,
    SUBMISSION_LIVES,
    Traffic,
    check_files,
    decide_admission,
    decide_bytes,
)
from bridgework.rules.refusals import FileRefused, MoveNotAllowed, NotFound


@transaction.atomic
def admit_guest(slug: str, key: UUID, *, came_from: str, now: datetime) -> GuestSubmission:
    """The submission of that key at the practice's public page, begun where there is none yet. `came_from` is the hash of the network address.

    Raises NotFound where there is no such page, MoveNotAllowed where there were too many.
    """
    # The practice is locked for a moment: of twenty forms at once the limits see nineteen.
    practice = only_row(Practice.objects.select_for_update(no_key=True).filter(slug=slug, receives=True, on_network=True, public_page=True))
    if practice is None:
        raise NotFound
    submission = only_row(GuestSubmission.objects.filter(pk=key, practice=practice))
    if submission is None:
        traffic = Traffic(counted(Q(came_from=came_from), now), counted(Q(practice=practice), now), {})
        if refusal := decide_admission(traffic, practice.name, display_phone(practice.phone)):
            raise MoveNotAllowed(refusal)
        submission = GuestSubmission.objects.create(
            pk=key,
            practice=practice,
            page_sha256=hash_of(page_secret_of(key)),
            came_from=came_from,
            created_at=now,
            expires_at=now + SUBMISSION_LIVES,
        )
    return submission


def require_room(submission: GuestSubmission, sizes: Sequence[int], now: datetime, *, largest: int = LARGEST_FILE) -> None:
    """Counts files of these sizes as begun, where the locked submission and the network address they come from have room for them.

    Raises FileRefused.
    """
    there = [*submission.files.values_list("size", flat=True), *submission.uploads.filter(file=None).values_list("size", flat=True)]
    if refusal := check_files(tuple(sizes), len(there), sum(there), largest=largest):
        raise FileRefused(refusal)
    from_address = _bytes(Q(came_from=submission.came_from), sum(sizes), now)
    to_practice = _bytes(Q(practice=submission.practice_id), sum(sizes), now)
    if refusal := decide_bytes(submission.files_announced, from_address, to_practice):
        raise FileRefused(refusal)
    submission.files_announced += len(sizes)
    submission.bytes_announced += sum(sizes)
    submission.save(update_fields=["files_announced", "bytes_announced"])


def counted(which: Q, now: datetime) -> dict[timedelta, int]:
    """How many submissions there were within the last hour and day."""
    rows = GuestSubmission.objects.filter(which)
    return {span: rows.filter(created_at__gt=now - span).count() for span in (HOUR, DAY)}


def _bytes(which: Q, more: int, now: datetime) -> dict[timedelta, int]:
    rows = GuestSubmission.objects.filter(which)
    return {span: (rows.filter(created_at__gt=now - span).aggregate(all=Sum("bytes_announced"))["all"] or 0) + more for span in (HOUR, DAY)}
