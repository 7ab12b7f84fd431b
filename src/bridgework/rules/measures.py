"""The numbers of the loop from the times of each stage: how many came how far, how long each stage took, what is overdue.

A stage counts when its time is there, whenever that was: nothing is derived from "now" except what is overdue now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

STAGES = ("sent", "received", "reviewed", "booked", "seen", "reported", "closed")
"""The seven dots of the loop, in order."""

StageTimes = Mapping[str, datetime | None]
"""When a referral reached each stage (UTC); a stage that is missing or None was not reached."""


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many referrals reached a stage, and their share of all that were sent (0 to 1; 0 where none was sent)."""

    stage: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class StageDuration:
    """How long it took from the stage before: median over those that went through both, None where none did."""

    stage: str
    since: str
    count: int
    median: timedelta | None


def reached(times: StageTimes) -> tuple[str, ...]:
    """The stages that a referral has reached, in order; for the dots."""
    return tuple(stage for stage in STAGES if times.get(stage) is not None)


def _in_the_funnel(times: StageTimes) -> tuple[str, ...]:
    return tuple(stage for stage in reached(times) if stage != "closed" or times.get("reported") is not None)


def count_stages(referrals: Iterable[StageTimes]) -> tuple[StageCount, ...]:
    """The funnel. A referral that skipped a stage (an outcome without a visit) counts only where it was.

    "closed" is the loop closed on a report: what was declined or cancelled has ended too, but did not come that far.
    """
    counts = dict.fromkeys(STAGES, 0)
    for times in referrals:
        for stage in _in_the_funnel(times):
            counts[stage] += 1
    sent = counts[STAGES[0]]
    return tuple(StageCount(stage, count, count / sent if sent else 0.0) for stage, count in counts.items())


def time_in_stages(referrals: Iterable[StageTimes]) -> tuple[StageDuration, ...]:
    """The median time from each stage to the next one that the referral reached, listed by the later stage.

    Where a stage was skipped, the time counts from the last stage before it, so that a skipped stage does not hide a long wait.
    A time before that of an earlier stage (a chart corrected afterwards) counts as no time at all.
    """
    spans: dict[str, list[timedelta]] = {stage: [] for stage in STAGES[1:]}
    for times in referrals:
        previous: datetime | None = None
        for stage in _in_the_funnel(times):
            at = times[stage]
            if previous is not None and at is not None:
                spans[stage].append(max(at - previous, timedelta()))
            previous = at
    before = dict(zip(STAGES[1:], STAGES, strict=False))
    return tuple(StageDuration(stage, before[stage], len(found), _median(found)) for stage, found in spans.items())


def _median(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def is_overdue(due_at: datetime | None, now: datetime) -> bool:
    """Whether a next step is late; what has none is not."""
    return due_at is not None and due_at < now
