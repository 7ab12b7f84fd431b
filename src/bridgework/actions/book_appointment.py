from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.claim_time import GONE, claim_time
from bridgework.actions.join_wait_list import end_waiting
from bridgework.actions.keep_call import go_on
from bridgework.actions.ledger import lock_referral, move_referral, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.office_hours import due_time
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of, release_holds_of, tell_who_waits
from bridgework.lookups.open_times import is_taken
from bridgework.lookups.outside_calendars import stale_providers
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, Provider, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.next_step import ONE_DAY, NextStep
from bridgework.rules.refusals import NotAllowed, SlotTaken

REQUEST_HELD = timedelta(hours=48)
"""How long at least a time is kept that the practice has to confirm: its answer is due within half a working day, over a long weekend, too."""


STANDING = KeptQuestion(lambda key: Appointment.objects.filter(referral_id=key, status__in=["held", "booked", "arrived"]), UUID)
"""What a referral has of the calendar."""


def book_appointment(
    viewer: Viewer,
    referral_id: UUID,
    *,
    provider_id: UUID,
    visit_type_id: UUID,
    starts_at: datetime,
    now: datetime,
    seen_version: int | None = None,
) -> Appointment:
    """Books a visit (moves 06, 11, 18, 21, 26): by the receiving practice's staff, or by the patient through their link.

    The provider's time is locked first, then the referral; the same time can never be sold twice. One of the times offered to this
    patient counts as open for them. A booked visit is moved: the old time is given back in the same transaction. Booking the very time
    that is booked already answers with it (double click). Where the practice's own calendar is stale a patient asks for the time instead: it
    is held, and the practice confirms (`confirm_time`); a visit that is booked stays until then. Raises SlotTaken, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "schedule")
    # Of many who want one time all but one are told so by a single read, before they stand in line for the lock.
    if is_taken(viewer, referral_id, provider_id, visit_type_id, starts_at, now=now):
        raise SlotTaken(GONE)
    return _book(
        viewer,
        referral_id,
        provider_id=provider_id,
        visit_type_id=visit_type_id,
        starts_at=starts_at,
        now=now,
        seen_version=seen_version,
    )


@transaction.atomic
def _book(
    viewer: Viewer,
    referral_id: UUID,
    *,
    provider_id: UUID,
    visit_type_id: UUID,
    starts_at: datetime,
    now: datetime,
    seen_version: int | None,
) -> Appointment:
    provider = lock_provider(provider_id, *providers_of(referral_id))[provider_id]
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    if viewer.is_staff and viewer.practice_id != referral.recipient_practice_id:
        raise NotAllowed("The receiving practice keeps its own calendar. Hold a time before sending, or send the patient the link.")
    standing = STANDING(referral.pk)
    current = next((one for one in standing if one.status != "held"), None)
    if current and (current.provider_id, current.starts_at) == (provider_id, starts_at):
        return current
    if current and current.status == "arrived":
        raise SlotTaken("The patient has arrived for the visit that is booked; it cannot be moved any more.")
    states.find_move(referral.state, states.booking_move(referral.state))
    if viewer.kind == "patient" and _must_ask(referral, provider_id, starts_at, now):
        return _request(referral, viewer, provider, visit_type_id, starts_at, now, stays=current)
    release_holds_of(referral, now, [one for one in standing if one.status == "held"])
    if current:
        leave_visit(referral, current, starts_at, now)
    visit = claim_time(referral, viewer, provider=provider, visit_type_id=visit_type_id, starts_at=starts_at, now=now, status="booked")
    event = _write_move(referral, visit, viewer, now, moved_from=current)
    settle(referral, viewer, "book_appointment", now)
    plan_messages(referral, "moved" if current else "booked", event, now, by_patient=viewer.kind == "patient")
    return visit


def _must_ask(referral: Referral, provider_id: UUID, starts_at: datetime, now: datetime) -> bool:
    """Whether nobody can know that this time is free: the practice's own calendar of the clinician is stale, and it has not offered the time."""
    if not stale_providers([provider_id], now):
        return False
    offered = referral.appointments.filter(status="held", purpose="offer", held_until__gt=now, provider_id=provider_id, starts_at=starts_at)
    return not offered.exists()


def leave_visit(referral: Referral, visit: Appointment, starts_at: datetime, now: datetime) -> None:
    """Gives the time of a booked visit back, because it moves to `starts_at`; the provider and the referral are locked."""
    visit.status, visit.changed_at = "moved", now
    visit.save(update_fields=["status", "changed_at"])
    if starts_at < visit.starts_at:
        end_waiting(referral, "taken", now)
    tell_who_waits(referral)


def _request(
    referral: Referral,
    viewer: Viewer,
    provider: Provider,
    visit_type_id: UUID,
    starts_at: datetime,
    now: datetime,
    *,
    stays: Appointment | None,
) -> Appointment:
    """The time is held and the practice confirms it. A visit that is booked `stays` until then; once it begins it is too late to ask."""
    release_holds_of(referral, now)
    # Until the practice has had its time to answer, over a long weekend too; what has begun can neither be had nor be left any more.
    until = max(now + REQUEST_HELD, due_time(NextStep(RECIPIENT, "confirm_time", now, ONE_DAY), referral.recipient_practice))
    until = min(until, starts_at, *([stays.starts_at] if stays else []))
    held = claim_time(
        referral,
        viewer,
        provider=provider,
        visit_type_id=visit_type_id,
        starts_at=starts_at,
        now=now,
        status="held",
        purpose="request",
        until=until,
    )
    referral.time_requested_at, referral.offers_expire_at = now, until
    go_on(referral)
    details = {"starts_at": starts_at.isoformat()} | ({"instead_of": stays.starts_at.isoformat()} if stays else {})
    write_event(referral, viewer, "time_requested", now, details)
    settle(referral, viewer, "book_appointment", now)
    return held


def put_into_calendar(referral: Referral, hold: Appointment, viewer: Viewer, now: datetime, moved_from: Appointment | None = None) -> str:
    """Turns a hold into the booked visit of a locked referral (its provider locked too); the event's key. The caller settles and plans the messages."""
    hold.status, hold.held_until, hold.changed_at = "booked", None, now
    hold.save(update_fields=["status", "held_until", "changed_at"])
    return _write_move(referral, hold, viewer, now, moved_from)


def _write_move(referral: Referral, visit: Appointment, viewer: Viewer, now: datetime, moved_from: Appointment | None = None) -> str:
    details = {"starts_at": visit.starts_at.isoformat(), "provider": visit.provider.name, "visit_type": visit.visit_type.name}
    if moved_from:
        details["moved_from"] = moved_from.starts_at.isoformat()
    mover = viewer
    if viewer.is_staff and viewer.practice_id != referral.recipient_practice_id:
        # A time held in the chair is booked by the recipient's policy; the history still names who chose it.
        mover = Viewer(kind="system", name=viewer.name, way=viewer.way, person_id=viewer.person_id, practice_id=viewer.practice_id)
    event = move_referral(referral, mover, states.booking_move(referral.state), "moved" if moved_from else "booked", now, details)
    referral.booked_at = referral.booked_at or now
    referral.visit_ends_at = visit.ends_at
    referral.another_visit_needed = False
    go_on(referral)
    referral.patient_says, referral.patient_says_because, referral.patient_said_at = "yes", "", now
    return str(event.pk)
