"""A new practice with its people, places, visit types and hours, all in one go."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Availability, Location, Membership, Organization, Person, Practice, Provider, VisitType
from bridgework.rules.deadlines import check_zone, hours_from
from bridgework.rules.facts import ROLES, Viewer
from bridgework.rules.permissions import require_system
from bridgework.rules.proposed_visits import NewVisitType
from bridgework.rules.refusals import NotComplete


@dataclass(frozen=True, slots=True)
class NewLocation:
    """Where the practice sees patients; the columns of Location."""

    name: str
    street: str
    city: str
    region: str
    zip: str
    phone: str
    directions: str = ""
    directions_es: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody of the practice. With an e-mail address they get an account; with `credentials` they are a clinician."""

    name: str
    email: str = ""
    roles: tuple[str, ...] = ()
    credentials: str = ""
    sees_patients: bool = True
    language: str = "en"


@dataclass(frozen=True, slots=True)
class NewHours:
    """A clinician of the practice sees patients at a location on weekdays (0 is Monday), local time; perhaps only for a tier."""

    clinician: str
    location: str
    weekdays: tuple[int, ...]
    starts: time
    ends: time
    reserved_tier: str = ""


@dataclass(frozen=True, slots=True)
class NewPractice:
    """The columns of Practice, and what belongs to it. `hours` has the stored shape of `rules.deadlines.hours_from`."""

    slug: str
    name: str
    specialty: str
    phone: str
    email: str
    time_zone: str
    hours: dict[str, Any]
    organization: str = ""
    on_call_phone: str = ""
    about: str = ""
    on_network: bool = True
    receives: bool = False
    tooth_system: str = "universal"
    auto_accept: bool = False
    holiday_region: str = "US"
    minimum_records: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    insurance: tuple[str, ...] = ()
    locations: tuple[NewLocation, ...] = ()
    people: tuple[NewPerson, ...] = ()
    visit_types: tuple[NewVisitType, ...] = ()
    availability: tuple[NewHours, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Added:
    """The practice that was added, and the keys of what belongs to it, by name."""

    practice: Practice
    people: dict[str, UUID]
    clinicians: dict[str, UUID]
    visit_types: dict[str, UUID]


_OWN_ROWS = ("organization", "locations", "people", "visit_types", "availability")


@transaction.atomic
def set_up_practice(viewer: Viewer, practice: NewPractice, *, now: datetime) -> Added:
    """Adds a practice to the network: by the operator's command, never from a page.

    Somebody whose e-mail address has an account already gets a second place of work, not a second account. Accounts have no password;
    an administrator sends an invitation. Raises NotAllowed, NotComplete with field -> sentence for what cannot be right.
    """
    require_system(viewer)
    problems = _problems(practice)
    if problems:
        raise NotComplete("The practice was not added.", problems)
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(practice).items() if name not in _OWN_ROWS}
    organization = Organization.objects.get_or_create(name=practice.organization)[0] if practice.organization else None
    row = Practice.objects.create(**facts, organization=organization, created_at=now)
    places = [Location(practice=row, time_zone=practice.time_zone, **asdict(place)) for place in practice.locations]
    Location.objects.bulk_create(places)
    people, clinicians = _admit(row, practice.people)
    visit_types = [
        VisitType(practice=row, position=position, **asdict(kind) | {"procedures": list(kind.procedures), "tiers": list(kind.tiers)})
        for position, kind in enumerate(practice.visit_types)
    ]
    VisitType.objects.bulk_create(visit_types)
    place_named = {place.name: place for place in places}
    Availability.objects.bulk_create(
        Availability(
            provider=clinicians[hours.clinician],
            location=place_named[hours.location],
            weekday=weekday,
            starts=hours.starts,
            ends=hours.ends,
            reserved_tier=hours.reserved_tier,
        )
        for hours in practice.availability
        for weekday in hours.weekdays
    )
    write_audit(viewer, "set_up_practice", now, [])
    return Added(
        row,
        {person.name: person.pk for person in people},
        {name: clinician.pk for name, clinician in clinicians.items()},
        {kind.name: kind.pk for kind in visit_types},
    )


def _admit(practice: Practice, people: Sequence[NewPerson]) -> tuple[list[Person], dict[str, Provider]]:
    """Accounts, places of work and clinicians; answers with the accounts, and the clinicians by name."""
    known = {person.email: person for person in Person.objects.filter(email__in=[new.email for new in people if new.email])}
    accounts = {
        new.email: Person(email=new.email, name=new.name, language=new.language, password=make_password(None))
        for new in people
        if new.email and new.email not in known
    }
    Person.objects.bulk_create(accounts.values())
    accounts |= known
    Membership.objects.bulk_create(
        Membership(person=accounts[new.email], practice=practice, roles=list(new.roles)) for new in people if new.email
    )
    clinicians = [
        Provider(
            practice=practice, person=accounts.get(new.email), name=new.name, credentials=new.credentials, sees_patients=new.sees_patients
        )
        for new in people
        if new.credentials
    ]
    Provider.objects.bulk_create(clinicians)
    return list(accounts.values()), {clinician.name: clinician for clinician in clinicians}


def _problems(practice: NewPractice) -> dict[str, str]:
    problems: dict[str, str] = {}
    if wrong_zone := check_zone(practice.time_zone):
        problems["time_zone"] = wrong_zone
    else:
        try:
            hours_from(practice.time_zone, practice.hours)
        except ValueError as wrong:
            problems["hours"] = str(wrong)
    if Practice.objects.filter(slug=practice.slug).exists():
        problems["slug"] = "There is a practice with this short name already."
    if unknown := {role for person in practice.people for role in person.roles} - set(ROLES):
        problems["people"] = f"There is no role “{min(unknown)}”."
    clinicians = {person.name for person in practice.people if person.credentials}
    places = {place.name for place in practice.locations}
    if any(hours.clinician not in clinicians or hours.location not in places for hours in practice.availability):
        problems["availability"] = "Hours need a clinician and a location of this practice."
    return problems
