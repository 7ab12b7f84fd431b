"""The viewer's own practice: its policy, people, places and hours; and where it can redirect to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Subquery, Value

from bridgework.lookups.colleagues import Member, members_of
from bridgework.lookups.wanted_records import own_questions_of
from bridgework.records.models import Appointment, Location, Practice, Provider, VisitType
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Clinician:
    """A clinician who sees patients."""

    id: UUID
    name: str
    credentials: str


@dataclass(frozen=True, slots=True)
class Target:
    """A practice to redirect to."""

    id: UUID
    name: str
    specialty: str


@dataclass(frozen=True, slots=True)
class Referrer:
    """A clinician of another practice, who may have sent something."""

    id: UUID
    name: str
    npi: str
    practice_id: UUID
    practice: str
    on_network: bool


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A location with its zone."""

    id: UUID
    name: str
    address: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class VisitTypeFacts:
    """A kind of visit in the words a patient reads. `procedures`, `tiers` and `is_follow_up` as `rules.visit_types` reads them."""

    id: UUID
    name: str
    name_es: str
    minutes: int
    buffer_minutes: int
    lead_minutes: int
    what_to_expect: str
    what_to_bring: str
    procedures: tuple[str, ...]
    tiers: tuple[str, ...]
    is_follow_up: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Everything the settings show."""

    id: UUID
    name: str
    specialty: str
    phone: str
    email: str
    on_call_phone: str
    about: str
    time_zone: str
    receives: bool
    auto_accept: bool
    tooth_system: str
    minimum_records: tuple[str, ...]
    call_tries: int
    lost_visits: int
    late_cancel_hours: int
    monthly_summary: bool
    text_number: str
    languages: tuple[str, ...]
    insurance: tuple[str, ...]
    hours: Mapping[str, Any]
    holiday_region: str
    places: tuple[PlaceFacts, ...]
    clinicians: tuple[Clinician, ...]
    visit_types: tuple[VisitTypeFacts, ...]
    members: tuple[Member, ...]
    second_step_from: datetime | None
    visits_ahead: int
    """Held and booked times that lie ahead."""


def find_practice(viewer: Viewer, *, now: datetime) -> PracticePage:
    """The viewer's practice as its settings show it."""
    row = only_row(Practice.objects.filter(pk=practice_of(viewer)))
    if row is None:
        raise NotFound
    return PracticePage(
        id=row.pk,
        name=row.name,
        specialty=row.specialty,
        phone=row.phone,
        email=row.email,
        on_call_phone=row.on_call_phone,
        about=row.about,
        time_zone=row.time_zone,
        receives=row.receives,
        auto_accept=row.auto_accept,
        tooth_system=row.tooth_system,
        minimum_records=tuple(row.minimum_records),
        call_tries=row.call_tries,
        lost_visits=row.lost_visits,
        late_cancel_hours=row.late_cancel_hours,
        monthly_summary=row.monthly_summary,
        text_number=row.text_number,
        languages=tuple(row.languages),
        insurance=tuple(row.insurance),
        hours=dict(row.hours),
        holiday_region=row.holiday_region,
        places=tuple(_place(place) for place in row.locations.order_by("name")),
        clinicians=clinicians_of(viewer),
        visit_types=visit_types_of(viewer, all_of_them=True),
        members=members_of(viewer),
        second_step_from=row.second_step_from,
        visits_ahead=Appointment.objects.filter(provider__practice=row, status__in=["held", "booked"], starts_at__gt=now).count(),
    )


def find_specialty(viewer: Viewer) -> str:
    """The specialty of the viewer's practice; it picks the form."""
    return str(Practice.objects.filter(pk=practice_of(viewer)).values_list("specialty", flat=True).first() or "")


def find_own_questions(viewer: Viewer) -> tuple[OwnQuestion, ...]:
    """What the viewer's practice itself asks of whoever refers to it, in its order."""
    return own_questions_of(only_row(Practice.objects.filter(pk=practice_of(viewer))))


def clinicians_of(viewer: Viewer) -> tuple[Clinician, ...]:
    """Who sees patients at the viewer's practice, by name."""
    rows = Provider.objects.filter(practice_id=practice_of(viewer), is_active=True, sees_patients=True).order_by("name")
    return tuple(Clinician(row.pk, row.name, row.credentials) for row in rows)


def visit_types_of(viewer: Viewer, *, all_of_them: bool = False) -> tuple[VisitTypeFacts, ...]:
    """The kinds of visit of the viewer's practice in their order; those switched off only where asked for."""
    rows = VisitType.objects.filter(practice_id=practice_of(viewer)).order_by("position", "name")
    return tuple(
        VisitTypeFacts(
            row.pk,
            row.name,
            row.name_es,
            row.minutes,
            row.buffer_minutes,
            row.lead_minutes,
            row.what_to_expect,
            row.what_to_bring,
            tuple(row.procedures),
            tuple(row.tiers),
            row.is_follow_up,
            row.is_active,
        )
        for row in (rows if all_of_them else rows.filter(is_active=True))
    )


def place_names(viewer: Viewer) -> dict[UUID, str]:
    """The locations of the viewer's practice by key."""
    return dict(Location.objects.filter(practice_id=practice_of(viewer)).values_list("pk", "name"))


def redirect_targets(viewer: Viewer, *, sender_id: UUID) -> tuple[Target, ...]:
    """Practices of the directory that a referral can be redirected to: those of the same specialty first. At most 100, and 100 others."""
    own = practice_of(viewer)
    others = Practice.objects.filter(receives=True).exclude(pk__in=[own, sender_id]).order_by("name").values_list("pk", "name", "specialty")
    specialty = Practice.objects.filter(pk=own).values("specialty")[:1]
    alike, rest = others.filter(specialty=Subquery(specialty))[:100], others.exclude(specialty=Subquery(specialty))[:100]
    rows = alike.annotate(is_other=Value(False)).union(rest.annotate(is_other=Value(True)), all=True)
    return tuple(Target(*row[:3]) for row in rows.order_by("is_other", "name"))


def referrers_for(viewer: Viewer) -> tuple[Referrer, ...]:
    """The clinicians of other practices, by practice and name: to say who sent what came in. At most 500."""
    rows = Provider.objects.filter(is_active=True).exclude(practice_id=practice_of(viewer)).select_related("practice")
    return tuple(
        Referrer(row.pk, row.name, row.npi, row.practice_id, row.practice.name, row.practice.on_network)
        for row in rows.order_by("practice__name", "name")[:500]
    )


def _place(row: Location) -> PlaceFacts:
    return PlaceFacts(row.pk, row.name, f"{row.street}, {row.city}", row.time_zone)
