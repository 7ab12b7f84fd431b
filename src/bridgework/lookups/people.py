"""Accounts and their places in practices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from bridgework.records.models import Membership, StandIn
from bridgework.rules.facts import Viewer

_COLUMNS = (
    *("roles", "person__time_zone", "person__language"),
    *(f"practice__{name}" for name in ("name", "time_zone", "tooth_system", "receives", "second_step_from")),
)
"""What a place is made of: it is read for every page, and a practice has forty columns."""


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
    covers: frozenset[str] = frozenset()
    """The roles of those whom the person stands in for there now."""
    second_step_from: datetime | None = None
    """From when on (UTC) the practice lets nobody in without a second step of signing in."""
    came: UUID | None = None
    """Of the membership: in the order of these somebody came to their practices."""


def places_of(person_id: UUID, now: datetime | None = None) -> list[Place]:
    """The practices a person works for, by name. The one lookup without a viewer: it is what a viewer is made of.

    With `now`, whom they stand in for at this moment counts, too.
    """
    stands_in = StandIn.objects.filter(stand_in_id=person_id, practice_id=OuterRef("practice_id"), ended_at=None)
    rows = (
        Membership.objects.filter(person_id=person_id, is_active=True, person__is_active=True)
        .select_related("practice", "person")
        .only(*_COLUMNS)
        .order_by("practice__name")
    )
    if now:
        rows = rows.annotate(instead_of=ArraySubquery(stands_in.filter(starts_at__lte=now, ends_at__gt=now).values("person_id")))
    covers = _roles_of(rows)
    return [
        Place(
            practice_id=row.practice_id,
            practice_name=row.practice.name,
            roles=frozenset(row.roles),
            time_zone=row.person.time_zone or row.practice.time_zone,
            language=row.person.language,
            tooth_system=row.practice.tooth_system,
            receives=row.practice.receives,
            covers=covers.get(row.practice_id, frozenset()),
            second_step_from=row.practice.second_step_from,
            came=row.pk,
        )
        for row in rows
    ]


def _roles_of(rows: Iterable[Membership]) -> dict[UUID, frozenset[str]]:
    """The roles of those who are stood in for, by practice: asked only where there is somebody."""
    away = {(row.practice_id, person) for row in rows for person in getattr(row, "instead_of", None) or ()}
    if not away:
        return {}
    found: dict[UUID, frozenset[str]] = {}
    for row in Membership.objects.filter(person_id__in={person for _, person in away}, is_active=True):
        if (row.practice_id, row.person_id) in away:
            found[row.practice_id] = found.get(row.practice_id, frozenset()) | frozenset(row.roles)
    return found


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
        covers=place.covers,
    )
