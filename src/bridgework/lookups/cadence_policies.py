"""How a practice reaches patients: its plans with their versions, and which referrals go by which. For its own staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from bridgework.records.models import CadencePolicy, Practice, ReferralCadence
from bridgework.rules.cadence_policy import TIERS_WITH_POLICY, Policy, Scope, read_policy, usual_policy, weight
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import practice_of


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan. Times are UTC; `running` counts the referrals that go by it now."""

    id: UUID
    version: int
    policy: Policy
    made_by: str
    made_at: datetime
    retired_at: datetime | None
    running: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What counts for a scope: `current` is the practice's own version, None where the usual plan counts. `to_move` counts the running
    referrals that this is for and that go by another version. `versions` are all there were, the newest first.
    """

    scope: Scope
    policy: Policy
    current: PlanVersion | None
    versions: tuple[PlanVersion, ...]
    to_move: int

    @property
    def version(self) -> int:
        """The number of the latest version that was made; 0 where there was none."""
        return self.versions[0].version if self.versions else 0


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plans of a practice: one for each tier, then those for a specialty or for nervous or calm patients. `zone` is the practice's."""

    name: str
    zone: str
    specialty: str
    plans: tuple[Plan, ...]


def list_plans(viewer: Viewer) -> PlanPage:
    """Every plan of the viewer's practice."""
    practice = Practice.objects.get(pk=practice_of(viewer))
    versions = _versions(practice.pk)
    in_force = [scope for scope, rows in versions.items() if any(row.retired_at is None for row in rows)]
    scopes = [Scope(tier) for tier in TIERS_WITH_POLICY]
    scopes += sorted(
        (scope for scope in in_force if weight(scope)),
        key=lambda scope: (TIERS_WITH_POLICY.index(scope.tier), scope.specialty, scope.anxiety),
    )
    plans = tuple(_plan(practice.pk, scope, versions.get(scope, []), in_force) for scope in scopes)
    return PlanPage(practice.name, practice.time_zone, practice.specialty, plans)


def find_plan(viewer: Viewer, scope: Scope) -> Plan:
    """What counts for one scope; where the practice has no plan of its own for it, what it would begin with."""
    practice_id = practice_of(viewer)
    versions = _versions(practice_id)
    in_force = [one for one, rows in versions.items() if any(row.retired_at is None for row in rows)]
    return _plan(practice_id, scope, versions.get(scope, []), in_force)


def concerned(practice_id: UUID, scope: Scope, in_force: Iterable[Scope]) -> QuerySet[ReferralCadence]:
    """Where the running cadences stand that a scope is for, and no closer one."""
    rows = ReferralCadence.objects.filter(_is_for(scope), practice_id=practice_id, status="running")
    for other in in_force:
        if other.tier == scope.tier and weight(other) > weight(scope):
            rows = rows.exclude(_is_for(other))
    return rows


def _is_for(scope: Scope) -> Q:
    fits = Q(referral__tier=scope.tier)
    if scope.specialty:
        fits &= Q(referral__specialty=scope.specialty)
    if scope.anxiety:
        fits &= Q(referral__patient__is_nervous=scope.anxiety == "nervous")
    return fits


def _plan(practice_id: UUID, scope: Scope, versions: list[PlanVersion], in_force: Iterable[Scope]) -> Plan:
    current = next((version for version in versions if version.retired_at is None), None)
    to_move = 0
    if current is not None or not weight(scope):
        others = concerned(practice_id, scope, in_force)
        to_move = (others.exclude(policy_id=current.id) if current else others.filter(policy__isnull=False)).count()
    return Plan(scope, current.policy if current else usual_policy(scope.tier), current, tuple(versions), to_move)


def _versions(practice_id: UUID) -> dict[Scope, list[PlanVersion]]:
    rows = ReferralCadence.objects.filter(practice_id=practice_id, status="running").order_by()
    running = dict(rows.values_list("policy_id").annotate(Count("pk")))
    found: dict[Scope, list[PlanVersion]] = {}
    for row in CadencePolicy.objects.filter(practice_id=practice_id).order_by("-version"):
        version = PlanVersion(
            row.pk, row.version, read_policy(row.steps), row.made_by_name, row.made_at, row.retired_at, running.get(row.pk, 0)
        )
        found.setdefault(Scope(row.tier, row.specialty, row.anxiety), []).append(version)
    return found
