from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import derive, lock_referral
from bridgework.actions.replan_patient import DERIVED
from bridgework.rules.facts import SYSTEM


@transaction.atomic
def replan_referral(referral_id: UUID, *, now: datetime) -> None:
    """Something that decides how a patient is reached changed beside the referral (a number refused a message): what comes next follows."""
    referral = lock_referral(SYSTEM, referral_id)
    if referral.closed_at is None:
        derive(referral, now)
        referral.save(update_fields=DERIVED)
