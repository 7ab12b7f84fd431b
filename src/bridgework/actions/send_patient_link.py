from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed

CARRY_THE_LINK = ("visit_held", "visit_booked", "visit_moved")
"""Messages with a time and the link: where the same press caused one, another with only the link would say less."""


@transaction.atomic
def send_patient_link(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Sends the patient the link to their own page (again): by either side, as long as the referral is open and was sent.

    Raises MoveNotAllowed, NotAllowed, NotFound.
    """
    permissions.require(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id)
    if referral.sent_at is None or referral.state in states.ENDED:
        raise MoveNotAllowed("The patient's page exists from sending to the end of a referral.")
    if referral.wants_advice:
        raise MoveNotAllowed("Advice is asked for, without a visit: there is nothing that the patient could choose.")
    event = write_event(referral, viewer, "link_sent", now)
    settle(referral, viewer, "send_patient_link", now)
    may_pick = referral.visit_ends_at is None and states.is_possible(referral.state, states.booking_move(referral.state))
    if not may_pick and referral.messages.filter(status="planned", recipient="patient", kind__in=CARRY_THE_LINK, created_at=now).exists():
        return referral
    plan_messages(referral, "link_sent" if may_pick else "page_sent", str(event.pk), now)
    return referral
