"""Accounts and their places in practices."""

from dataclasses import dataclass
from uuid import UUID

from bridgework.records.models import Membership
from bridgework.rules.facts import Viewer


@dataclass(frozen=True, slots=True)
class Place:
    """One practice that a person works for, with their roles there and the zone their times are shown in."""

    practice_id: UUID
    practice_name: str
    roles: frozenset[str]
    time_zone: str
    language: str
    tooth_system: str
    receives: bool


def places_of(person_id: UUID) -> list[Place]:
    """The practices a person works for, by name. The one lookup without a viewer: it is what a viewer is made of."""
    rows = (
        Membership.objects.filter(person_id=person_id, is_active=True, person__is_active=True)
        .select_related("practice", "person")
        .order_by("practice__name")
    )
    return [
        Place(
            practice_id=row.practice_id,
            practice_name=row.practice.name,
            roles=frozenset(row.roles),
            time_zone=row.person.time_zone or row.practice.time_zone,
            language=row.person.language,
            tooth_system=row.practice.tooth_system,
            receives=row.practice.receives,
        )
        for row in rows
    ]


def viewer_at(place: Place, person_id: UUID, name: str, way: str = "portal") -> Viewer:
    """The viewer that a person is while working for a practice."""
    return Viewer(
        kind="staff",
        name=name,
        way=way,
        person_id=person_id,
        practice_id=place.practice_id,
        practice_name=place.practice_name,
        roles=place.roles,
    )
