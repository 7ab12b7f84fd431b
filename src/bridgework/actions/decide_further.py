from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.keep_call import go_on
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def decide_further(viewer: Viewer, referral_id: UUID, *, note: str, now: datetime, seen_version: int | None = None) -> Referral:
    """A person decided to go on with a patient who was not reached, did not come or said no: the counts begin anew, and booking is next.

    Ending it instead is `decline_referral`. Raises MoveNotAllowed where there is nothing to decide, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    if referral.undecided_since is None:
        raise MoveNotAllowed("There is nothing to decide: the patient is being reached as usual.")
    because = referral.undecided_because
    go_on(referral)
    referral.lost_visits = 0
    referral.call_again_at = now
    write_event(referral, viewer, "decided_further", now, {"because": because, "note": note.strip()[:300]})
    return settle(referral, viewer, "decide_further", now)
