from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.claim_time import claim_time
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete

HOLD_BEFORE_SENDING = timedelta(minutes=20)
"""Long enough to finish the form with the patient in the chair; sending extends the hold to the promised answer and a day."""

TO_TELL_THE_PATIENT = timedelta(hours=3)
"""A time that nobody has confirmed is given back so long before it begins, so that the patient is not on the way."""
FROM_THE_CHAIR = KeptQuestion(
    lambda referral_id: Appointment.objects.filter(referral_id=referral_id, status="held", purpose="chair").order_by("-created_at")[:1],
    UUID,
)


@transaction.atomic
def hold_time(
    viewer: Viewer, referral_id: UUID, *, provider_id: UUID, visit_type_id: UUID, starts_at: datetime, now: datetime
) -> Appointment:
    """Holds a live time of the chosen practice for the patient in the chair, subject to that practice's review; an earlier hold is given back
    for it. Where the new time is not open any more, the earlier one stays held.

    Allowed on a draft and until the practice has reviewed. Raises SlotTaken, MoveNotAllowed, NotComplete, NotAllowed, NotFound.
    """
    permissions.require(viewer, "refer")
    provider = lock_provider(provider_id, *providers_of(referral_id))[provider_id]
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state not in (states.DRAFT, states.RECEIVED) or referral.discarded_at:
        raise MoveNotAllowed("A time can be held until the practice has reviewed the referral. After that the patient chooses by link.")
    if referral.recipient_practice_id is None:
        raise NotComplete("No time held yet.", {"recipient": "Choose the practice first."})
    before = find_chair_hold(referral, now)
    if before is not None and (before.provider_id, before.starts_at) == (provider_id, starts_at):
        return before
    release_holds_of(referral, now)
    until = now + HOLD_BEFORE_SENDING if referral.respond_by is None else held_until(referral.respond_by, starts_at)
    hold = claim_time(
        referral,
        viewer,
        provider=provider,
        visit_type_id=visit_type_id,
        starts_at=starts_at,
        now=now,
        status="held",
        purpose="chair",
        until=until,
    )
    details = {"starts_at": starts_at.isoformat(), "until": until.isoformat()}
    if before is not None:
        details["instead_of"] = before.starts_at.isoformat()
    event = write_event(referral, viewer, "time_held", now, details)
    settle(referral, viewer, "hold_time", now)
    if referral.sent_at is not None:
        plan_messages(referral, "time_held", str(event.pk), now)
    return hold


def provider_of_chair_hold(referral_id: UUID) -> UUID | None:
    """Whose time is held from the chair: to be locked before the referral."""
    hold = FROM_THE_CHAIR.only_row(referral_id)
    return hold.provider_id if hold else None


def find_chair_hold(referral: Referral, now: datetime) -> Appointment | None:
    """The time that stands held from the chair on a locked referral, or None where there is none or its hour has passed."""
    hold = FROM_THE_CHAIR.only_row(referral.pk)
    return hold if hold is not None and hold.starts_at > now else None


def held_until(respond_by: datetime, starts_at: datetime) -> datetime:
    """Until when a time is held for a referral that was sent: for the promised answer and a day more.

    It ends early enough before the visit that the patient can be told not to come, unless the answer is promised even later than that.
    """
    return min(respond_by + timedelta(days=1), max(starts_at - TO_TELL_THE_PATIENT, respond_by), starts_at)


def keep_hold_until_answer(hold: Appointment, referral: Referral, now: datetime) -> None:
    """A referral that is sent keeps its held time until the practice had its time to answer, and a day more."""
    if referral.respond_by:
        hold.held_until = held_until(referral.respond_by, hold.starts_at)
        hold.changed_at = now
        hold.save(update_fields=["held_until", "changed_at"])
