from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import free_visits_of, providers_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.endings import DECLINE_REASONS
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def decline_referral(
    viewer: Viewer, referral_id: UUID, *, reason: str, note: str, now: datetime, seen_version: int | None = None
) -> Referral:
    """Moves 03, 05, 10, 17 and 25, with a coded reason. The sender owns the next step: tell the patient, refer again or close.

    Raises NotComplete for an unknown reason or "other" without words, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    decline(referral, viewer, reason=reason, note=note, now=now)
    return settle(referral, viewer, "decline_referral", now)


def decline(referral: Referral, viewer: Viewer, *, reason: str, note: str, now: datetime, redirected_to: str = "") -> None:
    """The decline itself, on a referral (and providers) already locked; the caller settles. Raises NotComplete with field -> sentence."""
    if reason not in DECLINE_REASONS:
        raise NotComplete("Not declined yet.", {"reason": "Choose a reason from the list."})
    if reason == "other" and not note.strip():
        raise NotComplete("Not declined yet.", {"note": "Say why, in a sentence the sender can act on."})
    details = {"reason": reason, "note": note.strip()[:1000], "redirected_to": redirected_to}
    event = move_referral(referral, viewer, states.DECLINE, "redirected" if redirected_to else "declined", now, details)
    referral.reviewed_at = referral.reviewed_at or now
    referral.ended_at = now
    referral.decline_reason = reason
    referral.decline_note = note.strip()[:1000]
    free_visits_of(referral, viewer, now, "declined")
    plan_messages(referral, "redirected" if redirected_to else "declined", str(event.pk), now)
