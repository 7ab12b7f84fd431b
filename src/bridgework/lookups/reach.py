"""What messages to patients achieved: sent, arrived, opened, booked, by what was said, step, channel, language and wording; the messages behind
each number; and trials of words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Min, OuterRef, Q, QuerySet, Subquery, UUIDField, When

from bridgework.lookups.visible import received_by
from bridgework.messages.templates import with_subject
from bridgework.records.models import MessageAttempt, MessageReceipt, PlannedMessage, Referral, Wording, WordingTrial
from bridgework.rules.facts import Viewer
from bridgework.rules.reach import BOOKED_WITHIN, Share, share_of

MOST_TRIALS = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """One kind of message on one channel in one language and one wording. Shares are of those that went out; `booked` is None for what invites
    to no visit. `step` is its number in the plan of the cadence, None for what is none.

    `arrived`: the service said so, None where it never says (SMTP, letters); `opened`: the patient came by its link and confirmed the birth
    date; `booked`: within a week after it. `failed` and `dropped` are messages that did not arrive or were not needed any more.
    """

    kind: str
    channel: str
    language: str
    step: int | None
    sent: int
    arrived: Share | None
    opened: Share
    booked: Share | None
    failed: int
    dropped: int
    wording: "UsedWords | None" = None
    """Which of the practice's own words; None: the program's."""


@dataclass(frozen=True, slots=True)
class UsedWords:
    """A version of a practice's own words, and for which visits and mood it was written."""

    id: UUID
    version: int
    purpose: str
    anxious: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """Which messages are meant by a number of `reach`: of a row, those of one column (`what`, one of COLUMNS). `since` is UTC."""

    kind: str
    channel: str
    language: str
    step: int | None
    wording_id: UUID | None
    what: str
    since: datetime


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """A trial of words with what came of it so far: of the patients who got the words in force (`first`) and the others (`second`), who booked
    within a week after their first message. Times are UTC.
    """

    id: UUID
    kind: str
    channel: str
    language: str
    text: str
    version: int
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    is_running: bool
    first: Share
    second: Share


INVITES = frozenset({"pick_a_time", "day_1", "day_7", "day_10", "urgent_1", "urgent_2", "urgent_3", "visit_missed", "earlier_time"})
"""Kinds that ask for a visit to be booked."""


def reach(viewer: Viewer, since: datetime) -> tuple[Reached, ...]:
    """The messages to patients of referrals that the viewer's practice receives, planned since then; two queries."""
    counts = {name: Count("pk", filter=condition) for name, condition in COLUMNS.items()}
    counted = list(_to_patients(viewer, since).order_by().values("kind", "channel", "language", "step", said=_SAID).annotate(**counts))
    used = {
        row.pk: UsedWords(row.pk, row.version, row.purpose, row.anxious)
        for row in Wording.objects.filter(pk__in={row["said"] for row in counted if row["said"]}).only("version", "purpose", "anxious")
    }
    return tuple(sorted((_reached(dict(row), used) for row in counted), key=_in_order))


def messages_behind(viewer: Viewer, behind: Behind) -> "QuerySet[PlannedMessage]":
    """The messages that a number of `reach` counts, for other lookups; none for a column that there is not."""
    if behind.what not in COLUMNS:
        return PlannedMessage.objects.none()
    return (
        _to_patients(viewer, behind.since)
        .annotate(said=_SAID)
        .filter(
            COLUMNS[behind.what],
            kind=behind.kind,
            channel=behind.channel,
            language=behind.language,
            **({"step": behind.step} if behind.step is not None else {"step__isnull": True}),
            **({"said": behind.wording_id} if behind.wording_id else {"said__isnull": True}),
        )
    )


def _to_patients(viewer: Viewer, since: datetime) -> "QuerySet[PlannedMessage]":
    """With when each went out, and whether it was opened."""
    mine = Referral.objects.filter(received_by(viewer.practice_id))
    rows = _sent_when(PlannedMessage.objects.filter(recipient="patient", referral__in=mine, created_at__gte=since))
    # Asked for one message after the other: of a bare EXISTS the database makes a list of everything that anybody ever opened.
    clicked = MessageReceipt.objects.filter(attempt__message=OuterRef("pk"), status="clicked").values("pk")[:1]
    return rows.annotate(opened_by=Subquery(clicked))


