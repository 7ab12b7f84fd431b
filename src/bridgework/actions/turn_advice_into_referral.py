from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.copy_referral import copy_referral
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.send_referral import deliver_to_recipient
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.closing import ADVICE_GIVEN
from bridgework.rules.facts import INITIATOR, RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed

ADVICE = "advice"
"""How the referral follows from the request for advice."""


@transaction.atomic
def turn_advice_into_referral(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """A referral that goes on where advice was given, with case, findings and files; answers with the new, linked one.

    By the sender it is a draft, to be looked over and sent, and says that the advice has arrived. By the practice that gave the advice it is
    sent at once, on the sender's behalf: the sender is told, and the history names both. A second time answers with the first one.
    Raises MoveNotAllowed where no advice was given, NotAllowed, NotFound.
    """
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    by_recipient = permissions.side_of(viewer, referral.sender_practice_id, referral.recipient_practice_id) == RECIPIENT
    if by_recipient:
        permissions.require(viewer, "review")
    else:
        require_side(viewer, referral, INITIATOR)
    if referral.state != states.OUTCOME_SENT or referral.no_visit_reason != ADVICE_GIVEN:
        raise MoveNotAllowed("No advice was given here that could become a referral.")
    existing = referral.followers.filter(previous_link=ADVICE, discarded_at=None).order_by("created_at").first()
    if existing is not None:
        return _sent(existing, viewer, now) if by_recipient and existing.state == states.DRAFT else existing
    if not by_recipient and referral.report_acknowledged_at is None:
        referral.report_delivered_at = referral.report_delivered_at or now
        referral.report_acknowledged_at = now
        write_event(referral, viewer, "report_acknowledged", now)
        settle(referral, viewer, "turn_advice_into_referral", now)
    follower = copy_referral(referral, viewer, referral.recipient_practice, ADVICE, now, wanted="evaluate")
    return _sent(follower, viewer, now) if by_recipient else follower


def _sent(follower: Referral, viewer: Viewer, now: datetime) -> Referral:
    # Sending is the sender's move: it is made on their behalf, as with a redirection.
    return deliver_to_recipient(follower, replace(viewer, kind="system"), now)
