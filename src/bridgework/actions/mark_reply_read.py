from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_audit, write_event
from bridgework.actions.settle_reply import clear_waiting
from bridgework.records.models import InboundMessage, Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def mark_reply_read(viewer: Viewer, reply_id: UUID, *, now: datetime) -> UUID | None:
    """A person has read what somebody wrote, and nothing is to be answered; the referral that it is about, None where nobody known wrote.

    Marked twice it stays with the first. Raises NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    own = permissions.practice_of(viewer)
    reply = InboundMessage.objects.select_for_update().filter(pk=reply_id, practice_id=own).first()
    if reply is None:
        raise NotFound
    if reply.status == "waiting":
        close_replies(viewer, [reply], now)
        if reply.referral_id is None:
            write_audit(viewer, "mark_reply_read", now, [])
        else:
            referral = lock_referral(viewer, reply.referral_id)
            require_side(viewer, referral, RECIPIENT)
            settle_read(viewer, referral, "reply_read", now)
    return reply.referral_id


def close_replies(viewer: Viewer, replies: list[InboundMessage], now: datetime) -> None:
    """Locked replies that a person has seen to."""
    for reply in replies:
        reply.status, reply.handled_at, reply.handled_by_id, reply.handled_by_name = "read", now, viewer.person_id, viewer.name
    InboundMessage.objects.bulk_update(replies, ["status", "handled_at", "handled_by", "handled_by_name"])


def settle_read(viewer: Viewer, referral: Referral, kind: str, now: datetime) -> None:
    """Writes into the history of a locked referral that its replies were seen to, and settles what is next."""
    clear_waiting(referral)
    write_event(referral, viewer, kind, now, {})
    settle(referral, viewer, kind, now)
