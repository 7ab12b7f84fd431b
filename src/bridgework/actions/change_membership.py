from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_colleagues import lock_colleagues
from bridgework.records.models import Membership
from bridgework.rules.colleagues import check_roles, leaves_no_administrator
from bridgework.rules.facts import ROLES, Viewer
from bridgework.rules.refusals import LastAdministrator, NotComplete, NotFound


@transaction.atomic
def change_membership(viewer: Viewer, membership_id: UUID, *, roles: Sequence[str], is_active: bool, now: datetime) -> Membership:
    """Changes what somebody does at the viewer's practice, or takes their access away or gives it back; it holds from their next click on.

    Their history, visits and reports stay. Raises LastAdministrator where nobody could run the program afterwards, NotComplete, NotFound,
    NotAllowed.
    """
    _, colleagues = lock_colleagues(viewer)
    if membership_id not in colleagues:
        raise NotFound
    wrong = check_roles(roles)
    if wrong:
        raise NotComplete("Not saved. What you chose is still here.", {"roles": wrong})
    if leaves_no_administrator(colleagues.values(), changed=membership_id, roles=roles, is_active=is_active):
        raise LastAdministrator
    membership = Membership.objects.select_related("person").get(pk=membership_id)
    membership.roles, membership.is_active = [role for role in ROLES if role in roles], is_active
    membership.save(update_fields=["roles", "is_active"])
    write_audit(viewer, "change_membership", now, [])
    return membership
