from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.count_lost_visit import count_lost_visit
from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def record_no_show(viewer: Viewer, referral_id: UUID, *, now: datetime, seen_version: int | None = None) -> Referral:
    """The patient did not come (move 12): the sender is told, and reaching the patient again is the next step.

    The patient is asked to choose another time, until they have missed as many visits as the practice puts up with: then a person decides.
    Raises NotComplete before the visit was to begin, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "record_visit")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    visit = referral.appointments.filter(status__in=["booked", "arrived"]).first()
    if visit is not None and visit.starts_at > now:
        raise NotComplete("Not recorded yet.", {"visit": "The visit has not begun yet."})
    details = {"starts_at": visit.starts_at.isoformat() if visit else ""}
    event = move_referral(referral, viewer, states.NO_SHOW, "missed", now, details)
    if visit is not None:
        visit.status, visit.changed_at = "missed", now
        visit.save(update_fields=["status", "changed_at"])
    referral.visit_ends_at, referral.visit_lost_at = None, now
    is_asked = count_lost_visit(referral, now)
    settle(referral, viewer, "record_no_show", now)
    plan_messages(referral, "missed" if is_asked else "missed_again", str(event.pk), now)
    return referral
