"""Who works when at the viewer's practice: weekly hours, extra hours, time off, operatories, and a preview of the coming week."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.open_times import open_times
from bridgework.lookups.practice import VisitTypeFacts, visit_types_of
from bridgework.records.models import Availability, Closure, Location, Operatory, Practice, Provider
from bridgework.rules.booking import Slot
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.public_holidays import is_public_holiday

PREVIEWED = 7


@dataclass(frozen=True, slots=True)
class Named:
    """A clinician, a location or an operatory; `of` is the location of an operatory."""

    id: UUID
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class HoursRow:
    """A weekly block, or with `day` the extra hours of that day, in local time. `tier` and `kind` say for whom it is kept ("": everybody)."""

    id: UUID
    clinician: str
    location: str
    operatory: str
    weekday: int
    starts: time
    ends: time
    tier: str
    kind: str
    opens_hours_before: int | None
    first_day: date | None
    last_day: date | None

    @property
    def is_extra(self) -> bool:
        return self.first_day is not None and self.first_day == self.last_day


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Time off: of one clinician, or with "" of everybody. UTC. `visits` are booked in it and wait for somebody to move them."""

    id: UUID
    clinician: str
    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """A day of the coming week: how many times can be offered to an ordinary patient and to an urgent one, and the first of each (UTC)."""

    day: date
    is_holiday: bool
    ordinary: int
    first_ordinary: datetime | None
    urgent: int
    first_urgent: datetime | None


@dataclass(frozen=True, slots=True)
class AvailabilityPage:
    """Everything the page of times shows. `kind` is the kind of visit that the preview is for; None where the practice has none."""

    zone: str
    clinicians: tuple[Named, ...]
    places: tuple[Named, ...]
    operatories: tuple[Named, ...]
    kinds: tuple[VisitTypeFacts, ...]
    hours: tuple[HoursRow, ...]
    closures: tuple[ClosureRow, ...]
    kind: VisitTypeFacts | None
    preview: tuple[PreviewDay, ...]


def find_availability(viewer: Viewer, *, now: datetime, kind_id: UUID | None = None) -> AvailabilityPage:
    """The viewer's own practice; hours and time off that are over are left out."""
    practice_id = practice_of(viewer)
    zone, region = Practice.objects.values_list("time_zone", "holiday_region").get(pk=practice_id)
    today = now.astimezone(ZoneInfo(zone)).date()
    rows = Availability.objects.filter(provider__practice_id=practice_id, provider__is_active=True).exclude(last_day__lt=today)
    closures = Closure.objects.filter(practice_id=practice_id, ends_at__gt=now).select_related("provider").order_by("starts_at")
    clinicians = Provider.objects.filter(practice_id=practice_id, is_active=True, sees_patients=True).order_by("name")
    rooms = Operatory.objects.filter(location__practice_id=practice_id, is_active=True).order_by("location__name", "name")
    kinds = visit_types_of(viewer)
    kind = next((one for one in kinds if one.id == kind_id), kinds[0] if kinds else None)
    return AvailabilityPage(
        zone=zone,
        clinicians=tuple(Named(*row) for row in clinicians.values_list("pk", "name")),
        places=tuple(Named(*row) for row in Location.objects.filter(practice_id=practice_id).order_by("name").values_list("pk", "name")),
        operatories=tuple(Named(*row) for row in rooms.values_list("pk", "name", "location__name")),
        kinds=kinds,
        hours=tuple(
            _hours(row)
            for row in rows.select_related("provider", "location", "operatory", "reserved_visit_type").order_by(
                "provider__name", "weekday", "first_day", "starts"
            )
        ),
        closures=tuple(
            ClosureRow(row.pk, row.provider.name if row.provider else "", row.starts_at, row.ends_at, row.reason) for row in closures
        ),
        kind=kind,
        preview=_preview(viewer, practice_id, kind.id, today, now, region) if kind else (),
    )


def _hours(row: Availability) -> HoursRow:
    return HoursRow(
        id=row.pk,
        clinician=row.provider.name,
        location=row.location.name,
        operatory=row.operatory.name if row.operatory else "",
        weekday=row.weekday,
        starts=row.starts,
        ends=row.ends,
        tier=row.reserved_tier,
        kind=row.reserved_visit_type.name if row.reserved_visit_type else "",
        opens_hours_before=row.opens_hours_before,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def _preview(viewer: Viewer, practice_id: UUID, kind_id: UUID, today: date, now: datetime, region: str) -> tuple[PreviewDay, ...]:
    ordinary, urgent = (
        _by_day(open_times(viewer, practice_id, kind_id, tier=tier, now=now, days=PREVIEWED)) for tier in ("elective", "urgent")
    )
    days = [today + timedelta(days=ahead) for ahead in range(PREVIEWED)]
    return tuple(
        PreviewDay(
            day,
            is_public_holiday(day, region),
            len(ordinary.get(day, ())),
            min((slot.starts_at for slot in ordinary.get(day, ())), default=None),
            len(urgent.get(day, ())),
            min((slot.starts_at for slot in urgent.get(day, ())), default=None),
        )
        for day in days
    )


def _by_day(slots: tuple[Slot, ...]) -> dict[date, list[Slot]]:
    local = [(slot.starts_at.astimezone(ZoneInfo(slot.zone)).date(), slot) for slot in slots]
    return {day: [slot for _, slot in ones] for day, ones in groupby(sorted(local, key=lambda one: one[0]), key=lambda one: one[0])}
