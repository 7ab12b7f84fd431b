"""The ground under what is done with the texts and letters of somebody whom no referral knows."""

from uuid import UUID

from django.db.models import Q

from bridgework.records.models import InboundMessage
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


def lock_stranger(viewer: Viewer, reply_id: UUID) -> list[InboundMessage]:
    """One of them, and after it the others from there that wait at the viewer's practice, locked until the transaction ends.

    Raises NotFound where it is another desk's, or about a referral; NotAllowed.
    """
    permissions.require(viewer, "schedule")
    rows = InboundMessage.objects.filter(practice_id=permissions.practice_of(viewer), referral=None)
    theirs = rows.filter(pk=reply_id).values("channel", "sender").first()
    if theirs is None:
        raise NotFound
    locked = rows.select_for_update().filter(Q(status="waiting") | Q(pk=reply_id), **theirs)
    found = sorted(locked.order_by("pk"), key=lambda one: one.pk != reply_id)
    if not found or found[0].pk != reply_id:
        raise NotFound  # somebody else found meanwhile whose it is
    return found
