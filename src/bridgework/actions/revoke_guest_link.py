from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, write_audit, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer


@transaction.atomic
def revoke_guest_link(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Makes the sender's private link useless at once, open pages included: by either side, the guest too. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id)
    if referral.guest_links.filter(revoked_at=None).update(revoked_at=now):
        write_event(referral, viewer, "guest_link_revoked", now)
        write_audit(viewer, "revoke_guest_link", now, [referral.pk])
    return referral
