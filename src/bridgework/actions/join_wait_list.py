from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import lock_referral, require_side, write_audit, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import end_hold
from bridgework.records.models import Referral, WaitListEntry
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed


@transaction.atomic
def join_wait_list(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Puts the patient on the list of those who want to come earlier than the visit that is booked: by their link, or by the practice's staff.

    Joined twice, the place of the first time is kept. Raises MoveNotAllowed where no visit is booked, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    if referral.state != states.SCHEDULED or referral.recipient_practice is None:
        raise MoveNotAllowed("There is no visit yet that could be earlier.")
    entry = WaitListEntry.objects.filter(pk=referral.pk).first()
    if entry is not None and entry.ended_at is None:
        return referral
    WaitListEntry.objects.update_or_create(
        referral=referral,
        defaults={
            "practice": referral.recipient_practice,
            "since": now,
            "offers": 0,
            "offered_at": None,
            "ended_at": None,
            "ended_because": "",
        },
    )
    event = write_event(referral, viewer, "wait_list_joined", now)
    if viewer.kind != "patient":  # their own page says it already
        plan_messages(referral, "wait_list_joined", str(event.pk), now)
    write_audit(viewer, "join_wait_list", now, [referral.pk])
    defer_job("offer_times_freed_now")
    return referral


@transaction.atomic
def leave_wait_list(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Takes the patient off the list again; a time that is held for them is given back. Raises NotAllowed, NotFound."""
    permissions.require_or_patient(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    if end_waiting(referral, "left", now):
        write_event(referral, viewer, "wait_list_left", now)
        write_audit(viewer, "leave_wait_list", now, [referral.pk])
        for hold in referral.appointments.filter(status="held", purpose="earlier"):
            end_hold(hold, now, "not wanted any more")
    return referral


def end_waiting(referral: Referral, because: str, now: datetime) -> bool:
    """Takes a locked referral off the list (taken, left or over), inside another action; whether it was on it."""
    return WaitListEntry.objects.filter(pk=referral.pk, ended_at=None).update(ended_at=now, ended_because=because) > 0
