"""Which referrals a viewer may know of: the one condition that every lookup of referrals is built on."""

from uuid import UUID

from django.db.models import Q

from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Side, Viewer


def visible_to(viewer: Viewer, along: str = "") -> Q:
    """Referrals that the viewer's practice sent, or received once they were sent; for a patient or a guest the one of their link.

    `along` leads from the rows that are asked for to their referral: "referral__" for what belongs to one.
    """
    if viewer.kind == "system":
        return Q()
    if viewer.kind == "patient":
        return Q((f"{along}pk", viewer.referral_id))
    sent = Q((f"{along}sender_practice_id", viewer.practice_id))
    if viewer.kind == "guest":
        return sent & Q((f"{along}pk", viewer.referral_id))
    return sent | received_by(viewer.practice_id, along)


def received_by(practice_id: UUID | None, along: str = "") -> Q:
    """Referrals that a practice received. A draft is its sender's own until it is sent."""
    return Q((f"{along}recipient_practice_id", practice_id)) & ~Q((f"{along}state", states.DRAFT))


def side_in(viewer: Viewer, referral: Referral) -> Side | None:
    """On which side of a referral the viewer's practice is; None where it has no part in it, or not yet: a draft is its sender's own."""
    recipient = None if referral.state == states.DRAFT else referral.recipient_practice_id
    return permissions.side_of(viewer, referral.sender_practice_id, recipient)
