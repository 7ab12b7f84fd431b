"""Visits: those of one referral, and a practice's day or week by provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.case_words import teeth_written
from bridgework.lookups.open_times import PATTERN, pattern_of
from bridgework.records.models import Appointment, Availability, BusyTime, Closure, Operatory, Practice, Provider
from bridgework.records.models.calendar import TAKEN
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.public_holidays import is_public_holiday
from bridgework.rules.weekly_hours import hours_of

LONGEST = 14
"""Days that are looked at together."""
SHOWN = [*TAKEN, "missed"]
"""Appointment statuses that a day list shows; what was cancelled, moved or given back is history."""


_COLUMNS = (
    *("starts_at", "ends_at", "status", "held_until", "purpose", "booked_by_name", "reason"),
    *("provider__name", "visit_type__name", "visit_type__minutes", "operatory__name"),
    *(f"location__{name}" for name in ("name", "street", "city", "time_zone")),
)
"""What is told of a visit."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One appointment. Times are UTC, `zone` is that of its location; `is_standing` says that it takes up time now."""

    id: UUID
    provider_id: UUID
    provider: str
    location: str
    street: str
    zone: str
    visit_type_id: UUID
    visit_type: str
    minutes: int
    starts_at: datetime
    ends_at: datetime
    status: str
    held_until: datetime | None
    purpose: str
    booked_by: str
    reason: str
    operatory_id: UUID | None = None
    operatory: str = ""

    @property
    def is_booked(self) -> bool:
        """Booked, and neither missed nor over."""
        return self.status in ("booked", "arrived")

    def has_lapsed(self, now: datetime) -> bool:
        """A hold whose hour has come: nobody's any more, even before the job has given it back."""
        return self.status == "held" and (self.starts_at <= now or self.held_until is None or self.held_until <= now)


def visit_facts(row: Appointment) -> VisitFacts:
    """The facts of a row with provider, location and visit type."""
    return VisitFacts(
        id=row.pk,
        provider_id=row.provider_id,
        provider=row.provider.name,
        location=row.location.name,
        street=f"{row.location.street}, {row.location.city}",
        zone=row.location.time_zone,
        visit_type_id=row.visit_type_id,
        visit_type=row.visit_type.name,
        minutes=row.visit_type.minutes,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        status=row.status,
        held_until=row.held_until,
        purpose=row.purpose,
        booked_by=row.booked_by_name,
        reason=row.reason,
        operatory_id=row.operatory_id,
        operatory=row.operatory.name if row.operatory else "",
    )


def visits_of(referral_id: UUID) -> tuple[VisitFacts, ...]:
    """Every appointment of a referral that the caller may see, in order of time."""
    rows = Appointment.objects.filter(referral_id=referral_id).select_related("provider", "location", "visit_type", "operatory")
    return tuple(visit_facts(row) for row in rows.only(*_COLUMNS).order_by("starts_at", "created_at"))


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A visit or hold on a day list, with what the desk needs to know of the patient."""

    visit: VisitFacts
    referral_id: UUID
    version: int
    patient: str
    birth_date: date
    phone: str
    language: str
    interpreter: bool
    is_nervous: bool
    teeth: str
    reason: str
    tier: str
    sender: str
    day: date
    """Local, where the visit is."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hours of a provider on one day that are worked or kept for some. UTC.

    What is kept for a tier or a kind of visit opens to everybody at `opens_at`; None: never.
    """

    provider_id: UUID
    day: date
    starts_at: datetime
    ends_at: datetime
    location: str
    reserved_tier: str
    reserved_kind: str
    opens_at: datetime | None
    operatory_id: UUID | None
    operatory: str

    def is_kept(self, now: datetime) -> bool:
        """Whether it is kept for some at this moment."""
        return bool(self.reserved_tier or self.reserved_kind) and (self.opens_at is None or now < self.opens_at)


@dataclass(frozen=True, slots=True)
class Busy:
    """When the practice's own calendar says that a provider is busy. UTC."""

    provider_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Shut:
    """Time in which a provider, or with None the whole practice, sees nobody. UTC."""

    provider_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Days:
    """One or more days of a practice: its providers and operatories (id, name), visits, working blocks, busy times, closures and holidays."""

    first: date
    days: tuple[date, ...]
    zone: str
    providers: tuple[tuple[UUID, str], ...]
    visits: tuple[DayVisit, ...]
    blocks: tuple[Block, ...]
    shut: tuple[Shut, ...]
    rooms: tuple[tuple[UUID, str], ...]
    busy: tuple[Busy, ...]
    holidays: frozenset[date]


