from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import Referral, ReferralEvent
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer


@transaction.atomic
def keep_duplicate(viewer: Viewer, referral_id: UUID, *, numbers: Sequence[int], now: datetime) -> Referral:
    """Somebody saw that a referral may be the same as others (`numbers`) and goes on with it: the history keeps that they knew.

    Said twice it is kept once. Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id)
    told = ReferralEvent.objects.filter(Q(practice_id=viewer.practice_id), referral=referral, kind="duplicate_kept").values_list(
        "details", flat=True
    )
    known = {number for details in told for number in details.get("numbers", ())}
    fresh = [number for number in dict.fromkeys(numbers) if number not in known and number != referral.number][:20]
    if fresh:
        write_event(referral, viewer, "duplicate_kept", now, {"numbers": fresh})
        write_audit(viewer, "keep_duplicate", now, [referral.pk])
    return referral
