"""What patients were told and when something is due next, as those ask who watch over it all. For the system only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from bridgework.records.models import PlannedMessage, ReferralEvent
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system

NEXT = """
SELECT (SELECT min(next_at) FROM records_referralcadence WHERE status = 'running'),
    (SELECT min(due_at) FROM records_plannedmessage WHERE status = 'planned' AND channel <> 'letter'),
    (SELECT min(changed_at) FROM records_plannedmessage WHERE status = 'sending')
"""


@dataclass(frozen=True, slots=True)
class ToldPatient:
    """A message to a patient: what, when (UTC), and what became of it, at `changed_at`. `step` is its number in the policy, None for what is no
    step.
    """

    id: UUID
    referral_id: UUID
    kind: str
    step: int | None
    channel: str
    status: str
    created_at: datetime
    due_at: datetime
    changed_at: datetime
    at_any_hour: bool
    starts_at: datetime | None


@dataclass(frozen=True, slots=True)
class NextMoments:
    """When the next step and the next message are due, and since when the oldest attempt is under way (UTC); None where there is none."""

    step: datetime | None
    message: datetime | None
    sending_since: datetime | None


def told_patients(viewer: Viewer, referral_ids: Collection[UUID]) -> list[ToldPatient]:
    """Every message to the patients of these referrals, in the order in which they were planned."""
    require_system(viewer)
    rows = PlannedMessage.objects.filter(recipient="patient", referral_id__in=referral_ids).order_by("created_at", "pk")
    return [
        ToldPatient(
            id=row.pk,
            referral_id=key,
            kind=row.kind,
            step=row.step,
            channel=row.channel,
            status=row.status,
            created_at=row.created_at,
            due_at=row.due_at,
            changed_at=row.changed_at,
            at_any_hour=bool(row.facts.get("at_any_hour")),
            starts_at=datetime.fromisoformat(row.facts["starts_at"]) if "starts_at" in row.facts else None,
        )
        for row in rows
        if (key := row.referral_id)
    ]


def handed_to_persons(viewer: Viewer) -> set[tuple[UUID, str]]:
    """The messages, by referral and kind, of which the history says that a person has to act."""
    require_system(viewer)
    events = ReferralEvent.objects.filter(kind__in=["message_failed", "message_unclear"])
    return set(events.values_list("referral_id", "details__kind"))


def next_moments(viewer: Viewer) -> NextMoments:
    """When the worker has something to do; one question, each part of which an index answers."""
    require_system(viewer)
    with connection.cursor() as cursor:
        cursor.execute(NEXT)
        return NextMoments(*cursor.fetchone())
