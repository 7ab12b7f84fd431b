"""How often the urgency was changed by a person, by whom, and in which direction; and the changes behind each number."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from bridgework.lookups.visible import visible_to
from bridgework.records.models import Referral, TierChange
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.urgency import is_more_urgent

PAGE = 50
Direction = Literal["raised", "lowered", "back"]
"""Above or below what the signs call for, or back to it after an earlier change."""
DIRECTIONS: tuple[Direction, ...] = ("raised", "lowered", "back")


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """Somebody of the practice, with how often they put a case above and below what its signs call for, and back to it."""

    who: str
    raised: int = 0
    lowered: int = 0
    back: int = 0

    @property
    def whole(self) -> int:
        return self.raised + self.lowered + self.back


@dataclass(frozen=True, slots=True)
class ChangedTier:
    """One change (`at` in UTC) with its reason. `referral_id` is None, and `patient` empty, where the case went on to another practice."""

    at: datetime
    who: str
    proposed: str
    tier_from: str
    tier_to: str
    reason: str
    referral_id: UUID | None
    number: int
    patient: str


@dataclass(frozen=True, slots=True)
class ChangedTiers:
    """A page of them, the latest first; `before` is where the next one goes on."""

    rows: tuple[ChangedTier, ...]
    before: tuple[datetime, UUID] | None


def tier_changes_since(viewer: Viewer, since: datetime) -> tuple[ChangedBy, ...]:
    """The changes at the viewer's practice from `since` on, those who changed most first."""
    rows = _changes(viewer, since).values("who").order_by("who")
    counted = rows.annotate(**{direction: Count("id", filter=_going(direction)) for direction in DIRECTIONS})
    found = (ChangedBy(**row) for row in counted)
    return tuple(sorted(found, key=lambda one: (-one.whole, one.who)))


def list_tier_changes(
    viewer: Viewer, since: datetime, *, changed_by: str, direction: Direction, before: tuple[datetime, UUID] | None = None
) -> ChangedTiers:
    """The changes that one of the numbers counts, 50 at a time, in a fixed number of queries."""
    rows = _changes(viewer, since).filter(_going(direction), who=changed_by).select_related("referral__patient")
    if before:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], pk__lt=before[1]))
    found = list(rows.order_by("-at", "-pk")[: PAGE + 1])
    seen = Referral.objects.filter(visible_to(viewer), pk__in={row.referral_id for row in found}).values_list("pk", flat=True)
    ours, last = set(seen), found[PAGE - 1] if len(found) > PAGE else None
    return ChangedTiers(tuple(_facts(row, ours) for row in found[:PAGE]), (last.at, last.pk) if last else None)


def _facts(row: TierChange, ours: set[UUID]) -> ChangedTier:
    is_ours = row.referral_id in ours
    return ChangedTier(
        at=row.at,
        who=row.who,
        proposed=row.proposed,
        tier_from=row.tier_from,
        tier_to=row.tier_to,
        reason=row.reason,
        referral_id=row.referral_id if is_ours else None,
        number=row.referral.number,
        patient=row.referral.patient.full_name if is_ours else "",
    )


def _changes(viewer: Viewer, since: datetime) -> "QuerySet[TierChange]":
    return TierChange.objects.filter(practice_id=practice_of(viewer), at__gte=since)


def _direction(proposed: str, tier: str) -> Direction:
    return "back" if tier == proposed else "raised" if is_more_urgent(tier, proposed) else "lowered"


def _going(direction: Direction) -> Q:
    pairs = (Q(proposed=proposed, tier_to=tier) for proposed in TIERS for tier in TIERS if _direction(proposed, tier) == direction)
    return reduce(or_, pairs)
