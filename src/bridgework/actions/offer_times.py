from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.claim_time import claim_time
from bridgework.actions.keep_call import go_on
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete

HELD_FOR = {"emergency": timedelta(hours=1), "urgent": timedelta(hours=4), "soon": timedelta(hours=24), "elective": timedelta(hours=48)}
"""How long offered times are kept for the patient, by tier: within the 24-48 hours in which a referred patient is contacted."""


@transaction.atomic
def offer_times(
    viewer: Viewer,
    referral_id: UUID,
    *,
    slots: Sequence[tuple[UUID, datetime]],
    visit_type_id: UUID,
    now: datetime,
    seen_version: int | None = None,
) -> Referral:
    """Holds up to five times (provider, start) for the patient and sends them the link to choose; the next step waits for that choice.

    With no times at all it sends the link to every open time. Times offered before are given back. Raises SlotTaken, MoveNotAllowed,
    NotComplete, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    providers = lock_provider(*{provider_id for provider_id, _ in slots}, *providers_of(referral_id))
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    if not states.is_possible(referral.state, states.booking_move(referral.state)) or referral.state == states.SCHEDULED:
        raise MoveNotAllowed("Times can be offered once the referral is accepted and while no visit is booked.")
    if len(slots) > 5:
        raise NotComplete("Not offered yet.", {"slots": "Offer at most five times."})
    release_holds_of(referral, now)
    until = now + HELD_FOR[referral.tier]
    for provider_id, starts_at in slots:
        claim_time(
            referral,
            viewer,
            provider=providers[provider_id],
            visit_type_id=visit_type_id,
            starts_at=starts_at,
            now=now,
            status="held",
            purpose="offer",
            until=until,
        )
    referral.offered_at, referral.offers_expire_at = now, until
    go_on(referral)
    times = [starts_at.isoformat() for _, starts_at in slots]
    event = write_event(referral, viewer, "times_offered", now, {"times": times, "until": until.isoformat()})
    settle(referral, viewer, "offer_times", now)
    plan_messages(referral, "times_offered", str(event.pk), now)
    return referral
