from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.admit_guest import admit_guest, require_room
from bridgework.actions.attach_file import safe_name
from bridgework.records.models import GuestSubmission, GuestUpload
from bridgework.rules.guests import LARGEST_IN_PIECES
from bridgework.rules.refusals import MoveNotAllowed

TOO_LATE = "This referral was sent already. Add the file on the page on which you follow it."


def begin_guest_upload(slug: str, key: UUID, *, came_from: str, name: str, size: int, now: datetime, sha256: str = "") -> GuestUpload:
    """A file of a public form announces itself; its pieces follow (`take_guest_piece`). Nobody sees it before the sender is proven.

    `key` is the submission's, made by the page; `sha256` the announced hash of the whole, or "". The same file announced again goes on
    where it was broken off; one that is here already is answered as arrived. Raises NotFound where there is no such page, FileRefused
    (size, number, bytes), MoveNotAllowed where there were too many submissions, or this one was sent.
    """
    admit_guest(slug, key, came_from=came_from, now=now)
    return _begin(key, safe_name(name), size, sha256, now)


@transaction.atomic
def _begin(key: UUID, name: str, size: int, sha256: str, now: datetime) -> GuestUpload:
    submission = GuestSubmission.objects.select_for_update().get(pk=key)
    if submission.status == "sent":
        raise MoveNotAllowed(TOO_LATE)
    half = submission.uploads.filter(file=None, sha256=sha256, size=size).first() if sha256 else None
    if half is not None:
        return half
    known = submission.files.filter(sha256=sha256).first() if sha256 else None
    if known is None:
        require_room(submission, [size], now, largest=LARGEST_IN_PIECES)
    return GuestUpload.objects.create(
        submission=submission, name=name, size=size, sha256=sha256, received=size if known else 0, file=known, created_at=now
    )
