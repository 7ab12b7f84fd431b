"""Practices as the directory shows them: who they are, where, what they want, when they have time, and what they are known for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.habits import Answers, Completion, typical_answers, typical_completion
from bridgework.lookups.next_times import NextTimes, next_times
from bridgework.lookups.wanted_records import wanted_from
from bridgework.records.models import Favorite, Invitation, Location, Practice, Provider
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer

Reached = Literal["network", "email", "paper"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a practice sees patients. `miles` from the ZIP code that was asked about, None where none was or it is not known."""

    name: str
    address: str
    phone: str
    miles: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A practice in the directory. Times are UTC; `wants` are records in words; codes of languages and specialty are stored ones."""

    id: UUID
    name: str
    specialty: str
    about: str
    time_zone: str
    phone: str
    phone_display: str
    on_call_display: str
    on_network: bool
    reached: Reached
    """How a referral gets there: in the program, by a link in an e-mail, or on paper (fax or print)."""
    email: str
    auto_accept: bool
    languages: tuple[str, ...]
    insurance: tuple[str, ...]
    procedures: tuple[str, ...]
    wants: tuple[str, ...]
    places: tuple[Place, ...]
    clinicians: tuple[str, ...]
    times: NextTimes
    answers: Answers
    completion: Completion
    sent_before: int
    """How many referrals the viewer's practice sent them in the last 90 days."""
    is_favorite: bool
    miles: float | None
    """To the nearest of its places."""
    invited_at: datetime | None
    """When the viewer's practice asked it to join the network."""
    invited_by: str


def list_practices(
    viewer: Viewer, rows: Sequence[Practice], *, now: datetime, sent_before: Mapping[UUID, int], miles: Mapping[UUID, float]
) -> tuple[Listing, ...]:
    """The practices in their order, with a handful of queries for all of them. `miles` are distances by key of a location."""
    ids = [row.pk for row in rows]
    times = next_times(viewer, ids, now=now)
    answers, completion = typical_answers(viewer, ids, now=now), typical_completion(viewer, ids, now=now)
    places = _places(ids, miles)
    clinicians: dict[UUID, list[str]] = {}
    people = Provider.objects.filter(practice_id__in=ids, is_active=True, sees_patients=True).order_by("name")
    for practice, name in people.values_list("practice_id", "name"):
        clinicians.setdefault(practice, []).append(name)
    stars = set(Favorite.objects.filter(Q(practice_id=viewer.practice_id), favorite_id__in=ids).values_list("favorite_id", flat=True))
    invited = _invited(viewer, [row.pk for row in rows if not row.on_network])
    return tuple(
        Listing(
            id=row.pk,
            name=row.name,
            specialty=row.specialty,
            about=row.about,
            time_zone=row.time_zone,
            phone=row.phone,
            phone_display=display_phone(row.phone),
            on_call_display=display_phone(row.on_call_phone) if row.on_call_phone else "",
            on_network=row.on_network,
            reached="network" if row.on_network else "email" if row.email else "paper",
            email=row.email,
            auto_accept=row.auto_accept,
            languages=tuple(row.languages),
            insurance=tuple(row.insurance),
            procedures=tuple(row.procedures),
            wants=tuple(
                REQUIREMENTS[minimum.code] for minimum in wanted_from(row, specialty=row.specialty, sender="") if not minimum.procedures
            ),
            places=tuple(places.get(row.pk, ())),
            clinicians=tuple(clinicians.get(row.pk, ())),
            times=times.get(row.pk, NextTimes()),
            answers=answers[row.pk],
            completion=completion[row.pk],
            sent_before=sent_before.get(row.pk, 0),
            is_favorite=row.pk in stars,
            miles=min((place.miles for place in places.get(row.pk, ()) if place.miles is not None), default=None),
            invited_at=invited[row.pk][0] if row.pk in invited else None,
            invited_by=invited[row.pk][1] if row.pk in invited else "",
        )
        for row in rows
    )


def _places(ids: Sequence[UUID], miles: Mapping[UUID, float]) -> dict[UUID, list[Place]]:
    places: dict[UUID, list[Place]] = {}
    columns = ("pk", "practice_id", "name", "street", "city", "region", "zip", "phone")
    for key, practice, name, street, city, region, zip_code, phone in (
        Location.objects.filter(practice_id__in=ids).order_by("name").values_list(*columns)
    ):
        place = Place(name, f"{street}, {city}, {region} {zip_code}", display_phone(phone), miles.get(key))
        places.setdefault(practice, []).append(place)
    return places


def _invited(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, tuple[datetime, str]]:
    if not ids:
        return {}
    rows = Invitation.objects.filter(Q(practice_id=viewer.practice_id), invited_id__in=ids)
    return {invited: (at, name) for invited, at, name in rows.values_list("invited_id", "created_at", "person_name")}
