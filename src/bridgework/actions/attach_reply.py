from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_stranger import lock_stranger
from bridgework.actions.settle_reply import belong, clear_waiting
from bridgework.records.models import InboundMessage, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def attach_reply(viewer: Viewer, reply_id: UUID, referral_id: UUID, *, now: datetime) -> Referral:
    """What an unknown number or address wrote is about this referral, which the viewer's practice received: it stands in its conversation from
    now on, with all that waits from there. What waited waits there. Raises NotAllowed, NotFound.
    """
    theirs = lock_stranger(viewer, reply_id)
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    for reply in theirs:
        belong(reply, referral)
    InboundMessage.objects.bulk_update(theirs, ["referral", "patient", "practice"])
    details = {"channel": theirs[0].channel, "replies": [str(reply.pk) for reply in theirs]}
    _settle(referral, viewer, "reply_attached", details, now)
    return referral


@transaction.atomic
def detach_reply(viewer: Viewer, reply_id: UUID, *, now: datetime) -> None:
    """Takes that back, for all that was put there together; what a person has read meanwhile stays read. Raises NotFound where nobody put it
    there by hand, NotAllowed.
    """
    permissions.require(viewer, "schedule")
    own = permissions.practice_of(viewer)
    about = InboundMessage.objects.filter(pk=reply_id, practice_id=own).values_list("referral_id", flat=True).first()
    if about is None:
        raise NotFound
    replies = list(InboundMessage.objects.select_for_update().filter(referral_id=about, practice_id=own).order_by("pk"))
    referral = lock_referral(viewer, about)
    require_side(viewer, referral, RECIPIENT)
    put = referral.events.filter(kind="reply_attached", details__replies__contains=[str(reply_id)]).order_by("-at", "-id").first()
    if put is None:
        raise NotFound
    theirs = [reply for reply in replies if str(reply.pk) in put.details["replies"]]
    for reply in theirs:
        reply.referral_id = reply.patient_id = None
    InboundMessage.objects.bulk_update(theirs, ["referral", "patient"])
    _settle(referral, viewer, "reply_detached", {"channel": theirs[0].channel}, now)


def _settle(referral: Referral, viewer: Viewer, kind: str, details: dict[str, Any], now: datetime) -> None:
    if referral.state not in states.ENDED:
        clear_waiting(referral)
    write_event(referral, viewer, kind, now, details)
    settle(referral, viewer, kind, now)
