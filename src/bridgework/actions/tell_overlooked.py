from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral
from bridgework.actions.plan_messages import plan_messages
from bridgework.rules.facts import SYSTEM


@transaction.atomic
def tell_overlooked(referral_id: UUID, *, event: str, occasion: str, recipient: str, now: datetime) -> None:
    """Plans what one recipient was not told of something that happened (`lookups.untold`); done twice, or beside somebody, it is told once.

    What has changed meanwhile is looked at again: of a visit that is booked no more the patient hears nothing.
    """
    referral = lock_referral(SYSTEM, referral_id)
    if recipient == "patient" and not referral.appointments.filter(status="booked", starts_at__gt=now).exists():
        return
    plan_messages(referral, event, occasion, now, only=recipient)
