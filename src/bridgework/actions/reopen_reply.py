from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_audit, write_event
from bridgework.actions.settle_reply import clear_waiting
from bridgework.records.models import InboundMessage
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def reopen_reply(viewer: Viewer, reply_id: UUID, *, now: datetime) -> UUID | None:
    """What a person marked as read waits again; the referral that it is about, None where nobody known wrote. Raises NotAllowed, NotFound."""
    permissions.require(viewer, "schedule")
    own = permissions.practice_of(viewer)
    reply = InboundMessage.objects.select_for_update().filter(pk=reply_id, practice_id=own).first()
    if reply is None:
        raise NotFound
    if reply.status != "read":
        return reply.referral_id
    wait_again(reply)
    if reply.referral_id is None:
        write_audit(viewer, "reopen_reply", now, [])
        return None
    referral = lock_referral(viewer, reply.referral_id)
    require_side(viewer, referral, RECIPIENT)
    if referral.state not in states.ENDED:
        clear_waiting(referral)
    write_event(referral, viewer, "reply_reopened", now, {})
    settle(referral, viewer, "reopen_reply", now)
    return reply.referral_id


def wait_again(reply: InboundMessage) -> None:
    """Saves a locked reply as one that nobody has seen to."""
    reply.status, reply.handled_at, reply.handled_by_id, reply.handled_by_name = "waiting", None, None, ""
    reply.save()
