"""Open times of a practice's providers: what may be offered, held or booked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from bridgework.lookups.taken_times import taken_times
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Availability, Closure, VisitType
from bridgework.records.models.calendar import TAKEN
from bridgework.rules import booking, weekly_hours
from bridgework.rules.booking import Slot
from bridgework.rules.facts import Viewer
from bridgework.rules.offers import ANY_TIME, Wish, best_offers
from bridgework.rules.public_holidays import is_public_holiday
from bridgework.rules.refusals import NotFound

DAYS_AHEAD = 28
"""What is searched where nobody says how far."""
LONGEST_SEARCH = 90
LOOKS = (4, 14)
"""Days: where only the first so many times are asked for, they are usually found in these, and seldom is all of it searched."""


class Kind(NamedTuple):
    """What a search needs of a kind of visit, in minutes."""

    visit_type_id: UUID
    minutes: int
    lead_minutes: int
    buffer_minutes: int


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
    most: int | None = None,
    minutes: int | None = None,
) -> tuple[Slot, ...]:
    """The open times of a practice for a kind of visit, in order, as UTC intervals; none before `now`, at most 90 days, the first `most`.

    `minutes` is how long this one visit is (`lookups.visit_length`); None: as long as its kind.

    Open times hold no patient data, so every viewer may ask: a sender in the chair, the practice's own desk, a patient by their link.
    Raises NotFound for a visit type that is not the practice's.
    """
    wanted = KIND.only_row(visit_type_id, practice_id)
    if wanted is None:
        raise NotFound
    zone, region, kind = wanted[0], wanted[1], Kind(*wanted[2:])
    first = first_day or now.astimezone(ZoneInfo(zone)).date()
    last = first + timedelta(days=min(days, LONGEST_SEARCH) - 1)
    working = OWN_HOURS(practice_id, first, last, provider_id) if provider_id else HOURS(practice_id, first, last)
    return _open(working, region, practice_id, kind, first, min(days, LONGEST_SEARCH), now, tier, most=most, minutes=minutes)


def three_best(slots: Sequence[Slot], tier: str, provider_id: UUID | None = None, wish: Wish = ANY_TIME) -> tuple[Slot, ...]:
    """The three times to show first; `wish` is when the patient likes to come."""
    return best_offers(slots, tier, provider_id=provider_id, wish=wish)


def find_open_time(
    provider_id: UUID,
    visit_type: VisitType,
    starts_at: datetime,
    *,
    now: datetime,
    tier: str,
    leaving_out: UUID | None = None,
    minutes: int | None = None,
) -> Slot | None:
    """The provider's open time that starts exactly then, or None where it is not open. For actions, under their lock."""
    day = starts_at.date()
    # Around the world a moment belongs to up to three local days.
    near = [(day.weekday() + ahead) % 7 for ahead in (-1, 0, 1)]
    rows = NEAR(provider_id, near)
    slots = _open(
        [row[:-1] for row in rows],
        rows[0][-1] if rows else "",
        visit_type.practice_id,
        Kind(visit_type.pk, visit_type.minutes, visit_type.lead_minutes, visit_type.buffer_minutes),
        day - timedelta(days=1),
        3,
        now,
        tier,
        leaving_out=leaving_out,
        only=starts_at,
        minutes=minutes,
    )
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


