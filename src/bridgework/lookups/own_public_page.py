"""What a practice knows of its own public page: whether it is on, at which address, how much came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from bridgework.lookups.visible import received_by
from bridgework.records.models import Practice, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound

COUNTED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class OwnPublicPage:
    """`exists` is False for a practice that receives nothing. `came` counts the referrals of the last 90 days, `offices` who sent them."""

    slug: str
    name: str
    specialty: str
    exists: bool
    is_on: bool
    came: int
    offices: int


def find_own_public_page(viewer: Viewer, *, now: datetime) -> OwnPublicPage:
    """The page of the viewer's practice. Raises NotFound, NotAllowed."""
    row = only_row(Practice.objects.filter(pk=practice_of(viewer)))
    if row is None:
        raise NotFound
    came = Referral.objects.filter(received_by(row.pk), Q(way="public form"), sent_at__gt=now - COUNTED)
    return OwnPublicPage(
        slug=row.slug,
        name=row.name,
        specialty=row.specialty,
        exists=row.receives and row.on_network,
        is_on=row.public_page,
        came=came.count(),
        offices=came.values("sender_practice").distinct().count(),
    )
