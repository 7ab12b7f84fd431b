"""From which number we text patients, and whose number somebody wrote to: a practice's own, else that of the installation."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings

from bridgework.records.models import Practice
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system


def our_address(channel: str, own_number: str = "") -> str:
    """The number or address of ours that messages go out from; `own_number` is that of the practice that writes, "" where it has none."""
    return (own_number or settings.SMS_FROM) if channel == "sms" else settings.DEFAULT_FROM_EMAIL


def own_numbers(viewer: Viewer, practice_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The numbers (E.164) of those practices that have one of their own. For the system only."""
    require_system(viewer)
    if not practice_ids:
        return {}
    return dict(Practice.objects.filter(pk__in=practice_ids).exclude(text_number="").values_list("pk", "text_number"))


def practice_at(viewer: Viewer, address: str) -> UUID | None:
    """The practice whose own number this is; None for the installation's, at which any of them may be meant. For the system only."""
    require_system(viewer)
    return Practice.objects.filter(text_number=address).values_list("pk", flat=True).first() if address else None
