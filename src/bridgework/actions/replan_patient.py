from datetime import datetime
from uuid import UUID

from bridgework.actions.ledger import derive, lock_referral
from bridgework.records.models import Referral
from bridgework.rules.facts import SYSTEM

DERIVED = (
    "owner_side",
    "desk_practice",
    "next_step",
    "due_at",
    "escalated_at",
    "choose_until",
    "call_reason",
    "call_due_at",
    "call_zone",
)


def replan_patient(patient_id: UUID, now: datetime) -> None:
    """What is known of a patient has changed (consent, number, address, language, who speaks for them): the cadence, next step and call of
    each of their referrals that are under way follow.

    Runs in the transaction of the change, after the patient was saved and locked. Pages that are open elsewhere stay good: nobody has acted
    on the referral itself.
    """
    keys = Referral.objects.filter(patient_id=patient_id, closed_at=None, cadence__isnull=False).order_by("id").values_list("pk", flat=True)
    for key in keys:
        referral = lock_referral(SYSTEM, key)
        derive(referral, now)
        referral.save(update_fields=DERIVED)
