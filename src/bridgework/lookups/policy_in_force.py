"""Which plan for reaching patients counts for a referral at its practice. For the system only."""

from collections.abc import Collection, Iterable
from uuid import UUID

from bridgework.records.models import CadencePolicy, Referral
from bridgework.rules.cadence_policy import Scope, fits, weight


def policy_in_force(referral: Referral) -> CadencePolicy | None:
    """The practice's policy that fits a referral best now; None where that is the usual one."""
    key = referral.recipient_practice_id
    policies = policies_of({key} if key else ()).get(key, ()) if key else ()
    return best_policy(policies, referral.tier, referral.specialty, is_nervous=referral.patient.is_nervous)


def policies_of(practices: Collection[UUID]) -> dict[UUID, list[CadencePolicy]]:
    """What is in force at these practices. For the system only."""
    found: dict[UUID, list[CadencePolicy]] = {}
    for policy in CadencePolicy.objects.filter(practice_id__in=practices, retired_at=None) if practices else ():
        found.setdefault(policy.practice_id, []).append(policy)
    return found


def best_policy(policies: Iterable[CadencePolicy], tier: str, specialty: str, *, is_nervous: bool) -> CadencePolicy | None:
    """The one whose scope fits such a referral best; None where none fits."""
    scopes = [(policy, Scope(policy.tier, policy.specialty, policy.anxiety)) for policy in policies]
    fitting = [(weight(scope), policy) for policy, scope in scopes if fits(scope, tier, specialty, is_nervous=is_nervous)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None
