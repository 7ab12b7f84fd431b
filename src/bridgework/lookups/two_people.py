"""Who looks like a patient: somebody else, because a person of the practice said so, or perhaps the same, because nobody has said it yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.lookups.person import PatientFacts, patient_facts
from bridgework.records.models import PatientPair
from bridgework.rules.facts import Viewer

MOST = 3
"""Others that a page names beside a patient."""


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
    rows = _pairs(viewer, patient_id, PatientPair.State.TWO_PEOPLE).select_related("answered_by").order_by("-answered_at", "pk")
    return tuple(
        Apart(
            patient=_other(row, patient_id),
            who=row.answered_by.name if row.answered_by else "",
            at=row.answered_at,
        )
        for row in rows
    )


def perhaps_one(viewer: Viewer, patient_id: UUID) -> tuple[PatientFacts, ...]:
    """Other entries of the chart that may be this patient, as far as the job has compared them; nobody has said that they are two people."""
    if not viewer.is_staff:
        return ()
    return tuple(_other(row, patient_id) for row in _pairs(viewer, patient_id, PatientPair.State.OPEN).order_by("-found_at", "pk")[:MOST])


def _pairs(viewer: Viewer, patient_id: UUID, state: str) -> "QuerySet[PatientPair]":
    """Of two entries that both stand in the viewer's chart."""
    return PatientPair.objects.filter(
        Q(practice_id=viewer.practice_id, state=state),
        Q(older=patient_id) | Q(newer=patient_id),
        older__merged_into=None,
        newer__merged_into=None,
        older__practice=viewer.practice_id,
        newer__practice=viewer.practice_id,
    ).select_related("older", "newer")


def _other(pair: PatientPair, patient_id: UUID) -> PatientFacts:
    return patient_facts(pair.newer if pair.older_id == patient_id else pair.older)
