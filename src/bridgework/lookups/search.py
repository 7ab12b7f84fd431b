"""Search over everything the viewer may see: by name, tooth, referral number, phone or birth date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.known_patients import KnownOnes
from bridgework.lookups.patients import find_patients
from bridgework.lookups.person import PatientFacts
from bridgework.lookups.sent_referrals import matching_referrals
from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.search_words import SearchWords

MOST = 20
_RELATED = ("patient", "sender_practice", "recipient_practice")
_COLUMNS = (
    *("number", "teeth", "sites", "reason", "tier", "state", "next_step", "desk_practice_id", "created_at"),
    *("patient__given_name", "patient__family_name", "patient__birth_date", "sender_practice__name", "recipient_practice__name"),
)
"""What a hit shows, and no more: the case alone would take longer to read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A referral that fits everything in the words."""

    id: UUID
    number: int
    patient: str
    birth_date: date
    teeth: str
    reason: str
    tier: str
    state_words: str
    next_step: str | None
    ours: bool
    is_draft: bool
    other_practice: str


@dataclass(frozen=True, slots=True)
class Found:
    """Referrals, the latest first and names with a slip last, and patients of the practice's own chart; at most 20 of each."""

    referrals: tuple[Hit, ...]
    patients: tuple[PatientFacts, ...]


def search(viewer: Viewer, words: SearchWords, *, tooth_system: str = "universal", limit: int = MOST) -> Found:
    """What fits the words on both sides of the viewer's practice; nothing for no words."""
    if words.is_empty or not viewer.is_staff:
        return Found((), ())
    known = KnownOnes(viewer, replace(words, number=None))
    rows = _latest(viewer, words, known, limit)
    if words.names and len(rows) < limit:
        rows |= {key: row for key, row in _latest(viewer, words, known, limit, with_slips=True).items() if key not in rows}
    latest = list(rows.values())[:limit]
    by_person = bool(words.names or words.phone or words.digits or words.birth_date)
    # In a chart, a number that could be a part of a phone number is one: then the words fit others than here.
    patients = find_patients(viewer, words, limit=limit, known=None if words.number else known) if by_person else ()
    return Found(tuple(_hits(latest, viewer, tooth_system)), patients)


def _latest(viewer: Viewer, words: SearchWords, known: KnownOnes, limit: int, *, with_slips: bool = False) -> dict[UUID, Referral]:
    """The latest referrals of both sides that fit, by key, in order."""
    found: list[Referral] = []
    for fitting in matching_referrals(viewer, words, known, with_slips=with_slips):
        # The few that are shown first: with all that fit, their patients and practices would be read, too.
        latest = fitting.order_by("-created_at", "-id").values("pk")[:limit]
        found += Referral.objects.filter(pk__in=latest).select_related(*_RELATED).only(*_COLUMNS)
    return {row.pk: row for row in sorted(found, key=lambda row: (row.created_at, row.pk), reverse=True)[:limit]}


def _hits(rows: Iterable[Referral], viewer: Viewer, tooth_system: str) -> Iterable[Hit]:
    for row in rows:
        other = row.recipient_practice if row.sender_practice_id == viewer.practice_id else row.sender_practice
        yield Hit(
            id=row.pk,
            number=row.number,
            patient=row.patient.full_name,
            birth_date=row.patient.birth_date,
            teeth=teeth_written(row.teeth, tooth_system, row.sites),
            reason=row.reason,
            tier=row.tier,
            state_words=states.MEANING[row.state],
            next_step=row.next_step,
            ours=row.desk_practice_id is not None and row.desk_practice_id == viewer.practice_id,
            is_draft=row.state == states.DRAFT,
            other_practice=other.name if other else "",
        )
