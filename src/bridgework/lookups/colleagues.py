"""Who works at the viewer's practice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.second_step import OF_MEMBER
from bridgework.records.models import Membership
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here. `invitation` is what became of the e-mail that told them, "" once they have signed in; `works`: their access
    is on at this practice, `is_active`: and their account is open, too."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    works: bool
    is_active: bool
    invitation: str
    invited_at: datetime | None
    has_second_step: bool = False


def members_of(viewer: Viewer) -> tuple[Member, ...]:
    """Everybody, by name; those whose access has ended, too."""
    rows = Membership.objects.filter(practice_id=practice_of(viewer)).select_related("person").order_by("person__name")
    return tuple(_member(row) for row in rows.annotate(has_second_step=OF_MEMBER))


def find_member(viewer: Viewer, membership_id: UUID) -> Member:
    """Somebody of the viewer's practice. Raises NotFound."""
    rows = Membership.objects.select_related("person").filter(pk=membership_id, practice_id=practice_of(viewer))
    row = rows.annotate(has_second_step=OF_MEMBER).first()
    if row is None:
        raise NotFound
    return _member(row)


def _member(row: Membership) -> Member:
    return Member(
        row.pk,
        row.person.name,
        row.person.email,
        tuple(row.roles),
        row.is_active,
        row.is_active and row.person.is_active,
        "" if row.person.last_login else row.invitation,
        row.invited_at,
        getattr(row, "has_second_step", False),
    )
