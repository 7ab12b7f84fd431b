"""What a practice has to do next, the most pressing first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.lookups.bounded_counts import count_each
from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.stages import STAGE_FIELDS, Stages, stages_of
from bridgework.lookups.visible import received_by
from bridgework.records.models import Referral
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import steps_of

PAGE = 50
MOST_COUNTED = 100
"""Counts stop here and are shown as "99+": a number nobody works off is not worth a scan."""

MOST_EMERGENCIES = 5
BEFORE_CARE = (
    "finish_and_send",
    "send_records",
    "review",
    "give_advice",
    "offer_times",
    "await_choice",
    "confirm_time",
    "rebook",
    "call_patient",
    "answer_reply",
)
"""Steps of a patient nobody has seen yet."""
REVIEW_STEPS = ("review", "give_advice")
BOOKING_STEPS = (
    "call_patient",
    "answer_reply",
    "offer_times",
    "await_choice",
    "confirm_time",
    "rebook",
    "book_next_visit",
    "decide_further",
)
REPORT_STEPS = ("send_report", "deliver_report")
SHOWS = ("mine", "late", "review", "book", "records", "reports", "all")
"""The lists that can be asked for. Everything but "records" stands on the viewer's own desk; that one is what the senders owe."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One referral on a list. Times are UTC; `ours` says whether the viewer's practice has the ball."""

    id: UUID
    number: int
    version: int
    tier: str
    tier_reasons: tuple[str, ...]
    state: str
    patient: str
    birth_date: date
    language: str
    interpreter: bool
    is_nervous: bool
    channel: str
    teeth: str
    reason: str
    sender: str
    sender_on_network: bool
    referring_provider: str
    recipient: str
    assigned_provider: str
    is_received: bool
    """Whether the viewer's practice is the receiving side."""
    ours: bool
    next_step: str | None
    due_at: datetime | None
    is_late: bool
    is_escalated: bool
    """Somebody by name was told that this step is late."""
    records_asked: tuple[str, ...]
    records_asked_note: str
    records_came: bool
    records_unanswered: bool
    """The sender was reminded of missing records, and a person decides now."""
    offers_expire_at: datetime | None
    visit_ends_at: datetime | None
    visit_lost_at: datetime | None
    seen_at: datetime | None
    reported_at: datetime | None
    cancel_reason: str
    decline_reason: str
    decline_note: str
    stages: Stages
    undecided_because: str = ""
    """Why a person decides how to go on with the patient."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of a list and where the next one goes on: (due time, id) of its last row, or None at the end."""

    rows: tuple[WorkRow, ...]
    after: tuple[datetime, UUID] | None


_RELATED = ("patient", "sender_practice", "recipient_practice", "referring_provider", "assigned_provider")
_COLUMNS = (
    *STAGE_FIELDS,
    *(
        "number",
        "version",
        "tier",
        "tier_reasons",
        "teeth",
        "sites",
        "reason",
        "records_asked",
        "records_asked_note",
        "records_asked_at",
        "records_complete",
        "records_unanswered_at",
    ),
    *(
        "offers_expire_at",
        "visit_ends_at",
        "visit_lost_at",
        "cancel_reason",
        "decline_reason",
        "decline_note",
        "desk_practice_id",
        "escalated_at",
        "undecided_because",
    ),
    *(
        f"patient__{name}"
        for name in ("given_name", "family_name", "birth_date", "language", "interpreter", "is_nervous", "preferred_channel")
    ),
    *("sender_practice__name", "sender_practice__on_network", "recipient_practice__name"),
    *("referring_provider__name", "assigned_provider__name"),
)
"""What a row needs: the other columns, the case above all, would take longer to read than everything else on the page."""


def list_work(
    viewer: Viewer,
    *,
    show: str,
    now: datetime,
    step: str = "",
    late: bool = False,
    after: tuple[datetime, UUID] | None = None,
    tooth_system: str = "universal",
) -> WorkPage:
    """A page of 50 of one of SHOWS, by due time; `step` and `late` narrow it further. An unknown list is everybody's."""
    rows = _shown(viewer, show, now)
    if step:
        rows = rows.filter(next_step=step)
    if late:
        rows = rows.filter(due_at__lt=now)
    if after:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], pk__gt=after[1]), due_at__gte=after[0])
    found = list(with_row_columns(rows).order_by("due_at", "pk")[: PAGE + 1])
    page = tuple(work_row(row, viewer, now, tooth_system) for row in found[:PAGE])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return WorkPage(page, (last.due_at, last.pk) if last and last.due_at else None)


