"""The referrals behind the measures: those sent in a period, on one side, by how far they came. Counts and lists have one definition."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from bridgework.lookups.visible import received_by
from bridgework.lookups.worklist import PAGE, WorkRow, with_row_columns, work_row
from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.acceptance import BECAUSE
from bridgework.rules.closing import ADVICE_GIVEN
from bridgework.rules.facts import Viewer

MeasuredSide = Literal["received", "sent"]
REACHED: dict[str, Q] = {
    "sent": Q(sent_at__isnull=False),
    "received": Q(sent_at__isnull=False),
    "reviewed": Q(reviewed_at__isnull=False),
    "booked": Q(booked_at__isnull=False),
    "seen": Q(seen_at__isnull=False),
    "reported": Q(reported_at__isnull=False),
    "closed": Q(closed_at__isnull=False, reported_at__isnull=False),
}
"""A stage counts when its time is there, whenever that was; what was declined or cancelled has ended, but did not come that far."""
ENDINGS: dict[str, Q] = {
    "completed": Q(state=states.OUTCOME_SENT, report_acknowledged_at__isnull=False, no_visit_reason=""),
    "no_visit": Q(state=states.OUTCOME_SENT) & ~Q(no_visit_reason=""),
    "declined": Q(state=states.DECLINED),
    "cancelled": Q(state=states.CANCELLED),
    "open": Q(closed_at=None),
    "late": Q(closed_at=None, due_at__isnull=False),
    "advice_asked": Q(wants_advice=True),
    "advice_given": Q(wants_advice=True, state=states.OUTCOME_SENT, no_visit_reason=ADVICE_GIVEN),
    "lost_visits": Q(lost_visits__gt=0),
    **{f"because_{choice.code}": Q(patient_says_because=choice.code) for choice in BECAUSE},
}
"""How it ended. "Completed" is the visit and the receipt of its report: "no visit" closes, but never completes; "late" is cut at now by the caller.

"because_..." are the patients who said why they do not want the visit, or still think about it; "lost_visits" those who missed one or cancelled
it late. Requests for advice are counted by themselves: nobody was to be seen, so they are neither a visit nor a lost one.
"""
_REFERRED = Q(wants_advice=False)

_ANSWERED = Q(reviewed_at__isnull=False, reviewed_at__lte=F("respond_by"))


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one side in one period. `medians` maps a stage to the median time from the stage before, where there is any."""

    stages: dict[str, int]
    endings: dict[str, int]
    medians: dict[str, timedelta]
    answered: int
    """Reviewed by the promised time."""


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page of the list behind a number, the latest sent first; `before` is where the next one goes on."""

    rows: tuple[WorkRow, ...]
    before: tuple[datetime, UUID] | None


def measure(viewer: Viewer, side: MeasuredSide, since: datetime, *, now: datetime) -> Measured:
    """All numbers of the referrals sent since then, on the viewer's side, in two queries."""
    sums = {f"stage_{stage}": Count("pk", filter=reached & _REFERRED) for stage, reached in REACHED.items()}
    sums |= {f"ending_{name}": Count("pk", filter=_ending(name, now)) for name in ENDINGS}
    numbers = _cohort(viewer, side, since).aggregate(**sums, answered=Count("pk", filter=_ANSWERED & _REFERRED))
    return Measured(
        stages={stage: numbers[f"stage_{stage}"] for stage in REACHED},
        endings={name: numbers[f"ending_{name}"] for name in ENDINGS},
        medians=_medians(viewer, side, since),
        answered=numbers["answered"],
    )


def list_measured(
    viewer: Viewer,
    side: MeasuredSide,
    since: datetime,
    *,
    now: datetime,
    stage: str = "",
    ending: str = "",
    before: tuple[datetime, UUID] | None = None,
    tooth_system: str = "universal",
) -> MeasuredPage:
    """The referrals that a number counts, 50 at a time: those that reached `stage`, or that ended so."""
    rows = _cohort(viewer, side, since)
    if not ending.startswith("advice"):
        rows = rows.filter(_REFERRED)
    if stage in REACHED:
        rows = rows.filter(REACHED[stage])
    if ending in ENDINGS:
        rows = rows.filter(_ending(ending, now))
    if ending == "answered":
        rows = rows.filter(_ANSWERED)
    if before:
        rows = rows.filter(Q(sent_at__lt=before[0]) | Q(sent_at=before[0], pk__lt=before[1]))
    found = list(with_row_columns(rows).order_by("-sent_at", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return MeasuredPage(
        tuple(work_row(row, viewer, now, tooth_system) for row in found[:PAGE]), (last.sent_at, last.pk) if last and last.sent_at else None
    )


def overdue_by_step(viewer: Viewer, *, now: datetime) -> dict[str, tuple[int, int]]:
    """What stands on the practice's desk now: for each next step how many are open and how many of them are late."""
    open_ones = Referral.objects.filter(desk_practice_id=viewer.practice_id, closed_at=None)
    counted = open_ones.values("next_step").annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now))).order_by("next_step")
    return {row["next_step"]: (row["open"], row["late"]) for row in counted if row["next_step"]}


def _cohort(viewer: Viewer, side: MeasuredSide, since: datetime) -> "QuerySet[Referral]":
    own = received_by(viewer.practice_id) if side == "received" else Q(sender_practice_id=viewer.practice_id)
    return Referral.objects.filter(own, sent_at__isnull=False, sent_at__gte=since)


def _ending(name: str, now: datetime) -> Q:
    if name.startswith("advice"):
        return ENDINGS[name]
    return _REFERRED & ENDINGS[name] & Q(due_at__lt=now) if name == "late" else _REFERRED & ENDINGS[name]


def _medians(viewer: Viewer, side: MeasuredSide, since: datetime) -> dict[str, timedelta]:
    """The median time into each stage from the last one reached before it; what lies before counts as no time (`rules.measures`)."""
    own = "recipient_practice_id" if side == "received" else "sender_practice_id"
    columns = ["sent_at", "reviewed_at", "booked_at", "seen_at", "reported_at", "closed_at"]
    stages = ["reviewed", "booked", "seen", "reported", "closed"]
    spans = [
        f"percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest({at} - coalesce({', '.join(reversed(columns[:place]))}), interval '0'))"
        f" FILTER (WHERE {at} IS NOT NULL{' AND reported_at IS NOT NULL' if at == 'closed_at' else ''})"
        for place, at in enumerate(columns)
        if place
    ]
    statement = (
        f"SELECT {', '.join(spans)} FROM records_referral WHERE {own} = %s AND sent_at >= %s AND sent_at IS NOT NULL AND NOT wants_advice"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [viewer.practice_id, since])
        found = cursor.fetchone()
    return {stage: span for stage, span in zip(stages, found, strict=True) if span is not None}
