"""A case as it is triaged: what its signs call for, what it says about its difficulty, what was decided, and what it may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import InstructionTemplate, Referral, TierChange
from bridgework.records.only_row import only_row
from bridgework.rules.case_difficulty import Known, known_factors
from bridgework.rules.facts import Viewer
from bridgework.rules.instructions import Instructions, choose_instructions
from bridgework.rules.refusals import NotFound
from bridgework.rules.triage import proposed_triage
from bridgework.rules.urgency import Urgency, decide_urgency


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided at triage; `visit_type` by name, times UTC."""

    factors: Mapping[str, str]
    difficulty: str
    crown: str
    treatment: str
    imaging_first: str
    visit_type_id: UUID | None
    visit_type: str
    minutes: int | None
    """How long this visit is, where that is not the length of its kind."""
    for_patient: str
    for_patient_es: str
    for_office: str
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Override:
    """That a person changed the urgency last, and why."""

    who: str
    at: datetime
    proposed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A referral of the same patient that the practice received before."""

    id: UUID
    number: int
    sent_at: datetime | None
    reason: str
    teeth: tuple[str, ...]
    state: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class TriageCase:
    """What the triage screen needs beside the referral's page."""

    urgency: Urgency
    override: Override | None
    known: Mapping[str, Known]
    proposed: Mapping[str, str]
    decided: Decided | None
    specialty: str
    own_instructions: tuple[Instructions, ...]
    earlier: tuple[Earlier, ...]

    def instructions(self, audience: str, visit_type_id: UUID | None) -> Instructions:
        """The words that the practice has for a kind of visit."""
        return choose_instructions(self.own_instructions, audience, visit_type_id, self.specialty)


def find_triage(viewer: Viewer, referral_id: UUID) -> TriageCase:
    """The case for a member of the receiving practice. Raises NotFound for everybody else."""
    row = only_row(
        Referral.objects.filter(visible_to(viewer), pk=referral_id, recipient_practice_id=viewer.practice_id).select_related(
            "recipient_practice", "triage__visit_type"
        )
    )
    practice = row.recipient_practice if row else None
    if row is None or practice is None:
        raise NotFound
    case = row.case
    own = InstructionTemplate.objects.filter(practice=practice)
    return TriageCase(
        urgency=decide_urgency(case.get("findings") or {}, case.get("procedure") or "", row.teeth, practice.raised_tiers),
        override=_override(row),
        known=known_factors(case, row.teeth) if row.specialty == "endodontics" else {},
        proposed=proposed_triage(case),
        decided=decided_of(row),
        specialty=practice.specialty,
        own_instructions=tuple(Instructions(one.audience, one.text, one.text_es, one.visit_type_id) for one in own),
        earlier=_earlier(viewer, row),
    )


def decided_of(row: Referral) -> Decided | None:
    """What was decided about a referral, from its row and that of its decision."""
    triage = getattr(row, "triage", None)
    if triage is None:
        return None
    return Decided(
        factors=dict(triage.factors),
        difficulty=triage.difficulty,
        crown=triage.crown,
        treatment=triage.treatment,
        imaging_first=triage.imaging_first,
        visit_type_id=triage.visit_type_id,
        visit_type=triage.visit_type.name if triage.visit_type else "",
        minutes=triage.minutes,
        for_patient=triage.for_patient,
        for_patient_es=triage.for_patient_es,
        for_office=triage.for_office,
        decided_at=triage.decided_at,
        decided_by=triage.decided_by_name,
    )


def _override(row: Referral) -> Override | None:
    last = TierChange.objects.filter(referral=row).order_by("-at", "-id").first()
    return Override(last.who, last.at, last.proposed, last.reason) if last and last.tier_to == row.tier else None


def _earlier(viewer: Viewer, row: Referral) -> tuple[Earlier, ...]:
    others = Referral.objects.filter(visible_to(viewer), patient_id=row.patient_id, recipient_practice_id=viewer.practice_id)
    found = others.exclude(pk=row.pk).order_by("-sent_at", "-id")[:5]
    return tuple(
        Earlier(one.pk, one.number, one.sent_at, one.reason, tuple(one.teeth), one.state, one.seen_at)
        for one in found.only("number", "sent_at", "reason", "teeth", "state", "seen_at")
    )
