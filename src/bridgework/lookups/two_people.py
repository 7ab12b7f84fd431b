"""Who looks like a patient and is somebody else, because a person of the practice said so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.person import PatientFacts, patient_facts
from bridgework.records.models import PatientPair
from bridgework.rules.facts import Viewer


@dataclass(frozen=True, slots=True)
class Apart:
    """Another entry of the chart of whom `who` said on `at` (UTC) that it is another person."""

    patient: PatientFacts
    who: str
    at: datetime | None


def known_apart(viewer: Viewer, patient_id: UUID) -> tuple[Apart, ...]:
    """Who is known to be another person than this patient, the latest answer first. Nobody is proposed as the same again."""
    if not viewer.is_staff:
        return ()
    pairs = PatientPair.objects.filter(
        Q(practice_id=viewer.practice_id, state=PatientPair.State.TWO_PEOPLE),
        Q(older=patient_id) | Q(newer=patient_id),
        older__merged_into=None,
        newer__merged_into=None,
        older__practice=viewer.practice_id,
        newer__practice=viewer.practice_id,
    )
    rows = pairs.select_related("older", "newer", "answered_by").order_by("-answered_at", "pk")
    return tuple(
        Apart(
            patient=patient_facts(row.newer if row.older_id == patient_id else row.older),
            who=row.answered_by.name if row.answered_by else "",
            at=row.answered_at,
        )
        for row in rows
    )
