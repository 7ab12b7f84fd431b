"""The funnel: how many of the referrals of a period came how far, how long each stage took, and how they ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bridgework.lookups.measured import Measured, MeasuredSide, measure
from bridgework.rules.facts import Viewer
from bridgework.rules.measures import STAGES

PERIODS = (30, 90)
"""Days that can be looked at."""


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """A stage with its number, its share of all that were sent, and the median time it took from the stage before."""

    stage: str
    count: int
    share: float
    median: timedelta | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The numbers of one side in one period. `answered_share` is of those reviewed."""

    side: MeasuredSide
    since: datetime
    days: int
    whole: int
    stages: tuple[FunnelStage, ...]
    endings: dict[str, int]
    answered: int
    answered_share: float


def begin_of(days: int, zone: str, now: datetime) -> datetime:
    """Where a period of so many days begins: at midnight of the practice, so that a number and its list agree all day long."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return datetime.combine(today - timedelta(days=days - 1), time(), ZoneInfo(zone)).astimezone(UTC)


def funnel(viewer: Viewer, side: MeasuredSide, days: int, zone: str, *, now: datetime) -> Funnel:
    """The funnel of the viewer's practice. The sent and the received stage are one on the network; received is shown."""
    since = begin_of(days, zone, now)
    measured = measure(viewer, side, since, now=now)
    whole = measured.stages["sent"]
    return Funnel(
        side=side,
        since=since,
        days=days,
        whole=whole,
        stages=tuple(_stage(stage, measured, whole) for stage in STAGES),
        endings=measured.endings,
        answered=measured.answered,
        answered_share=measured.answered / measured.stages["reviewed"] if measured.stages["reviewed"] else 0.0,
    )


def _stage(stage: str, measured: Measured, whole: int) -> FunnelStage:
    count = measured.stages[stage]
    return FunnelStage(stage, count, count / whole if whole else 0.0, measured.medians.get(stage))
