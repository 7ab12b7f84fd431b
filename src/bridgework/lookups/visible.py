"""Which referrals a viewer may know of: the one condition that every lookup of referrals is built on."""

from uuid import UUID

from django.db.models import Q

from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer


def visible_to(viewer: Viewer) -> Q:
    """Referrals that the viewer's practice sent, or received once they were sent; for a patient or a guest the one of their link."""
    if viewer.kind == "system":
        return Q()
    if viewer.kind == "patient":
        return Q(pk=viewer.referral_id)
    if viewer.kind == "guest":
        return Q(pk=viewer.referral_id, sender_practice_id=viewer.practice_id)
    return Q(sender_practice_id=viewer.practice_id) | received_by(viewer.practice_id)


def received_by(practice_id: UUID | None) -> Q:
    """Referrals that a practice received. A draft is its sender's own until it is sent."""
    return Q(recipient_practice_id=practice_id) & ~Q(state=states.DRAFT)
