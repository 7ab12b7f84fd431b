from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_colleagues import lock_colleagues
from bridgework.lookups.second_step import has_second_step
from bridgework.records.models import Membership, Practice
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotFound
from bridgework.rules.second_step import GRACE


@transaction.atomic
def require_second_step(viewer: Viewer, *, required: bool, now: datetime) -> Practice:
    """Everybody who works at the viewer's practice needs a second step of signing in a week from now on; or nobody has to any more.

    Said twice, the first day holds. Raises MoveNotAllowed for an administrator who has none themselves and would be locked out, NotAllowed.
    """
    practice, _ = lock_colleagues(viewer)
    if required and not has_second_step(viewer):
        raise MoveNotAllowed("Set up your own second step first, under “Account and security”. Nothing was changed.")
    if required != (practice.second_step_from is not None):
        practice.second_step_from = now + GRACE if required else None
        practice.save(update_fields=["second_step_from"])
        write_audit(viewer, "require_second_step" if required else "end_second_step", now, [])
    return practice


@transaction.atomic
def take_second_step_away(viewer: Viewer, membership_id: UUID, *, now: datetime) -> Membership:
    """A colleague has lost the phone or the key: they sign in by password once, and set up another. Recovery codes end with it.

    Raises MoveNotAllowed for somebody who works at another practice, too (that is not one practice's to decide), NotFound, NotAllowed.
    """
    practice, _ = lock_colleagues(viewer)
    membership = Membership.objects.select_related("person").filter(pk=membership_id, practice=practice).first()
    if membership is None:
        raise NotFound
    if Membership.objects.filter(person=membership.person, is_active=True).exclude(practice=practice).exists():
        raise MoveNotAllowed(f"{membership.person.name} works at another practice, too: the administrator of this server does it.")
    Authenticator.objects.filter(user_id=membership.person_id).delete()
    write_audit(viewer, "take_second_step_away", now, [])
    return membership
