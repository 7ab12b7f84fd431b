from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.offers import read_wish, stored_wish
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def note_wish(viewer: Viewer, referral_id: UUID, *, half: str, weekdays: list[int], now: datetime) -> Referral:
    """Keeps when the patient likes to come (`rules.offers`), so that such times are offered first; nothing named takes the wish back.

    By the patient's link or by staff of either side. Raises MoveNotAllowed after the end, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id)
    if referral.state in states.ENDED:
        raise MoveNotAllowed("This referral has ended. Please call the office.")
    wish = stored_wish(read_wish({"half": half, "weekdays": weekdays}))
    if wish == referral.time_wish:
        return referral
    referral.time_wish = wish
    write_event(referral, viewer, "wish_noted", now, wish)
    return settle(referral, viewer, "note_wish", now)
