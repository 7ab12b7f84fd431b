"""The next open time of each of many practices by tier, for their cards in the directory: a handful of queries for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from bridgework.lookups.open_times import DAYS_AHEAD, PATTERN, pattern_of
from bridgework.lookups.taken_times import taken_times
from bridgework.records.models import Availability, Closure, VisitType
from bridgework.rules import booking, weekly_hours
from bridgework.rules.facts import TIERS, Viewer
from bridgework.rules.next_open import next_open
from bridgework.rules.public_holidays import is_public_holiday

LOOKED_AHEAD = (3, DAYS_AHEAD)
"""Days: most practices have something within three, and only the others are searched further."""


@dataclass(frozen=True, slots=True)
class NextTimes:
    """The first open time (UTC) by tier: the more urgent may use reserved blocks, too. None within four weeks."""

    emergency: datetime | None = None
    urgent: datetime | None = None
    soon: datetime | None = None
    elective: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """The visit that is looked for: a practice's first kind."""

    id: UUID
    length: timedelta
    buffer: timedelta
    lead: timedelta
    region: str


def next_times(viewer: Viewer, practice_ids: Sequence[UUID], *, now: datetime) -> dict[UUID, NextTimes]:
    """The next open times by practice. Open times hold no patient data, so every viewer may ask."""
    del viewer
    kinds: dict[UUID, _Kind] = {}
    types = VisitType.objects.filter(practice_id__in=practice_ids, is_active=True).order_by("position", "name")
    columns = ("practice_id", "pk", "minutes", "buffer_minutes", "lead_minutes", "practice__holiday_region")
    for practice, kind, minutes, buffer, lead, region in types.values_list(*columns):
        spans = (timedelta(minutes=minutes), timedelta(minutes=buffer), timedelta(minutes=lead))
        kinds.setdefault(practice, _Kind(kind, *spans, region))
    patterns: dict[UUID, list[weekly_hours.Pattern]] = {}
    weekly = Availability.objects.filter(provider__practice_id__in=list(kinds), provider__is_active=True, provider__sees_patients=True)
    standing = weekly.exclude(last_day__lt=now.date() - timedelta(days=1))
    for row in standing.values_list("provider__practice_id", *PATTERN):
        patterns.setdefault(row[0], []).append(pattern_of(*row[1:]))
    found = dict.fromkeys(kinds, NextTimes())
    missing = set(patterns)
    for days in LOOKED_AHEAD:
        if not missing:
            break
        found |= _look(missing, patterns, kinds, days, now)
        missing = {practice for practice in missing if None in (getattr(found[practice], tier) for tier in TIERS)}
    return found


def _look(
    practices: set[UUID], patterns: dict[UUID, list[weekly_hours.Pattern]], kinds: dict[UUID, _Kind], days: int, now: datetime
) -> dict[UUID, NextTimes]:
    first = now.date() - timedelta(days=1)  # it may still be yesterday there
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    end = begin + timedelta(days=days + 4)  # local days and UTC days do not begin together
    closures: dict[UUID, list[booking.Closure]] = {}
    shut = Closure.objects.filter(practice_id__in=practices, starts_at__lt=end, ends_at__gt=begin)
    for practice, starts_at, ends_at, provider in shut.values_list("practice_id", "starts_at", "ends_at", "provider_id"):
        closures.setdefault(practice, []).append(booking.Closure(starts_at, ends_at, provider))
    working = [pattern for practice in practices for pattern in patterns[practice]]
    providers = list({pattern.provider_id for pattern in working})
    rooms = list({pattern.operatory_id for pattern in working if pattern.operatory_id})
    taken = taken_times(providers, rooms, begin, end, now=now)
    return {
        practice: NextTimes(
            **next_open(
                patterns[practice],
                closures.get(practice, []),
                taken,
                length=kinds[practice].length,
                buffer=kinds[practice].buffer,
                lead=kinds[practice].lead,
                kind=kinds[practice].id,
                first_day=first,
                days=days + 1,
                now=now,
                is_holiday=partial(_is_holiday, kinds[practice].region),
            )
        )
        for practice in practices
    }


def _is_holiday(region: str, day: date) -> bool:
    return is_public_holiday(day, region)
