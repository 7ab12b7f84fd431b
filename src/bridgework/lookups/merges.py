"""Two entries of a chart side by side, and what was joined into one: for whoever decides, and for whoever asks later."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.alike_persons import person_of
from bridgework.lookups.patients import find_patient
from bridgework.lookups.person import PatientFacts, patient_facts
from bridgework.records.models import Patient, PatientMerge, Referral
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import Match, compare
from bridgework.rules.merging import FILLABLE, Entry, fill_in, why_not_merge


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries. `drafts` and `sent` count its referrals; `fills` are the columns it would give to the other one, as people read them."""

    patient: PatientFacts
    drafts: int
    sent: int
    fills: dict[str, str]
    why_not_keep: str
    """A sentence where this one cannot be the one that stays, else ""."""

    @property
    def referrals(self) -> int:
        """All of them."""
        return self.drafts + self.sent


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries, and how alike they are. `suggested` is the key of the one that is better kept."""

    one: Side
    other: Side
    match: Match
    suggested: UUID


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry that was joined into another. `referrals` counts those that came along; times are UTC."""

    id: UUID
    patient: PatientFacts
    referrals: int
    merged_by: str
    merged_at: datetime


def compare_patients(viewer: Viewer, patient_id: UUID, other_id: UUID) -> Comparison:
    """Two entries of the viewer's chart side by side. Raises NotFound where one of them is not there."""
    one, other = find_patient(viewer, patient_id), find_patient(viewer, other_id)
    rows = {row.pk: row for row in Patient.objects.filter(Q(practice_id=viewer.practice_id), pk__in=[one.id, other.id])}
    sides = _side(one, rows[one.id], rows[other.id]), _side(other, rows[other.id], rows[one.id])
    # The one with more behind it stays; of two alike the one that was there first.
    order = sorted(sides, key=lambda side: (bool(side.why_not_keep), -side.sent, -side.referrals, side.patient.created_at))
    return Comparison(*sides, compare(person_of(one), person_of(other)), order[0].patient.id)


def joined_into(viewer: Viewer, patient_id: UUID) -> tuple[Joined, ...]:
    """What was joined into this entry and still is, the latest first."""
    merges = PatientMerge.objects.filter(Q(practice_id=viewer.practice_id), kept=patient_id, undone_at=None)
    return tuple(
        Joined(
            id=merge.pk,
            patient=patient_facts(merge.merged),
            referrals=len(merge.referral_ids),
            merged_by=merge.merged_by.name if merge.merged_by else "",
            merged_at=merge.merged_at,
        )
        for merge in merges.select_related("merged", "merged_by").order_by("-merged_at")
    )


def _side(patient: PatientFacts, row: Patient, other: Patient) -> Side:
    counted = Referral.objects.filter(patient=row, discarded_at=None)
    sent = counted.filter(sent_at__isnull=False).count()
    filled = fill_in(*({column: getattr(each, column) for column in FILLABLE} for each in (other, row)))
    return Side(
        patient=patient,
        drafts=counted.count() - sent,
        sent=sent,
        fills={column: display_phone(value) if column == "phone" else str(value) for column, value in filled.items()},
        why_not_keep=why_not_merge(entry_of(row), entry_of(other)),
    )


def entry_of(row: Patient) -> Entry:
    """What decides whether two entries may be joined."""
    return Entry(row.pk, row.practice_id, row.merged_into_id is not None, row.merged_entries.exists())
