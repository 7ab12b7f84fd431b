from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.copy_referral import copy_referral
from bridgework.actions.decline_referral import decline
from bridgework.actions.ledger import lock_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.release_holds import providers_of
from bridgework.actions.send_referral import deliver_to_recipient
from bridgework.records.models import Practice, Referral
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def redirect_referral(
    viewer: Viewer, referral_id: UUID, *, to_practice_id: UUID, note: str, now: datetime, seen_version: int | None = None
) -> Referral:
    """Declines with the reason "redirected" and sends a new, linked referral with all its files to another practice; answers with the new one.

    Nobody has to do anything more about the old one: its sender is told, and the new one is theirs, so it is acknowledged at once.
    Raises NotComplete for a practice that does not receive or is the same, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    target = Practice.objects.filter(pk=to_practice_id, receives=True).first()
    if target is None or target.pk in (referral.sender_practice_id, referral.recipient_practice_id):
        raise NotComplete("Not redirected yet.", {"to_practice": "Choose another practice from the directory."})
    decline(referral, viewer, reason="redirected", note=note, now=now, redirected_to=target.name)
    referral.ending_acknowledged_at = now
    settle(referral, viewer, "redirect_referral", now)
    follower = copy_referral(referral, viewer, target, "redirected", now)
    # Sending is the sender's move: it is made on their behalf, and the history names both.
    return deliver_to_recipient(follower, replace(viewer, kind="system"), now)