def is_taken(viewer: Viewer, referral_id: UUID, provider_id: UUID, visit_type_id: UUID, starts_at: datetime, *, now: datetime) -> bool:
    """Whether a visit or a standing hold of another referral is in the way of a visit then: one small query that locks nothing.

    What is not taken here may be a moment later, or too long for the gap; only an action under its lock knows. Answers those who could book it: the receiving
    practice and the patient. For everybody else, False.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT EXISTS (
                SELECT FROM records_appointment AS other
                JOIN records_visittype AS kind ON kind.id = %(visit_type)s
                LEFT JOIN records_triagedecision AS own ON own.referral_id = %(referral)s AND own.visit_type_id = kind.id
                WHERE coalesce(other.blocked_from, other.starts_at) < %(at)s + least(own.minutes, kind.minutes) * interval '1 minute'
                    AND other.provider_id = %(provider)s AND other.starts_at > %(at)s - interval '1 day' AND other.blocked_until > %(at)s
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
    patterns: list[tuple[Any, ...]],
    region: str,
    practice_id: UUID,
    kind: Kind,
    first: date,
    days: int,
    now: datetime,
    tier: str,
    *,
    leaving_out: UUID | None = None,
    most: int | None = None,
    only: datetime | None = None,
    minutes: int | None = None,
) -> tuple[Slot, ...]:
    """`only`: just the surroundings of that moment are looked at."""
    if not patterns:
        return ()
    length, lead = timedelta(minutes=minutes or kind.minutes), timedelta(minutes=kind.lead_minutes)
    buffer = timedelta(minutes=kind.buffer_minutes)
    works = [pattern_of(*row) for row in patterns]
    providers = list({pattern.provider_id for pattern in works})
    rooms = list({pattern.operatory_id for pattern in works if pattern.operatory_id})
    # A day of margin on both sides: local days and UTC days do not begin together.
    begin = datetime.combine(first, time(), UTC) - timedelta(days=1)
    closures = [booking.Closure(*row) for row in SHUT(practice_id, begin + timedelta(days=days + 2), begin)]
    found: tuple[Slot, ...] = ()
    # Where a few times are enough, the first weeks usually hold them; whoever is booked out is searched to the end.
    ends = [days] if most is None else [*(look for look in LOOKS if look < days), days]
    for searched in ends:
        around = (only - lead, only + length + buffer) if only else (begin, begin + timedelta(days=searched + 2))
        found = booking.open_slots(
            works,
            closures,
            taken_times(providers, rooms, *around, now=now, leaving_out=leaving_out),
            length=length,
            buffer=buffer,
            lead=lead,
            first_day=first,
            days=searched,
            now=now,
            tier=tier,
            kind=kind.visit_type_id,
            is_holiday=lambda day: is_public_holiday(day, region),
            most=most,
        )
        if most is not None and len(found) >= most:
            break
    return found


KIND = KeptQuestion(
    lambda visit_type_id, practice_id: VisitType.objects.filter(pk=visit_type_id, practice_id=practice_id, is_active=True).values_list(
        "practice__time_zone", "practice__holiday_region", "pk", "minutes", "lead_minutes", "buffer_minutes"
    ),
    UUID,
    UUID,
)
"""What a search needs of a kind of visit and of its practice."""
PATTERN = (
    "provider_id",
    "location_id",
    "weekday",
    "starts",
    "ends",
    "location__time_zone",
    "reserved_tier",
    "first_day",
    "last_day",
    "operatory_id",
    "reserved_visit_type_id",
    "opens_hours_before",
)
NEAR = KeptQuestion(
    lambda provider_id, weekdays: Availability.objects.filter(provider_id=provider_id, weekday__among=weekdays).values_list(
        *PATTERN, "location__practice__holiday_region"
    ),
    UUID,
    list,
)
"""What a provider works on some days of the week."""


def _worked(practice_id: UUID, first: date, last: date) -> "QuerySet[Availability, tuple[Any, ...]]":
    patterns = Availability.objects.filter(provider__practice_id=practice_id, provider__is_active=True, provider__sees_patients=True)
    return patterns.exclude(first_day__gt=last).exclude(last_day__lt=first).values_list(*PATTERN)


HOURS = KeptQuestion(_worked, UUID, date, date)
"""What the providers of a practice work between two days, inclusive."""
OWN_HOURS = KeptQuestion(
    lambda practice_id, first, last, key: _worked(practice_id, first, last).filter(provider_id=key), UUID, date, date, UUID
)
"""What one of them works."""
SHUT = KeptQuestion(
    lambda practice_id, end, begin: Closure.objects.filter(practice_id=practice_id, starts_at__lt=end, ends_at__gt=begin).values_list(
        "starts_at", "ends_at", "provider_id"
    ),
    UUID,
    datetime,
    datetime,
)
"""The columns that `pattern_of` makes a pattern from, in its order."""


def pattern_of(*columns: Any) -> weekly_hours.Pattern:
    """The pattern of a row's columns."""
    opens = columns[-1]
    made = [*columns[:-1], None if opens is None else timedelta(hours=opens)]
    return weekly_hours.Pattern(*made)
