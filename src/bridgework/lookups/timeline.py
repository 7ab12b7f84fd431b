"""What happened to a referral: the rows of its history, as facts. The sentences are `messages.timeline`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.records.models import ReferralEvent
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
    rows = ReferralEvent.objects.filter(visible_to(viewer, "referral__"), referral_id=referral_id).order_by("-at", "-id")
    return tuple(
        Happening(at, kind, who, practice or "", acted_for or "", way, dict(details))
        for at, kind, who, practice, acted_for, way, details in rows.values_list(
            "at", "kind", "who", "practice__name", "acted_for__name", "way", "details"
        )
    )
