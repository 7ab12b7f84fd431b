"""The next open time of each of many practices, for their cards in the directory: three queries for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from bridgework.lookups.open_times import DAYS_AHEAD
from bridgework.records.models import Appointment, Availability, Closure, VisitType
from bridgework.records.models.calendar import TAKEN
from bridgework.rules import booking
from bridgework.rules.facts import Viewer
from bridgework.rules.public_holidays import is_public_holiday

LOOKED_AHEAD = (3, DAYS_AHEAD)
"""Days: most practices have something within three, and only the others are searched further."""


@dataclass(frozen=True, slots=True)
class NextTimes:
    """The first open time (UTC) for an emergency, who may use the reserved blocks, and for anybody; None within four weeks."""

    emergency: datetime | None
    elective: datetime | None


def next_times(viewer: Viewer, practice_ids: Sequence[UUID], *, now: datetime) -> dict[UUID, NextTimes]:
    """The next open times by practice. Open times hold no patient data, so every viewer may ask."""
    visit_types: dict[UUID, VisitType] = {}
    for visit_type in (
        VisitType.objects.filter(practice_id__in=practice_ids, is_active=True, is_follow_up=False)
        .select_related("practice")
        .order_by("position", "name")
    ):
        visit_types.setdefault(visit_type.practice_id, visit_type)
    found: dict[UUID, NextTimes] = {}
    open_practices = set(visit_types)
    for days in LOOKED_AHEAD:
        looked = _look(open_practices, visit_types, days, now)
        found |= looked
        open_practices = {practice for practice in open_practices if found[practice].elective is None or found[practice].emergency is None}
        if not open_practices:
            break
    return found


def _look(practices: Iterable[UUID], visit_types: dict[UUID, VisitType], days: int, now: datetime) -> dict[UUID, NextTimes]:
    wanted = list(practices)
    first = now.date() - timedelta(days=1)
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    end = begin + timedelta(days=days + 4)
    patterns: dict[UUID, list[booking.Pattern]] = {practice: [] for practice in wanted}
    providers: dict[UUID, UUID] = {}
    weekly = Availability.objects.filter(
        provider__practice_id__in=wanted, provider__is_active=True, provider__sees_patients=True
    ).select_related("location", "provider")
    for row in weekly:
        providers[row.provider_id] = row.provider.practice_id
        patterns[row.provider.practice_id].append(
            booking.Pattern(row.provider_id, row.location_id, row.weekday, row.starts, row.ends, row.location.time_zone, row.reserved_tier)
        )
    closures: dict[UUID, list[booking.Closure]] = {practice: [] for practice in wanted}
    for closure in Closure.objects.filter(practice_id__in=wanted, starts_at__lt=end, ends_at__gt=begin):
        closures[closure.practice_id].append(booking.Closure(closure.starts_at, closure.ends_at, closure.provider_id))
    busy: dict[UUID, list[booking.Busy]] = {practice: [] for practice in wanted}
    visits = Appointment.objects.filter(provider_id__in=providers, status__in=TAKEN, starts_at__lt=end, starts_at__gte=begin)
    for provider, starts_at, blocked_until, held_until in visits.values_list("provider_id", "starts_at", "blocked_until", "held_until"):
        busy[providers[provider]].append(booking.Busy(provider, starts_at, blocked_until, held_until))
    return {
        practice: NextTimes(
            *(
                _first(patterns[practice], closures[practice], busy[practice], visit_types[practice], days, now, tier)
                for tier in ("emergency", "elective")
            )
        )
        for practice in wanted
    }


def _first(
    patterns: list[booking.Pattern],
    closures: list[booking.Closure],
    busy: list[booking.Busy],
    visit_type: VisitType,
    days: int,
    now: datetime,
    tier: str,
) -> datetime | None:
    first = now.date() - timedelta(days=1)
    for ahead in range(days + 1):  # day by day: most practices have something soon, and the rest of four weeks need not be worked out
        begin = datetime.combine(first + timedelta(days=ahead - 1), time(), UTC)
        end = begin + timedelta(days=3)  # a local day with a margin on both sides
        slots = booking.open_slots(
            patterns,
            closures,
            [visit for visit in busy if visit.starts_at < end and visit.ends_at > begin],
            length=timedelta(minutes=visit_type.minutes),
            buffer=timedelta(minutes=visit_type.buffer_minutes),
            first_day=first + timedelta(days=ahead),
            days=1,
            now=now,
            tier=tier,
            is_holiday=lambda day: is_public_holiday(day, visit_type.practice.holiday_region),
        )
        if slots:
            return slots[0].starts_at
    return None
