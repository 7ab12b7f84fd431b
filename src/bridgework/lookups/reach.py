"""What messages to patients achieved: sent, arrived, opened, booked, by what was said, on which channel, in which language; and trials of words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from bridgework.lookups.visible import received_by
from bridgework.messages.templates import with_subject
from bridgework.records.models import MessageAttempt, MessageReceipt, PlannedMessage, Referral, WordingTrial
from bridgework.rules.facts import Viewer
from bridgework.rules.reach import BOOKED_WITHIN, Share, share_of

MOST_TRIALS = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """One kind of message on one channel in one language. Shares are of those that went out; `booked` is None for what invites to no visit.

    `arrived`: the service said so, None where it never says (SMTP, letters); `opened`: the patient came by its link and confirmed the birth date; `booked`: within a week after it.
    `failed` and `dropped` are messages that did not arrive or were not needed any more.
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
    """The messages to patients of referrals that the viewer's practice receives, planned since then; one query."""
    rows = _sent_when(
        PlannedMessage.objects.filter(
            recipient="patient", referral__in=Referral.objects.filter(received_by(viewer.practice_id)), created_at__gte=since
        )
    )
    clicked = MessageReceipt.objects.filter(attempt__message=OuterRef("pk"), status="clicked")
    went_out = Q(status__in=("sent", "delivered"))
    counted = (
        rows.annotate(was_opened=Exists(clicked))
        .order_by()
        .values("kind", "channel", "language", "step")
        .annotate(
            went=Count("pk", filter=went_out),
            there=Count("pk", filter=Q(status="delivered")),
            came=Count("pk", filter=went_out & Q(was_opened=True)),
            visit=Count("pk", filter=went_out & _booked_after("went_at")),
            lost=Count("pk", filter=Q(status__in=("failed", "unclear"))),
            not_needed=Count("pk", filter=Q(status="dropped")),
        )
    )
    return tuple(sorted((_reached(dict(row)) for row in counted), key=lambda row: (row.kind, row.step or 0, row.channel, row.language)))


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


def _booked_after(moment: str) -> Q:
    return Q(referral__booked_at__gte=F(moment), referral__booked_at__lte=F(moment) + BOOKED_WITHIN)


def _reached(row: dict[str, Any]) -> Reached:
    return Reached(
        kind=row["kind"],
        channel=row["channel"],
        language=row["language"],
        step=row["step"],
        sent=row["went"],
        arrived=share_of(row["there"], row["went"]) if row["channel"] == "sms" or row["there"] else None,
        opened=share_of(row["came"], row["went"]),
        booked=share_of(row["visit"], row["went"]) if row["kind"] in INVITES else None,
        failed=row["lost"],
        dropped=row["not_needed"],
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
