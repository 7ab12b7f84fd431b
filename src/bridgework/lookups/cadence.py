"""Where the reaching of one referral's patient stands, for the practice that reaches them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bridgework.records.models import ReferralCadence
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system


@dataclass(frozen=True, slots=True)
class CadenceStanding:
    """What comes next (`next_at` is UTC), or why nothing does (`stopped_why`, a code of `rules.cadence`). `status` is running, person or stopped.

    `version` is that of the practice's own plan, 0 where the usual one counts; `zone` is where the patient lives, and `zone_reason` how
    that is known.
    """

    status: str
    stopped_why: str
    next_kind: str
    next_channel: str
    next_at: datetime | None
    calls_from: datetime | None
    started_on: date
    zone: str
    zone_reason: str
    version: int


def find_cadence(viewer: Viewer, referral_id: UUID) -> CadenceStanding | None:
    """The cadence of a referral that the viewer's practice received; None for everybody else, and before it has begun."""
    if not viewer.is_staff or viewer.practice_id is None:
        return None
    row = only_row(ReferralCadence.objects.select_related("policy", "referral").filter(pk=referral_id, practice_id=viewer.practice_id))
    if row is None:
        return None
    return CadenceStanding(
        status=row.status,
        stopped_why=row.stopped_why,
        next_kind=row.next_kind,
        next_channel=row.next_channel,
        next_at=row.next_at,
        calls_from=row.referral.choose_until,
        started_on=row.started_on,
        zone=row.zone,
        zone_reason=row.zone_reason,
        version=row.policy.version if row.policy else 0,
    )


def next_step_at(viewer: Viewer) -> datetime | None:
    """When the first step of all cadences is due (UTC); None where none runs. For the system only."""
    require_system(viewer)
    return ReferralCadence.objects.filter(status="running").order_by("next_at").values_list("next_at", flat=True).first()
