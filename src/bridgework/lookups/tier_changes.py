"""How often the urgency was changed by a person, by whom, and in which direction."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from bridgework.records.models import TierChange
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.urgency import is_more_urgent


@dataclass(frozen=True, slots=True)
class ChangedBy:
    """Somebody of the practice, with how often they put a case above and below what its signs call for."""

    who: str
    raised: int
    lowered: int
    back: int
    """To the tier that the signs call for, after an earlier change."""

    @property
    def whole(self) -> int:
        return self.raised + self.lowered + self.back


def tier_changes_since(viewer: Viewer, since: datetime) -> tuple[ChangedBy, ...]:
    """The changes at the viewer's practice from `since` on, those who changed most first."""
    rows = TierChange.objects.filter(practice_id=practice_of(viewer), at__gte=since).values("who", "proposed", "tier_to")
    counted: dict[str, list[int]] = {}
    for row in rows.annotate(times=Count("id")).order_by("who"):
        tier, proposed = str(row["tier_to"]), str(row["proposed"])
        place = 2 if tier == proposed or tier not in TIERS else 0 if is_more_urgent(tier, proposed) else 1
        counted.setdefault(str(row["who"]), [0, 0, 0])[place] += int(row["times"])
    found = (ChangedBy(who, *numbers) for who, numbers in counted.items())
    return tuple(sorted(found, key=lambda one: (-one.whole, one.who)))
