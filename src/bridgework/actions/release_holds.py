from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, Referral, WaitListEntry
from bridgework.rules.facts import SYSTEM, Viewer

TAKEN_WHEN_LAPSED = "lapsed, and taken by another"
"""Why a hold was released that the clock has not told of yet."""
TAKES_UP = KeptQuestion(
    lambda referral_id: Appointment.objects.filter(referral_id=referral_id, status__in=["held", "booked", "arrived"]).values_list(
        "provider_id"
    ),
    UUID,
)
HELD = KeptQuestion(lambda referral_id: Appointment.objects.filter(referral_id=referral_id, status="held"), UUID)


def release_holds(now: datetime, limit: int = 200) -> int:
    """Gives back the held times whose hour has come, each referral in a transaction of its own; answers how many referrals changed.

    The next step follows: from waiting for the patient's choice back to offering times.
    """
    lapsed = (
        Appointment.objects.filter(status="held", held_until__lte=now)
        .order_by("referral_id")
        .values_list("referral_id", flat=True)
        .distinct()
    )
    return sum(_release_lapsed(referral_id, now) for referral_id in list(lapsed[:limit]))


@transaction.atomic
def _release_lapsed(referral_id: UUID, now: datetime) -> bool:
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(SYSTEM, referral_id)
    released = list(referral.appointments.filter(status="held", held_until__lte=now))
    if not released:
        return False
    _tell_released(referral, released, now)
    return True


@transaction.atomic
def tell_released_holds(referral_id: UUID, now: datetime) -> bool:
    """Tells of lapsed holds whose time somebody else took before the clock came by (`claim_time`); whether there were any."""
    referral = lock_referral(SYSTEM, referral_id)
    taken = list(referral.appointments.filter(status="released", reason=TAKEN_WHEN_LAPSED))
    if not taken:
        return False
    _tell_released(referral, taken, now)
    return True


def _tell_released(referral: Referral, released: list[Appointment], now: datetime) -> None:
    """Ends lapsed holds of a locked referral: history, next step, and the patient who was promised one is told."""
    for hold in released:
        _end(hold, "released", now, "not taken in time")
    event = write_event(referral, SYSTEM, "holds_released", now, {"times": [hold.starts_at.isoformat() for hold in released]})
    if not referral.appointments.filter(status="held", purpose="offer").exists():
        referral.offered_at = referral.offers_expire_at = None
    if not referral.appointments.filter(status="held", purpose="request").exists():
        forget_request(referral)
    settle(referral, SYSTEM, "release_holds", now)
    if any(hold.purpose == "request" for hold in released) and referral.appointments.filter(status="booked", starts_at__gt=now).exists():
        plan_messages(referral, "visit_kept", str(event.pk), now)
    elif referral.sent_at is not None and any(hold.purpose in ("chair", "request") for hold in released):
        plan_messages(referral, "hold_released", str(event.pk), now)


def providers_of(referral_id: UUID) -> set[UUID]:
    """The providers whose time this referral takes up now: to be locked before the referral."""
    return {provider_id for (provider_id,) in TAKES_UP(referral_id)}


def release_holds_of(referral: Referral, now: datetime, holds: Iterable[Appointment] | None = None) -> None:
    """Gives back every held time of a locked referral (`holds`, for callers who have read them under the lock); the caller settles."""
    for hold in HELD(referral.pk) if holds is None else holds:
        _end(hold, "released", now, "")
    referral.offered_at = referral.offers_expire_at = referral.time_requested_at = None


def end_requests(referral: Referral, now: datetime) -> list[Appointment]:
    """Gives back what the patient of a locked referral asked for instead of their visit; the caller settles. Answers with what it was."""
    asked = list(referral.appointments.filter(status="held", purpose="request"))
    for hold in asked:
        _end(hold, "released", now, "")
    forget_request(referral)
    return asked


def forget_request(referral: Referral) -> None:
    """Of a locked referral no time is asked for any more; what is offered beside it stays."""
    referral.time_requested_at = None
    if referral.offered_at is None:
        referral.offers_expire_at = None


def free_visits_of(referral: Referral, viewer: Viewer, now: datetime, reason: str) -> None:
    """Gives back every time of a locked referral, held or booked; the caller has locked the providers, and settles."""
    release_holds_of(referral, now)
    for visit in referral.appointments.filter(status__in=["booked", "arrived"]):
        _end(visit, "cancelled", now, reason)
        write_event(referral, viewer, "visit_freed", now, {"starts_at": visit.starts_at.isoformat()})
    referral.visit_ends_at = None
    tell_who_waits(referral)


def tell_who_waits(referral: Referral) -> None:
    """A time became free: whoever waits for an earlier one hears of it at once, and not only when the clock comes by."""
    practice_id = referral.recipient_practice_id
    if practice_id is not None and WaitListEntry.objects.filter(practice_id=practice_id, ended_at=None).exists():
        defer_job("offer_times_freed_now")


def end_hold(hold: Appointment, now: datetime, reason: str) -> None:
    """Gives one held time of a locked referral back."""
    _end(hold, "released", now, reason)


def _end(appointment: Appointment, status: str, now: datetime, reason: str) -> None:
    appointment.status, appointment.changed_at, appointment.reason = status, now, reason
    appointment.save(update_fields=["status", "changed_at", "reason"])
