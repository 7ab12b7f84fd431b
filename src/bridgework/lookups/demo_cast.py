"""Everybody of the made-up network, for the page on which one click signs in. Only the demo asks: outside it the page does not exist."""

from dataclasses import dataclass
from uuid import UUID

from bridgework.records.models import Membership


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person in one of their practices."""

    person_id: UUID
    practice_id: UUID
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class CastPractice:
    """A practice with everybody who works there; `organization` is "" for one that stands alone."""

    id: UUID
    slug: str
    name: str
    specialty: str
    organization: str
    receives: bool
    members: tuple[CastMember, ...]


def demo_cast() -> tuple[CastPractice, ...]:
    """All practices with an account, those that receive referrals first, then by name."""
    rows = (
        Membership.objects.filter(is_active=True, person__is_active=True)
        .select_related("person", "practice", "practice__organization")
        .order_by("-practice__receives", "practice__name", "person__name")
    )
    members: dict[UUID, list[CastMember]] = {}
    practices = {}
    for row in rows:
        practices[row.practice_id] = row.practice
        members.setdefault(row.practice_id, []).append(CastMember(row.person_id, row.practice_id, row.person.name, frozenset(row.roles)))
    return tuple(
        CastPractice(
            id=practice.pk,
            slug=practice.slug,
            name=practice.name,
            specialty=practice.specialty,
            organization=practice.organization.name if practice.organization else "",
            receives=practice.receives,
            members=tuple(members[practice.pk]),
        )
        for practice in practices.values()
    )
