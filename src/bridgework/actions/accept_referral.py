from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.book_appointment import put_into_calendar
from bridgework.actions.hold_time import find_chair_hold, provider_of_chair_hold
from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.note_triage import put_triage
from bridgework.actions.plan_messages import plan_messages
from bridgework.lookups.open_times import find_open_time
from bridgework.lookups.visit_length import length_of
from bridgework.records.constraints import refusing
from bridgework.records.models import Appointment, Provider, Referral
from bridgework.records.only_row import only_row
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete, SlotTaken
from bridgework.rules.triage import TriageEntry


@transaction.atomic
def accept_referral(
    viewer: Viewer,
    referral_id: UUID,
    *,
    now: datetime,
    provider_id: UUID | None = None,
    triage: TriageEntry | None = None,
    seen_version: int | None = None,
) -> Referral:
    """Move 02. Where a time was held in the chair it is booked in the same transaction (move 06); otherwise the patient gets the link.

    `triage` is what was decided with it: how hard, what first, which visit, which instructions. Raises MoveNotAllowed, ReferralChanged,
    NotAllowed, NotFound, NotComplete for a provider of another practice or a decision that cannot be right, SlotTaken where the held time has
    no room for the length that was decided.
    """
    permissions.require(viewer, "review")
    held = provider_of_chair_hold(referral_id)
    if held:
        lock_provider(held)
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    if provider_id:
        provider = only_row(Provider.objects.filter(pk=provider_id, practice=referral.recipient_practice, is_active=True))
        if provider is None:
            raise NotComplete("Choose a clinician of your practice.", {"provider": "Choose a clinician of your practice."})
        referral.assigned_provider = provider
    event = move_referral(referral, viewer, states.ACCEPT, "accepted", now, {"provider": str(referral.assigned_provider or "")})
    referral.reviewed_at = referral.reviewed_at or now
    referral.accepted_at = now
    if triage is not None:
        put_triage(referral, viewer, triage, now)
    hold = find_chair_hold(referral, now)
    if hold is not None:
        _fit_length(referral, hold, now)
        put_into_calendar(referral, hold, viewer, now)
    settle(referral, viewer, "accept_referral", now)
    if hold or not referral.wants_advice:
        plan_messages(referral, "booked" if hold else "accepted", str(event.pk), now)
    return referral


def _fit_length(referral: Referral, hold: Appointment, now: datetime) -> None:
    """Gives the held time the length that triage decided; referral and provider are locked. Raises SlotTaken where there is no room."""
    minutes = length_of(referral, hold.visit_type_id)
    if minutes is None or hold.ends_at - hold.starts_at == timedelta(minutes=minutes):
        return
    slot = find_open_time(
        hold.provider_id, hold.visit_type, hold.starts_at, now=now, tier=referral.tier, leaving_out=hold.pk, minutes=minutes
    )
    if slot is None:
        raise SlotTaken(
            f"The held time has no room for {minutes} minutes. Choose another length, or accept it as it is and move the visit."
        )
    hold.ends_at, hold.operatory_id = slot.ends_at, slot.operatory_id
    hold.blocked_from, hold.blocked_until = slot.blocked_from, slot.blocked_until
    with refusing():
        hold.save(update_fields=["ends_at", "operatory", "blocked_from", "blocked_until"])
