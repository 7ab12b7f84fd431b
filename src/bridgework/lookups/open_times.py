"""Open times of a practice's providers: what may be offered, held or booked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from bridgework.records.models import Appointment, Availability, Closure, Practice, VisitType
from bridgework.records.models.calendar import TAKEN
from bridgework.rules import booking
from bridgework.rules.booking import Slot, best_times
from bridgework.rules.facts import Viewer
from bridgework.rules.public_holidays import is_public_holiday
from bridgework.rules.refusals import NotFound

DAYS_AHEAD = 28


def open_times(
    viewer: Viewer,
    practice_id: UUID,
    visit_type_id: UUID,
    *,
    tier: str,
    now: datetime,
    first_day: date | None = None,
    days: int = DAYS_AHEAD,
    provider_id: UUID | None = None,
) -> tuple[Slot, ...]:
    """The open times of a practice for a kind of visit, in order, as UTC intervals; none before `now`, at most `DAYS_AHEAD` days.

    Open times hold no patient data, so every viewer may ask: a sender in the chair, the practice's own desk, a patient by their link.
    Raises NotFound for a visit type that is not the practice's.
    """
    visit_type = VisitType.objects.filter(pk=visit_type_id, practice_id=practice_id, is_active=True).first()
    zone = Practice.objects.filter(pk=practice_id).values_list("time_zone", flat=True).first()
    if visit_type is None or zone is None:
        raise NotFound
    patterns = Availability.objects.filter(provider__practice_id=practice_id, provider__is_active=True, provider__sees_patients=True)
    if provider_id:
        patterns = patterns.filter(provider_id=provider_id)
    first = first_day or now.astimezone(ZoneInfo(zone)).date()
    return _open(list(patterns.select_related("location__practice")), practice_id, visit_type, first, min(days, DAYS_AHEAD), now, tier)


def three_best(slots: Sequence[Slot], tier: str, provider_id: UUID | None = None) -> tuple[Slot, ...]:
    """The three times to show first."""
    return best_times(slots, tier, provider_id)


def is_open_time(
    provider_id: UUID, visit_type: VisitType, starts_at: datetime, *, now: datetime, tier: str, leaving_out: UUID | None = None
) -> UUID | None:
    """The location of the provider's open time that starts exactly then, or None where it is not open. For actions, under their lock."""
    patterns = list(Availability.objects.filter(provider_id=provider_id).select_related("location__practice"))
    if not patterns:
        return None
    zone = ZoneInfo(patterns[0].location.time_zone)
    slots = _open(
        patterns,
        visit_type.practice_id,
        visit_type,
        starts_at.astimezone(zone).date(),
        1,
        now,
        tier,
        provider_id=provider_id,
        leaving_out=leaving_out,
    )
    return next((slot.location_id for slot in slots if slot.starts_at == starts_at), None)


def is_taken(viewer: Viewer, referral_id: UUID, provider_id: UUID, visit_type_id: UUID, starts_at: datetime, *, now: datetime) -> bool:
    """Whether a visit or a standing hold of another referral is in the way of a visit then: one small query that locks nothing.

    What is not taken here may be a moment later; only an action under its lock knows. Answers those who could book it: the receiving
    practice and the patient. For everybody else, False.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT EXISTS (
                SELECT FROM records_appointment AS other
                JOIN records_visittype AS kind ON kind.id = %(visit_type)s AND other.starts_at < %(at)s + kind.minutes * interval '1 minute'
                WHERE other.provider_id = %(provider)s AND other.starts_at > %(at)s - interval '1 day' AND other.blocked_until > %(at)s
                    AND other.status = ANY(%(taken)s) AND (other.status <> 'held' OR other.held_until > %(now)s)
                    AND other.referral_id <> %(referral)s
            ) AND EXISTS (
                SELECT FROM records_referral
                WHERE id = %(referral)s AND state <> 'draft' AND (recipient_practice_id = %(practice)s OR id = %(own)s)
            )
            """,
            {
                "visit_type": visit_type_id,
                "provider": provider_id,
                "at": starts_at,
                "now": now,
                "taken": TAKEN,
                "referral": referral_id,
                "practice": viewer.practice_id,
                "own": viewer.referral_id if viewer.kind == "patient" else None,
            },
        )
        return bool(cursor.fetchone()[0])


def _open(
    patterns: list[Availability],
    practice_id: UUID,
    visit_type: VisitType,
    first: date,
    days: int,
    now: datetime,
    tier: str,
    provider_id: UUID | None = None,
    leaving_out: UUID | None = None,
) -> tuple[Slot, ...]:
    if not patterns:
        return ()
    # A day of margin on both sides: local days and UTC days do not begin together.
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    end = begin + timedelta(days=days + 2)
    closures = Closure.objects.filter(practice_id=practice_id, starts_at__lt=end, ends_at__gt=begin)
    visits = Appointment.objects.filter(status__in=TAKEN, starts_at__lt=end, starts_at__gte=begin - timedelta(days=1))
    visits = visits.filter(provider_id=provider_id) if provider_id else visits.filter(provider__practice_id=practice_id)
    if leaving_out:
        visits = visits.exclude(pk=leaving_out)
    return booking.open_slots(
        [
            booking.Pattern(
                row.provider_id, row.location_id, row.weekday, row.starts, row.ends, row.location.time_zone, reserved_tier=row.reserved_tier
            )
            for row in patterns
        ],
        [booking.Closure(row.starts_at, row.ends_at, row.provider_id) for row in closures],
        [booking.Busy(visit.provider_id, visit.starts_at, visit.blocked_until, visit.held_until) for visit in visits],
        length=timedelta(minutes=visit_type.minutes),
        buffer=timedelta(minutes=visit_type.buffer_minutes),
        first_day=first,
        days=days,
        now=now,
        tier=tier,
        is_holiday=lambda day: is_public_holiday(day, patterns[0].location.practice.holiday_region),
    )
