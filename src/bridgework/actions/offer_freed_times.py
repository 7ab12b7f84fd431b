from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.claim_time import claim_time
from bridgework.actions.join_wait_list import end_waiting
from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of
from bridgework.lookups.open_times import open_times
from bridgework.lookups.visit_length import length_of
from bridgework.lookups.wait_list import waiting_for
from bridgework.records.models import Appointment, WaitListEntry
from bridgework.rules import referral_states as states
from bridgework.rules.booking import Slot
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotComplete, NotFound, SlotTaken
from bridgework.rules.wait_list import Waiting, fair_order, held_until, is_worth_offering, may_be_asked

MOST_TRIED = 5
"""Times that are tried for one patient, where others take them at the same moment."""


def offer_freed_times(now: datetime, limit: int = 100) -> int:
    """Offers times that are free, and earlier than what is booked, to those who wait for one, in fair order; answers how many were offered.

    Each is held for one patient for a short while (`rules.wait_list`), so that nobody is promised what another may take; the next in line
    gets it when the hold ends. Patients who were seen, or whose visit was lost, leave the list.
    """
    practices = WaitListEntry.objects.filter(ended_at=None).order_by("practice_id").values_list("practice_id", flat=True).distinct()
    offered = 0
    for practice_id in list(practices):
        for one in fair_order(waiting_for(SYSTEM, practice_id, now=now))[:limit]:
            if may_be_asked(one, now) and _offer(one, practice_id, now):
                offered += 1
    _end_what_is_over(now)
    return offered


def _offer(one: Waiting, practice_id: UUID, now: datetime) -> bool:
    visit = Appointment.objects.filter(referral_id=one.referral_id, status="booked").select_related("visit_type", "referral").first()
    if visit is None:
        return False
    declined = set(Appointment.objects.filter(referral_id=one.referral_id, purpose="earlier").values_list("provider_id", "starts_at"))
    try:
        slots = open_times(
            SYSTEM, practice_id, visit.visit_type_id, tier=one.tier, now=now, minutes=length_of(visit.referral, visit.visit_type_id)
        )
    except NotFound:
        return False
    worth = [slot for slot in slots if is_worth_offering(slot.starts_at, one, now) and (slot.provider_id, slot.starts_at) not in declined]
    # The clinician whom the patient is booked with comes first, then whoever has time.
    worth.sort(key=lambda slot: (slot.starts_at.date(), slot.provider_id != visit.provider_id, slot.starts_at))
    return any(_hold(one.referral_id, visit.visit_type_id, slot, now) for slot in worth[:MOST_TRIED])


@transaction.atomic
def _hold(referral_id: UUID, visit_type_id: UUID, slot: Slot, now: datetime) -> bool:
    """Holds the time for the patient, everything looked at again under the locks; whether it was theirs to have."""
    provider = lock_provider(slot.provider_id, *providers_of(referral_id))[slot.provider_id]
    referral = lock_referral(SYSTEM, referral_id)
    entry = WaitListEntry.objects.filter(pk=referral_id, ended_at=None).first()
    if entry is None or referral.state != states.SCHEDULED:
        return False
    if referral.appointments.filter(status="held", held_until__gt=now).exists():
        return False
    visit = referral.appointments.filter(status="booked").first()
    if visit is None or visit.starts_at <= slot.starts_at:
        return False
    until = held_until(slot.starts_at, now)
    try:
        with transaction.atomic():
            claim_time(
                referral,
                SYSTEM,
                provider=provider,
                visit_type_id=visit_type_id,
                starts_at=slot.starts_at,
                now=now,
                status="held",
                purpose="earlier",
                until=until,
            )
    except (SlotTaken, NotComplete):
        return False
    entry.offers, entry.offered_at = entry.offers + 1, now
    entry.save(update_fields=["offers", "offered_at"])
    details = {"starts_at": slot.starts_at.isoformat(), "until": until.isoformat()}
    event = write_event(referral, SYSTEM, "earlier_offered", now, details)
    settle(referral, SYSTEM, "offer_freed_times", now)
    plan_messages(referral, "earlier_offered", str(event.pk), now)
    return True


def _end_what_is_over(now: datetime) -> None:
    over = WaitListEntry.objects.filter(ended_at=None).exclude(referral__state=states.SCHEDULED).values_list("referral_id", flat=True)
    for referral_id in list(over[:200]):
        with transaction.atomic():
            referral = lock_referral(SYSTEM, referral_id)
            if referral.state != states.SCHEDULED:
                end_waiting(referral, "over", now)
