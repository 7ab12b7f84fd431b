"""What a practice's public page shows to anybody: the practice itself, never anything of a patient."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.closed import when_closed
from bridgework.lookups.wanted_records import own_questions_of, wanted_from
from bridgework.records.models import Location, Practice, Provider
from bridgework.records.only_row import only_row
from bridgework.rules.closed import WhenClosed
from bridgework.rules.completeness import Requirement, check_records
from bridgework.rules.contact import display_phone
from bridgework.rules.deadlines import WEEKDAYS, hours_from
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.questions import PROCEDURES, form_for
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class OpenHours:
    """Days with the same hours, by their English names: first and last day, and the spans in local time."""

    first: str
    last: str
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where the practice sees patients."""

    name: str
    address: str
    phone: str
    phone_link: str


@dataclass(frozen=True, slots=True)
class PublicPractice:
    """A receiving practice as its public page tells of it; phones for the eye and for dialing. `zone` is a zone's name."""

    id: UUID
    slug: str
    name: str
    specialty: str
    about: str
    phone: str
    phone_link: str
    on_call: str
    on_call_link: str
    zone: str
    is_open: bool
    when_closed: WhenClosed
    hours: tuple[OpenHours, ...]
    places: tuple[PublicPlace, ...]
    clinicians: tuple[tuple[str, str], ...]
    treats: tuple[str, ...]
    wants: tuple[Requirement, ...]
    languages: tuple[str, ...]
    insurance: tuple[str, ...]
    own_questions: tuple[OwnQuestion, ...]


def find_public_practice(slug: str, *, now: datetime, sender: str = "") -> PublicPractice:
    """The practice of that short name, where it has a public page, with what it wants of that kind of sender. Raises NotFound, in the same way for one that switched it off."""
    row = only_row(Practice.objects.filter(slug=slug, receives=True, on_network=True, public_page=True))
    if row is None:
        raise NotFound("There is no such page, or the practice does not take referrals in this way.")
    own, closed = own_questions_of(row), when_closed(row, now)
    clinicians = Provider.objects.filter(practice=row, is_active=True, sees_patients=True).order_by("name")
    return PublicPractice(
        id=row.pk,
        slug=row.slug,
        name=row.name,
        specialty=row.specialty,
        about=row.about,
        phone=display_phone(row.phone),
        phone_link=f"tel:{row.phone}",
        on_call=display_phone(row.on_call_phone) if row.on_call_phone else "",
        on_call_link=f"tel:{row.on_call_phone}" if row.on_call_phone else "",
        zone=row.time_zone,
        is_open=closed.is_open,
        when_closed=closed,
        hours=_hours(row),
        places=tuple(_place(place) for place in Location.objects.filter(practice=row).order_by("name")),
        clinicians=tuple((one.name, one.credentials) for one in clinicians),
        treats=_treats(row),
        wants=check_records(
            wanted_from(row, specialty=row.specialty, sender=sender), {}, (), (), now.astimezone(ZoneInfo(row.time_zone)).date(), own
        ),
        languages=tuple(row.languages),
        insurance=tuple(row.insurance),
        own_questions=own,
    )


def _treats(row: Practice) -> tuple[str, ...]:
    """What the practice says that it treats, else what its specialty is asked for; message ids."""
    said = {choice.code: choice.label for choice in PROCEDURES}
    own = tuple(said[code] for code in row.procedures if code in said)
    return own or tuple(choice.label for choice in form_for(row.specialty).procedures)


def _hours(row: Practice) -> tuple[OpenHours, ...]:
    """The week, neighboring days with equal hours put together."""
    found: list[OpenHours] = []
    for name, spans in zip(WEEKDAYS, hours_from(row.time_zone, row.hours).week, strict=True):
        if found and found[-1].spans == spans:
            found[-1] = OpenHours(found[-1].first, name, spans)
        else:
            found.append(OpenHours(name, name, spans))
    return tuple(found)


def _place(row: Location) -> PublicPlace:
    return PublicPlace(row.name, f"{row.street}, {row.city}, {row.region} {row.zip}", display_phone(row.phone), f"tel:{row.phone}")
