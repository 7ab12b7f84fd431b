"""What a practice that has just begun has still to do."""

from dataclasses import dataclass

from django.db.models import Q

from bridgework.records.models import Availability, Membership, Practice, Referral
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What is there already; `slug` is the short name in the address of the page for referring offices, "" where there is none."""

    has_colleagues: bool
    receives: bool
    has_hours: bool
    slug: str


def first_steps(viewer: Viewer) -> FirstSteps | None:
    """For the viewer's practice; None once it has sent or received a referral, drafts included."""
    practice_id = practice_of(viewer)
    if Referral.objects.filter(Q(sender_practice_id=practice_id) | Q(recipient_practice_id=practice_id)).exists():
        return None
    practice = Practice.objects.filter(pk=practice_id).first()
    if practice is None:
        return None
    return FirstSteps(
        has_colleagues=Membership.objects.filter(practice=practice, is_active=True)[1:2].exists(),
        receives=practice.receives,
        has_hours=Availability.objects.filter(provider__practice=practice).exists(),
        slug=practice.slug if practice.receives and practice.public_page else "",
    )
