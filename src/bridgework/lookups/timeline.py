"""What happened to a referral: the rows of its history, as facts. The sentences are `messages.timeline`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import Referral, ReferralEvent
from bridgework.rules.facts import Viewer


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the history. `acted_for` is the practice on whose behalf it was done, where that was another."""

    at: datetime
    kind: str
    who: str
    practice: str
    acted_for: str
    way: str
    details: dict[str, Any]


def happenings_of(viewer: Viewer, referral_id: UUID) -> tuple[Happening, ...]:
    """The whole history of a referral that the viewer may see, the latest first; empty for a referral that they may not know of."""
    known = Referral.objects.filter(visible_to(viewer), pk=referral_id)
    rows = ReferralEvent.objects.filter(referral__in=known).select_related("practice", "acted_for").order_by("-at", "-id")
    return tuple(
        Happening(
            at=row.at,
            kind=row.kind,
            who=row.who,
            practice=row.practice.name if row.practice else "",
            acted_for=row.acted_for.name if row.acted_for else "",
            way=row.way,
            details=dict(row.details),
        )
        for row in rows
    )
