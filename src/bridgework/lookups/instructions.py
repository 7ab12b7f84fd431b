"""What is told before a visit: a practice's own words, and what goes with one referral."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import InstructionTemplate, Referral, VisitType
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.instructions import Instructions, choose_instructions
from bridgework.rules.permissions import practice_of
from bridgework.rules.visit_types import choose_kind

TOLD = frozenset({states.ACCEPTED, states.SCHEDULED, states.UNATTENDED, states.VISIT_CANCELLED, states.VISIT_DONE})
"""States in which a visit lies ahead, or may."""


_COLUMNS = (
    *("state", "wants_advice", "case", "recipient_practice__specialty"),
    *(f"triage__{column}" for column in ("visit_type", "for_patient", "for_patient_es", "for_office")),
)


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


def instructions_of(viewer: Viewer, referral_id: UUID) -> Given | None:
    """What goes with a referral, for its two practices and its patient; None before it is accepted and for whoever may not know of it.

    What was decided with it counts; where nobody wrote anything, what its practice says for that kind of visit.
    """
    rows = Referral.objects.select_related("recipient_practice", "triage").only(*_COLUMNS)
    if viewer.kind == "patient":
        own = rows.filter(pk=referral_id, patient_id=viewer.patient_id or UUID(int=0))
        row = own.first() if viewer.referral_id == referral_id else None
    else:
        row = rows.filter(visible_to(viewer), pk=referral_id).first()
    practice = row.recipient_practice if row else None
    if row is None or practice is None or row.state not in TOLD or row.wants_advice:
        return None
    decided = getattr(row, "triage", None)
    if decided is not None and (decided.for_patient or decided.for_office):
        return Given(decided.for_patient, decided.for_patient_es, decided.for_office)
    kind = decided.visit_type_id if decided and decided.visit_type_id else _usual_kind(practice.pk, row.case)
    words = [_read(one) for one in InstructionTemplate.objects.filter(practice=practice)]
    for_patient = choose_instructions(words, "patient", kind, practice.specialty)
    return Given(for_patient.text, for_patient.text_es, choose_instructions(words, "office", kind, practice.specialty).text)


def _usual_kind(practice_id: UUID, case: Mapping[str, Any]) -> UUID | None:
    """The kind of visit that a practice has for a case, where nobody chose one."""
    kinds = list(VisitType.objects.filter(practice_id=practice_id, is_active=True).order_by("position", "name"))
    chosen = choose_kind(kinds, procedure=case.get("procedure") or "", wanted=case.get("wanted") or "")
    return chosen.pk if chosen else None


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _read(row: InstructionTemplate) -> Instructions:
    return Instructions(row.audience, row.text, row.text_es, row.visit_type_id)