def _in_order(row: Reached) -> tuple[Any, ...]:
    return row.kind, row.step or 0, row.channel, row.language, row.wording.version if row.wording else 0


def trials(viewer: Viewer) -> tuple[TrialFacts, ...]:
    """The trials of the viewer's practice, the latest first, at most MOST_TRIALS; two queries.

    Each patient counts once, from the first message of the trial on.
    """
    found = list(
        WordingTrial.objects.filter(Q(practice_id=viewer.practice_id))
        .select_related("wording", "started_by")
        .order_by("-started_at", "-id")[:MOST_TRIALS]
    )
    firsts = (
        _sent_when(PlannedMessage.objects.filter(trial__in=[one.pk for one in found], status__in=("sent", "delivered")))
        .order_by()
        .values("trial", "variant", "referral")
        .annotate(first_at=Min("went_at"), booked_at=Min("referral__booked_at"))
    )
    counts: dict[tuple[UUID, str], list[int]] = {}
    for row in firsts:
        of = counts.setdefault((row["trial"], row["variant"]), [0, 0])
        of[0] += bool(row["booked_at"] and row["first_at"] and row["first_at"] <= row["booked_at"] <= row["first_at"] + BOOKED_WITHIN)
        of[1] += 1
    return tuple(_trial(one, counts) for one in found)


def _sent_when(rows: "QuerySet[PlannedMessage]") -> "QuerySet[PlannedMessage]":
    last = MessageAttempt.objects.filter(message=OuterRef("pk")).order_by("-number").values("started_at")[:1]
    return rows.annotate(went_at=Subquery(last))


_LAST_WORDING = MessageAttempt.objects.filter(message=OuterRef("pk")).order_by("-number").values("wording")[:1]
_SAID = Case(When(variant="b", then=F("trial__wording")), default=Subquery(_LAST_WORDING), output_field=UUIDField())
"""Which of the practice's own words: those on trial, else those of the last attempt."""
_WENT_OUT = Q(status__in=("sent", "delivered"))
COLUMNS: Mapping[str, Q] = {
    "sent": _WENT_OUT,
    "arrived": Q(status="delivered"),
    "opened": _WENT_OUT & Q(opened_by__isnull=False),
    "booked": _WENT_OUT & Q(referral__booked_at__gte=F("went_at"), referral__booked_at__lte=F("went_at") + BOOKED_WITHIN),
    "failed": Q(status__in=("failed", "unclear")),
    "dropped": Q(status="dropped"),
}
"""What is counted of each row, and which messages it is."""


def _reached(row: dict[str, Any], used: Mapping[UUID, UsedWords]) -> Reached:
    return Reached(
        kind=row["kind"],
        channel=row["channel"],
        language=row["language"],
        step=row["step"],
        sent=row["sent"],
        arrived=share_of(row["arrived"], row["sent"]) if row["channel"] == "sms" or row["arrived"] else None,
        opened=share_of(row["opened"], row["sent"]),
        booked=share_of(row["booked"], row["sent"]) if row["kind"] in INVITES else None,
        failed=row["failed"],
        dropped=row["dropped"],
        wording=used.get(row["said"]),
    )


def _trial(row: WordingTrial, counts: dict[tuple[UUID, str], list[int]]) -> TrialFacts:
    wording = row.wording
    return TrialFacts(
        id=row.pk,
        kind=wording.kind,
        channel=wording.channel,
        language=wording.language,
        text=with_subject(wording.subject, wording.body),
        version=wording.version,
        started_at=row.started_at,
        started_by=row.started_by.name,
        ended_at=row.ended_at or wording.approved_at or wording.retired_at,
        is_running=row.ended_at is None and wording.approved_at is None and wording.retired_at is None,
        first=share_of(*counts.get((row.pk, "a"), [0, 0])),
        second=share_of(*counts.get((row.pk, "b"), [0, 0])),
    )
