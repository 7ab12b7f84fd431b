from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def acknowledge_report(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """The referring clinician has the report: receipt is proven and the loop closes. A second click changes nothing.

    The recipient's staff may record it for a sender who is not on the network; the history names both. Raises MoveNotAllowed where no outcome
    was sent, NotAllowed, NotFound.
    """
    permissions.require(viewer, "acknowledge")
    referral = lock_referral(viewer, referral_id)
    acted_for = require_side(viewer, referral, INITIATOR)
    if referral.state != states.OUTCOME_SENT:
        raise MoveNotAllowed("The final report has not been sent yet.")
    if referral.report_acknowledged_at is None:
        referral.report_delivered_at = referral.report_delivered_at or now
        referral.report_acknowledged_at = now
        write_event(referral, viewer, "report_acknowledged", now, acted_for=acted_for)
        settle(referral, viewer, "acknowledge_report", now)
    return referral
