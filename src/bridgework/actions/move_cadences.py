from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import derive, lock_referral, write_audit, write_event
from bridgework.actions.replan_patient import DERIVED
from bridgework.lookups.cadence_policies import concerned
from bridgework.records.models import CadencePolicy, ReferralCadence
from bridgework.rules import permissions
from bridgework.rules.cadence_policy import Scope
from bridgework.rules.facts import SYSTEM, Viewer

AT_ONCE = 100
"""Referrals in one transaction."""


@transaction.atomic
def move_cadences(viewer: Viewer, scope: Scope, *, now: datetime) -> int:
    """The running referrals of a scope go by the version in force from now on; how many were moved at once, the others follow by a job.

    What was sent is not sent again, and what the new version had for the past is not made up for. Raises NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice_id = permissions.practice_of(viewer)
    moved = move_some(practice_id, scope, viewer, now)
    if moved:
        write_audit(viewer, "move_cadences", now, [])
    if moved == AT_ONCE:
        defer_job("move_cadences", practice_id=str(practice_id), tier=scope.tier, specialty=scope.specialty, anxiety=scope.anxiety)
    return moved


@transaction.atomic
def move_some(practice_id: UUID, scope: Scope, viewer: Viewer, now: datetime) -> int:
    """Moves at most AT_ONCE of them; how many. Doing it again goes on with the others."""
    policies = list(CadencePolicy.objects.filter(practice_id=practice_id, retired_at=None))
    current = next((one for one in policies if Scope(one.tier, one.specialty, one.anxiety) == scope), None)
    rows = concerned(practice_id, scope, [Scope(one.tier, one.specialty, one.anxiety) for one in policies])
    others = rows.exclude(policy=current) if current else rows.filter(policy__isnull=False)
    keys = list(others.order_by("referral_id").values_list("referral_id", flat=True)[:AT_ONCE])
    for key in keys:
        referral = lock_referral(SYSTEM, key)
        ReferralCadence.objects.filter(pk=key).update(policy=current, since=now)
        write_event(referral, viewer, "plan_changed", now, {"version": current.version if current else 0})
        derive(referral, now)
        referral.save(update_fields=DERIVED)
    return len(keys)
