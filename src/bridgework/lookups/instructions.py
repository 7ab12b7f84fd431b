"""What is told before a visit: a practice's own words, and what goes with one referral."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.referral import ReferralPage
from bridgework.lookups.triage import Decided, decided_of
from bridgework.lookups.visible import visible_to
from bridgework.records.models import InstructionTemplate, Referral, VisitType
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.instructions import Instructions, choose_instructions
from bridgework.rules.permissions import practice_of
from bridgework.rules.visit_types import choose_kind

TOLD = frozenset({states.ACCEPTED, states.SCHEDULED, states.UNATTENDED, states.VISIT_CANCELLED, states.VISIT_DONE})
"""States in which a visit lies ahead, or may."""


@dataclass(frozen=True, slots=True)
class Given:
    """What goes with a referral now: for the patient in both languages, for the referring office, a line each. Empty: nothing is told."""

    for_patient: str
    for_patient_es: str
    for_office: str

    def in_language(self, language: str) -> tuple[str, ...]:
        """The patient's lines."""
        return _lines(self.for_patient_es if language == "es" and self.for_patient_es else self.for_patient)

    @property
    def office_lines(self) -> tuple[str, ...]:
        return _lines(self.for_office)


@dataclass(frozen=True, slots=True)
class OwnInstructions:
    """A practice's own words, with the kind of visit they are for ("" for any) and when they were changed."""

    instructions: Instructions
    visit_type: str
    changed_at: datetime


def own_instructions(viewer: Viewer) -> tuple[OwnInstructions, ...]:
    """What the viewer's practice has written itself, those for any visit first."""
    rows = InstructionTemplate.objects.filter(practice_id=practice_of(viewer)).select_related("visit_type")
    found = (OwnInstructions(_read(row), row.visit_type.name if row.visit_type else "", row.changed_at) for row in rows)
    return tuple(sorted(found, key=lambda one: (bool(one.visit_type), one.visit_type, one.instructions.audience)))


def instructions_of(viewer: Viewer, referral_id: UUID, page: ReferralPage | None = None) -> Given | None:
    """What goes with a referral, for its two practices and its patient; None before it is accepted and for whoever may not know of it.

    What was decided with it counts; where nobody wrote anything, what its practice says for that kind of visit. `page` is the referral as
    it was found for this viewer a moment ago, so that nothing is read twice.
    """
    if page is not None and page.id == referral_id:
        if page.recipient is None or page.state not in TOLD or page.wants_advice:
            return None
        asked_here = {"procedure": page.case.asked_code, "wanted": page.case.wanted_code, "tier": page.tier}
        return _given(page.recipient.id, page.recipient.specialty, page.decided, asked_here)
    rows = Referral.objects.select_related("recipient_practice", "triage__visit_type")
    if viewer.kind == "patient":
        own = rows.filter(pk=referral_id, patient_id=viewer.patient_id or UUID(int=0))
        row = only_row(own) if viewer.referral_id == referral_id else None
    else:
        row = only_row(rows.filter(visible_to(viewer), pk=referral_id))
    practice = row.recipient_practice if row else None
    if row is None or practice is None or row.state not in TOLD or row.wants_advice:
        return None
    asked = row.case
    kind_asked = {"procedure": asked.get("procedure") or "", "wanted": asked.get("wanted") or "", "tier": row.tier}
    return _given(practice.pk, practice.specialty, decided_of(row), kind_asked)


def _given(practice_id: UUID, specialty: str, decided: Decided | None, asked: Mapping[str, str]) -> Given:
    if decided is not None and (decided.for_patient or decided.for_office):
        return Given(decided.for_patient, decided.for_patient_es, decided.for_office)
    words = [_read(one) for one in InstructionTemplate.objects.filter(practice_id=practice_id)]
    kind = decided.visit_type_id if decided else None
    if kind is None and any(one.visit_type_id for one in words):
        kinds = list(VisitType.objects.filter(practice_id=practice_id, is_active=True).order_by("position", "name"))
        fits = choose_kind(kinds, procedure=asked["procedure"], wanted=asked["wanted"], tier=asked["tier"])
        kind = fits.pk if fits else None
    for_patient = choose_instructions(words, "patient", kind, specialty)
    return Given(for_patient.text, for_patient.text_es, choose_instructions(words, "office", kind, specialty).text)


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _read(row: InstructionTemplate) -> Instructions:
    return Instructions(row.audience, row.text, row.text_es, row.visit_type_id)
