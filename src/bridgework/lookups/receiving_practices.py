"""The practices that something from outside can be for."""

from dataclasses import dataclass
from uuid import UUID

from bridgework.records.models import Practice
from bridgework.rules.facts import Viewer


@dataclass(frozen=True, slots=True)
class ReceivingPractice:
    """A practice that receives referrals, and so has an intake queue."""

    id: UUID
    slug: str
    name: str
    specialty: str


def receiving_practices(viewer: Viewer) -> tuple[ReceivingPractice, ...]:
    """Every practice with an intake queue, the oldest first; for staff their own only. Holds no patient data."""
    rows = Practice.objects.filter(receives=True, on_network=True).order_by("created_at", "id")
    if viewer.kind != "system" and viewer.practice_id is None:
        return ()
    if viewer.practice_id is not None:
        rows = rows.filter(pk=viewer.practice_id)
    return tuple(ReceivingPractice(row.pk, row.slug, row.name, row.specialty) for row in rows)
