"""What a patient needs on paper: who, why, where and when, what to bring. No finding, no report; the same for both sides of the referral."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.visible import visible_to
from bridgework.records.models import Appointment, Location, Referral, VisitType
from bridgework.records.only_row import only_row
from bridgework.rules import referral_states as states
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class SlipPlace:
    """Where the practice sees patients."""

    name: str
    address: str
    phone: str
    directions: str


@dataclass(frozen=True, slots=True)
class Slip:
    """`starts_at` is in the zone of the location, None where no time is known; `is_held` says that it is subject to review."""

    number: int
    patient: str
    language: str
    """The patient's own."""
    practice: str
    practice_phone: str
    on_call: str
    clinician: str
    sender: str
    sender_practice: str
    sender_phone: str
    teeth: tuple[str, ...]
    procedure: str
    tier: str
    starts_at: datetime | None
    is_held: bool
    minutes: int | None
    places: tuple[SlipPlace, ...]
    what_to_expect: str
    what_to_bring: str
    gets_link: bool


def find_slip(viewer: Viewer, referral_id: UUID, language: str, *, now: datetime) -> Slip:
    """The slip of a referral that the viewer may see, with the practice's own words in `language`.

    Raises NotFound, also for a referral that asks for advice, has no practice yet, or has ended: there is no visit to go to.
    """
    row = only_row(
        Referral.objects.filter(visible_to(viewer), pk=referral_id, wants_advice=False)
        .exclude(state__in=states.ENDED)
        .select_related("patient", "sender_practice", "recipient_practice", "referring_provider")
    )
    if row is None or row.recipient_practice is None or row.discarded_at is not None:
        raise NotFound
    visit = _visit_of(row, now)
    places = [visit.location] if visit else list(row.recipient_practice.locations.order_by("name"))
    kind = visit.visit_type if visit else _first_kind(row)
    return Slip(
        number=row.number,
        patient=row.patient.full_name,
        language=row.patient.language,
        practice=row.recipient_practice.name,
        practice_phone=display_phone(row.recipient_practice.phone),
        on_call=display_phone(row.recipient_practice.on_call_phone) if row.recipient_practice.on_call_phone else "",
        clinician=visit.provider.name if visit else "",
        sender=row.referring_provider.name if row.referring_provider else row.sender_practice.name,
        sender_practice=row.sender_practice.name,
        sender_phone=display_phone(row.sender_practice.phone) if row.sender_practice.phone else "",
        teeth=tuple(row.teeth),
        procedure=str(row.case.get("procedure") or ""),
        tier=row.tier,
        starts_at=visit.starts_at.astimezone(ZoneInfo(visit.location.time_zone)) if visit else None,
        is_held=visit is not None and visit.status == "held",
        minutes=kind.minutes if kind else None,
        places=tuple(_place(place, language) for place in places),
        what_to_expect=_in(language, kind.what_to_expect, kind.what_to_expect_es) if kind else "",
        what_to_bring=_in(language, kind.what_to_bring, kind.what_to_bring_es) if kind else "",
        gets_link=row.patient.may_contact,
    )


def _visit_of(row: Referral, now: datetime) -> Appointment | None:
    """The visit that is booked and lies ahead, else the time that is held from the chair."""
    ahead = row.appointments.filter(starts_at__gt=now).select_related("provider", "location", "visit_type").order_by("starts_at")
    booked = ahead.filter(status__in=["booked", "arrived"]).first()
    return booked or ahead.filter(status="held", purpose="chair", held_until__gt=now).first()


def _first_kind(row: Referral) -> VisitType | None:
    return VisitType.objects.filter(practice=row.recipient_practice, is_active=True).order_by("position", "name").first()


def _place(place: Location, language: str) -> SlipPlace:
    return SlipPlace(
        name=place.name,
        address=f"{place.street}, {place.city}, {place.region} {place.zip}",
        phone=display_phone(place.phone) if place.phone else "",
        directions=_in(language, place.directions, place.directions_es),
    )


def _in(language: str, english: str, spanish: str) -> str:
    return spanish if language == "es" and spanish else english
