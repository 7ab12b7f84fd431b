"""Who is away, who does their work meanwhile, and who of a practice is told when something is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest

from bridgework.records.models import Availability, Closure, Membership, StandIn
from bridgework.rules.escalation import Colleague
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.stand_in import may_stand_in


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody's time away, UTC; `is_now` says that it has begun."""

    id: UUID
    person: str
    stand_in: str
    starts_at: datetime
    ends_at: datetime
    is_now: bool
    is_own: bool
    """The viewer is the one who is away."""
    is_mine: bool
    """The viewer is the one who stands in."""

    @property
    def last_moment(self) -> datetime:
        """Within the last day away, where `ends_at` is midnight after it."""
        return self.ends_at - timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the practice, and for whom they may stand in."""

    person_id: UUID
    name: str
    roles: tuple[str, ...]
    for_whom: tuple[UUID, ...]


def absences_of(viewer: Viewer, *, now: datetime, only_now: bool = False) -> tuple[Absence, ...]:
    """Who of the viewer's practice is away or will be, by the day they leave; `only_now` leaves out what is to come. At most 100."""
    rows = StandIn.objects.filter(practice_id=practice_of(viewer), ended_at=None, ends_at__gt=now).select_related("person", "stand_in")
    if only_now:
        rows = rows.filter(starts_at__lte=now)
    return tuple(
        Absence(
            row.pk,
            row.person.name,
            row.stand_in.name,
            row.starts_at,
            row.ends_at,
            row.starts_at <= now,
            row.person_id == viewer.person_id,
            row.stand_in_id == viewer.person_id,
        )
        for row in rows.order_by("starts_at", "id")[:100]
    )


def offered_while_away(viewer: Viewer, *, now: datetime) -> frozenset[UUID]:
    """Of these absences those of clinicians whose hours go on meanwhile: patients are still offered times with them. Ids of `absences_of`."""
    practice_id = practice_of(viewer)
    from_now = Greatest(OuterRef("starts_at"), Value(now))
    whose = Q(provider=None) | Q(provider__person=OuterRef("person"))
    closed = Closure.objects.filter(whose, practice_id=practice_id, starts_at__lte=from_now, ends_at__gte=OuterRef("ends_at"))
    hours = Availability.objects.filter(
        provider__practice_id=practice_id, provider__person=OuterRef("person"), provider__is_active=True, provider__sees_patients=True
    )
    rows = StandIn.objects.filter(Exists(hours), ~Exists(closed), practice_id=practice_id, ended_at=None, ends_at__gt=now)
    return frozenset(rows.values_list("pk", flat=True))


def candidates_of(viewer: Viewer) -> tuple[Candidate, ...]:
    """The people of the viewer's practice, by name, each with those whom they may stand in for."""
    rows = list(_working(practice_of(viewer)))
    return tuple(
        Candidate(
            row.person_id,
            row.person.name,
            tuple(row.roles),
            tuple(other.person_id for other in rows if other.pk != row.pk and may_stand_in(other.roles, row.roles)),
        )
        for row in rows
    )


def colleagues_of(viewer: Viewer, practice_id: UUID, *, now: datetime) -> tuple[Colleague, ...]:
    """The people of a practice with their stand-ins of this moment: for its own members, and for the system, which asks before it tells."""
    if viewer.kind != "system" and viewer.practice_id != practice_id:
        return ()
    away = StandIn.objects.filter(practice_id=practice_id, ended_at=None, starts_at__lte=now, ends_at__gt=now)
    instead = dict(away.values_list("person_id", "stand_in_id"))
    return tuple(
        Colleague(row.person_id, row.person.name, frozenset(row.roles), instead.get(row.person_id)) for row in _working(practice_id)
    )


def _working(practice_id: UUID) -> "QuerySet[Membership]":
    rows = Membership.objects.filter(practice_id=practice_id, is_active=True, person__is_active=True)
    return rows.select_related("person").order_by("person__name")