def days_of(viewer: Viewer, first: date, days: int, *, now: datetime, tooth_system: str = "universal") -> Days:
    """The days of the viewer's own practice from a local date on, at most LONGEST. A hold that has lapsed is not shown."""
    count = max(1, min(days, LONGEST))
    zone_name, region = Practice.objects.values_list("time_zone", "holiday_region").get(pk=practice_of(viewer))
    zone = ZoneInfo(zone_name)
    begin = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(first + timedelta(days=count), time(), zone).astimezone(UTC)
    listed = tuple(first + timedelta(days=ahead) for ahead in range(count))
    providers = Provider.objects.filter(practice_id=practice_of(viewer), sees_patients=True, is_active=True).order_by("name")
    rows = (
        Appointment.objects.filter(provider__practice_id=practice_of(viewer), status__in=SHOWN, starts_at__gte=begin, starts_at__lt=end)
        .exclude(status="held", held_until__lte=now)
        .select_related("provider", "location", "visit_type", "operatory", "referral__patient", "referral__sender_practice")
        .order_by("starts_at", "provider__name")
    )
    rooms = Operatory.objects.filter(location__practice_id=practice_of(viewer), is_active=True).order_by("location__name", "name")
    busy = BusyTime.objects.filter(provider__in=providers, starts_at__lt=end, ends_at__gt=begin).order_by("starts_at")
    holidays = frozenset(day for day in listed if is_public_holiday(day, region))
    closures = Closure.objects.filter(practice_id=practice_of(viewer), starts_at__lt=end, ends_at__gt=begin).order_by("starts_at")
    return Days(
        first=first,
        days=listed,
        zone=zone.key,
        providers=tuple((provider.pk, provider.name) for provider in providers),
        visits=tuple(_day_visit(row, tooth_system) for row in rows),
        blocks=_blocks(practice_of(viewer), listed, holidays),
        shut=tuple(Shut(row.provider_id, row.starts_at, row.ends_at, row.reason) for row in closures),
        rooms=tuple(rooms.values_list("pk", "name")),
        busy=tuple(Busy(*row) for row in busy.values_list("provider_id", "starts_at", "ends_at")),
        holidays=holidays,
    )


def next_worked_day(viewer: Viewer, first: date) -> date | None:
    """The first local date from `first` on, two weeks ahead at most, on which somebody of the viewer's practice has hours; two queries."""
    practice_id = practice_of(viewer)
    region = Practice.objects.values_list("holiday_region", flat=True).get(pk=practice_id)
    listed = tuple(first + timedelta(days=ahead) for ahead in range(LONGEST))
    holidays = frozenset(day for day in listed if is_public_holiday(day, region))
    return min((block.day for block in _blocks(practice_id, listed, holidays)), default=None)


def _day_visit(row: Appointment, tooth_system: str) -> DayVisit:
    referral, patient = row.referral, row.referral.patient
    return DayVisit(
        visit=visit_facts(row),
        referral_id=referral.pk,
        version=referral.version,
        patient=patient.full_name,
        birth_date=patient.birth_date,
        phone=display_phone(patient.phone) if patient.phone else "",
        language=patient.language,
        interpreter=patient.interpreter,
        is_nervous=patient.is_nervous,
        teeth=teeth_written(referral.teeth, tooth_system, referral.sites),
        reason=referral.reason,
        tier=referral.tier,
        sender=referral.sender_practice.name,
        day=row.starts_at.astimezone(ZoneInfo(row.location.time_zone)).date(),
    )


def _blocks(practice_id: UUID, days: Sequence[date], holidays: frozenset[date]) -> tuple[Block, ...]:
    patterns = (
        Availability.objects.filter(provider__practice_id=practice_id, provider__is_active=True)
        .exclude(first_day__gt=days[-1])
        .exclude(last_day__lt=days[0])
        .select_related("location", "operatory", "reserved_visit_type")
        .order_by("weekday", "starts")
    )
    found = []
    for row in patterns:
        pattern = pattern_of(*(_column(row, name) for name in PATTERN))
        zone = ZoneInfo(pattern.zone)
        for day in days:
            if pattern.works_on(day) and (day not in holidays or pattern.is_extra):
                starts_at, ends_at = hours_of(pattern, day, zone)
                found.append(
                    Block(
                        provider_id=row.provider_id,
                        day=day,
                        starts_at=starts_at,
                        ends_at=ends_at,
                        location=row.location.name,
                        reserved_tier=row.reserved_tier,
                        reserved_kind=row.reserved_visit_type.name if row.reserved_visit_type else "",
                        opens_at=None if pattern.opens_before is None else starts_at - pattern.opens_before,
                        operatory_id=row.operatory_id,
                        operatory=row.operatory.name if row.operatory else "",
                    )
                )
    return tuple(sorted(found, key=lambda block: block.starts_at))


def _column(row: Availability, name: str) -> Any:
    return row.location.time_zone if name == "location__time_zone" else getattr(row, name)
