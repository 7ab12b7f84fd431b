from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, settle
from bridgework.records.models import Referral
from bridgework.rules.facts import SYSTEM


@transaction.atomic
def replan_overlooked(referral_id: UUID, *, now: datetime) -> Referral:
    """Works out anew from the facts what the patient of a referral is told next, where the watch found that it was overlooked."""
    return settle(lock_referral(SYSTEM, referral_id), SYSTEM, "replan_overlooked", now)