def list_emergencies(viewer: Viewer, *, now: datetime, tooth_system: str = "universal") -> tuple[WorkRow, ...]:
    """The patients in an emergency whom nobody has seen yet and for whom the viewer's desk has something to do, at most five, by due time.

    A list by due time puts an elective referral that is four hours late above them (docs/decisions/2026-11-22-emergencies-first.md).
    """
    rows = _shown(viewer, "mine" if steps_of(viewer) else "all", now).filter(tier="emergency", next_step__in=BEFORE_CARE)
    return tuple(work_row(row, viewer, now, tooth_system) for row in with_row_columns(rows).order_by("due_at", "pk")[:MOST_EMERGENCIES])


def count_work(viewer: Viewer, *, now: datetime) -> Mapping[str, int]:
    """How many stand on each of SHOWS, each counted up to MOST_COUNTED, all in one query."""
    counts = count_each((_shown(viewer, show, now) for show in SHOWS), MOST_COUNTED)
    return dict(zip(SHOWS, counts, strict=True))


def _shown(viewer: Viewer, show: str, now: datetime) -> "QuerySet[Referral]":
    open_ones = Referral.objects.filter(closed_at=None)
    if show == "records":
        return open_ones.filter(received_by(viewer.practice_id), next_step="send_records")
    desk = open_ones.filter(desk_practice_id=viewer.practice_id)
    steps = sorted(steps_of(viewer))
    match show:
        case "mine":
            return desk.filter(next_step__in=steps or [""])
        case "late":
            late = desk.filter(due_at__lt=now)
            return late.filter(next_step__in=steps) if steps else late
        case "review":
            return desk.filter(next_step__in=REVIEW_STEPS)
        case "book":
            return desk.filter(next_step__in=BOOKING_STEPS)
        case "reports":
            return desk.filter(next_step__in=REPORT_STEPS)
        case _:
            return desk


def with_row_columns(rows: "QuerySet[Referral]") -> "QuerySet[Referral]":
    """The same rows with what `work_row` reads of them, and no more."""
    return rows.select_related(*_RELATED).only(*_COLUMNS)


def work_row(row: Referral, viewer: Viewer, now: datetime, tooth_system: str) -> WorkRow:
    """The facts of a row with its patient, practices and clinicians."""
    recipient, stages = row.recipient_practice, stages_of(row, now)
    return WorkRow(
        id=row.pk,
        number=row.number,
        version=row.version,
        tier=row.tier,
        tier_reasons=tuple(row.tier_reasons),
        state=row.state,
        patient=row.patient.full_name,
        birth_date=row.patient.birth_date,
        language=row.patient.language,
        interpreter=row.patient.interpreter,
        is_nervous=row.patient.is_nervous,
        channel=row.patient.preferred_channel,
        teeth=teeth_written(row.teeth, tooth_system, row.sites),
        reason=row.reason,
        sender=row.sender_practice.name,
        sender_on_network=row.sender_practice.on_network,
        referring_provider=row.referring_provider.name if row.referring_provider else "",
        recipient=recipient.name if recipient else "",
        assigned_provider=row.assigned_provider.name if row.assigned_provider else "",
        is_received=row.recipient_practice_id == viewer.practice_id,
        ours=row.desk_practice_id is not None and row.desk_practice_id == viewer.practice_id,
        next_step=row.next_step,
        due_at=row.due_at,
        is_late=stages.late,
        is_escalated=row.escalated_at is not None,
        records_asked=tuple(REQUIREMENTS.get(code, code) for code in row.records_asked),
        records_asked_note=row.records_asked_note,
        records_came=row.records_asked_at is not None and row.records_complete,
        records_unanswered=row.records_unanswered_at is not None,
        offers_expire_at=row.offers_expire_at,
        visit_ends_at=row.visit_ends_at,
        visit_lost_at=row.visit_lost_at,
        seen_at=row.seen_at,
        reported_at=row.reported_at,
        cancel_reason=row.cancel_reason,
        decline_reason=row.decline_reason,
        decline_note=row.decline_note,
        stages=stages,
        undecided_because=row.undecided_because,
    )
