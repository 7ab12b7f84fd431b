from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer

PROOF = "opened by the office's private link"


@transaction.atomic
def note_report_opened(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """An office without an account opened the final report: it has arrived, and nobody has to ask. Anybody else's reading proves nothing.

    Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id)
    if viewer.kind == "guest" and referral.state == states.OUTCOME_SENT and referral.report_delivered_at is None:
        referral.report_delivered_at = now
        write_event(referral, viewer, "report_delivered", now, {"proof": PROOF})
        settle(referral, viewer, "note_report_opened", now)
    return referral
