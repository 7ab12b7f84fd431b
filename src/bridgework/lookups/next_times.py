"""The next open time of each of many practices by tier, for their cards in the directory: a handful of queries for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.db import connection

from bridgework.lookups.open_times import DAYS_AHEAD
from bridgework.records.models import Availability, Closure, VisitType
from bridgework.records.models.calendar import TAKEN
from bridgework.rules import booking
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

    length: timedelta
    buffer: timedelta
    region: str


def next_times(viewer: Viewer, practice_ids: Sequence[UUID], *, now: datetime) -> dict[UUID, NextTimes]:
    """The next open times by practice. Open times hold no patient data, so every viewer may ask."""
    del viewer
    kinds: dict[UUID, _Kind] = {}
    types = VisitType.objects.filter(practice_id__in=practice_ids, is_active=True).order_by("position", "name")
    for practice, minutes, buffer, region in types.values_list("practice_id", "minutes", "buffer_minutes", "practice__holiday_region"):
        kinds.setdefault(practice, _Kind(timedelta(minutes=minutes), timedelta(minutes=buffer), region))
    patterns: dict[UUID, list[booking.Pattern]] = {}
    weekly = Availability.objects.filter(provider__practice_id__in=list(kinds), provider__is_active=True, provider__sees_patients=True)
    columns = ("provider_id", "location_id", "weekday", "starts", "ends", "location__time_zone", "reserved_tier")
    for row in weekly.values_list("provider__practice_id", *columns):
        patterns.setdefault(row[0], []).append(booking.Pattern(*row[1:]))
    found = dict.fromkeys(kinds, NextTimes())
    missing = set(patterns)
    for days in LOOKED_AHEAD:
        found |= _look(missing, patterns, kinds, days, now)
        missing = {practice for practice in missing if None in (getattr(found[practice], tier) for tier in TIERS)}
        if not missing:
            break
    return found


def _look(
    practices: set[UUID], patterns: dict[UUID, list[booking.Pattern]], kinds: dict[UUID, _Kind], days: int, now: datetime
) -> dict[UUID, NextTimes]:
    first = now.date() - timedelta(days=1)  # it may still be yesterday there
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    end = begin + timedelta(days=days + 4)  # local days and UTC days do not begin together
    closures: dict[UUID, list[booking.Closure]] = {}
    shut = Closure.objects.filter(practice_id__in=practices, starts_at__lt=end, ends_at__gt=begin)
    for practice, starts_at, ends_at, provider in shut.values_list("practice_id", "starts_at", "ends_at", "provider_id"):
        closures.setdefault(practice, []).append(booking.Closure(starts_at, ends_at, provider))
    busy = _busy(practices, patterns, kinds, begin, end, now)
    return {
        practice: NextTimes(
            **next_open(
                patterns[practice],
                closures.get(practice, []),
                [taken for pattern in {pattern.provider_id for pattern in patterns[practice]} for taken in busy.get(pattern, [])],
                length=kinds[practice].length,
                buffer=kinds[practice].buffer,
                first_day=first,
                days=days + 1,
                now=now,
                is_holiday=partial(_is_holiday, kinds[practice].region),
            )
        )
        for practice in practices
    }


def _busy(
    practices: set[UUID],
    patterns: dict[UUID, list[booking.Pattern]],
    kinds: dict[UUID, _Kind],
    begin: datetime,
    end: datetime,
    now: datetime,
) -> dict[UUID, list[booking.Busy]]:
    """The visits and standing holds by provider. Those with no room for a visit between them come as one: a full day is one row."""
    room = {
        pattern.provider_id: kinds[practice].length + kinds[practice].buffer for practice in practices for pattern in patterns[practice]
    }
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH taken AS (
                SELECT provider_id, starts_at, blocked_until, room,
                    max(blocked_until) OVER (PARTITION BY provider_id ORDER BY starts_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                        AS taken_until
                FROM unnest(%(providers)s::uuid[], %(room)s::interval[]) AS asked (provider_id, room)
                JOIN records_appointment USING (provider_id)
                WHERE status = ANY(%(taken)s) AND (status <> 'held' OR held_until > %(now)s)
                    AND starts_at >= %(begin)s AND starts_at < %(end)s
            ), numbered AS (
                SELECT *, count(*) FILTER (WHERE taken_until IS NULL OR starts_at - taken_until >= room)
                    OVER (PARTITION BY provider_id ORDER BY starts_at) AS block
                FROM taken
            )
            SELECT provider_id, min(starts_at), max(blocked_until) FROM numbered GROUP BY provider_id, block
            """,
            {"providers": list(room), "room": list(room.values()), "taken": TAKEN, "now": now, "begin": begin, "end": end},
        )
        found: dict[UUID, list[booking.Busy]] = {}
        for provider, starts_at, ends_at in cursor.fetchall():
            found.setdefault(provider, []).append(booking.Busy(provider, starts_at, ends_at))
        return found


def _is_holiday(region: str, day: date) -> bool:
    return is_public_holiday(day, region)
