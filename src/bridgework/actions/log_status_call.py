from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import CallAttempt
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete

CALLERS = ("patient", "proxy", "sender", "other")


@transaction.atomic
def log_status_call(viewer: Viewer, referral_id: UUID, *, caller: str, note: str, now: datetime) -> CallAttempt:
    """Logs that somebody called about a referral and was told where it stands; either side may take such a call, also after the end.

    Moves nothing. `caller` is one of CALLERS. Raises NotComplete, MoveNotAllowed for a draft, NotAllowed, NotFound.
    """
    permissions.require(viewer, "read_referrals")
    practice_id = permissions.practice_of(viewer)
    referral = lock_referral(viewer, referral_id)
    if referral.state == states.DRAFT:
        raise MoveNotAllowed("This referral was not sent yet; nobody can ask where it stands.")
    if caller not in CALLERS:
        raise NotComplete("Not logged yet.", {"caller": "Say who called."})
    side = permissions.side_of(viewer, referral.sender_practice_id, referral.recipient_practice_id)
    call = CallAttempt.objects.create(
        referral=referral,
        practice_id=practice_id,
        person_id=viewer.person_id,
        who=viewer.name,
        at=now,
        direction="in",
        spoke_with=caller,
        outcome="status",
        note=note.strip()[:500],
    )
    # What a patient says to the specialist's desk is told to the sender by the history, and the other way round.
    write_event(referral, viewer, "status_told", now, {"caller": caller, "note": call.note, "at_recipient": side == RECIPIENT})
    write_audit(viewer, "log_status_call", now, [referral.pk])
    return call
