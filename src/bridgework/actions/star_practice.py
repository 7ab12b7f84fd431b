from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.records.models import Favorite, Practice
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def star_practice(viewer: Viewer, practice_id: UUID, *, is_favorite: bool, now: datetime) -> Practice:
    """Keeps a practice at the top of the directory of the viewer's office, or no longer. Twice the same changes nothing.

    Raises NotFound for what is not in the viewer's directory, NotAllowed.
    """
    permissions.require(viewer, "refer")
    own = permissions.practice_of(viewer)
    practice = Practice.objects.filter(pk=practice_id, receives=True).exclude(pk=own).first()
    if practice is None:
        raise NotFound
    if is_favorite:
        star = Favorite(practice_id=own, favorite=practice, person_id=viewer.person_id, created_at=now)
        Favorite.objects.bulk_create([star], ignore_conflicts=True)  # a double click is no mistake
    else:
        Favorite.objects.filter(practice_id=own, favorite=practice).delete()
    return practice
