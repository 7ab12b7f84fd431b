"""What a referral follows from, and what follows from it: redirected, reopened, referred further, advice that became a referral."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.visible import side_in
from bridgework.records.models import Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer


@dataclass(frozen=True, slots=True)
class LinkedReferral:
    """A referral that this one follows from, or that follows from it; `is_visible` says whether the viewer may open it."""

    id: UUID
    number: int
    link: str
    state: str
    to: str
    is_visible: bool


def linked_with(viewer: Viewer, row: Referral) -> tuple[LinkedReferral | None, tuple[LinkedReferral, ...]]:
    """The referral that this one follows from, if any, and those that follow from it, the oldest first."""
    near = Q(previous_id=row.pk) | Q(pk=row.previous_id) if row.previous_id else Q(previous_id=row.pk)
    columns = ("number", "state", "previous_link", "created_at", "sender_practice", "recipient_practice__name")
    found = Referral.objects.filter(near).select_related("recipient_practice").only(*columns).order_by("created_at")
    linked = {
        other.pk: LinkedReferral(
            id=other.pk,
            number=other.number,
            link=row.previous_link if other.pk == row.previous_id else other.previous_link,
            state=states.MEANING[other.state],
            to=other.recipient_practice.name if other.recipient_practice else "",
            is_visible=side_in(viewer, other) is not None,
        )
        for other in found
    }
    # A further referral is the sender's affair: whoever has no part in it does not learn of it.
    linked = {key: other for key, other in linked.items() if other.is_visible or other.link in ("redirected", "reopened")}
    previous = linked.pop(row.previous_id, None) if row.previous_id else None
    return previous, tuple(linked.values())
