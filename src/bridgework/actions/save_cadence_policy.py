from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.constraints import refusing
from bridgework.records.models import CadencePolicy, Practice
from bridgework.rules import permissions
from bridgework.rules.cadence_policy import Policy, Scope, check_policy, write_policy
from bridgework.rules.facts import Viewer
from bridgework.rules.questions import SPECIALTIES
from bridgework.rules.refusals import NotComplete, ReferralChanged

CHANGED = "Somebody else changed this plan while your page was open. Nothing was saved; what you typed is still here."


@transaction.atomic
def save_cadence_policy(viewer: Viewer, scope: Scope, policy: Policy, *, seen_version: int, now: datetime) -> CadencePolicy:
    """A new version of how the viewer's practice reaches patients of a scope; the former one is kept, and counts for what began with it.

    The same again makes no new version. `seen_version` is the one that the page showed, 0 for none. Raises NotComplete with field ->
    sentence (those of `rules.cadence_policy`), ReferralChanged, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    problems = check_policy(policy, scope)
    if scope.specialty not in ("", *SPECIALTIES):
        problems["scope"] = "Choose one of the specialties."
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    practice_id = permissions.practice_of(viewer)
    Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    rows = CadencePolicy.objects.filter(practice_id=practice_id, tier=scope.tier, specialty=scope.specialty, anxiety=scope.anxiety)
    last = rows.order_by("-version").first()
    if (last.version if last else 0) != seen_version:
        raise ReferralChanged(CHANGED)
    if last is not None and last.retired_at is None:
        if last.steps == write_policy(policy):
            return last
        last.retired_at = now
        last.save(update_fields=["retired_at"])
    with refusing():
        made = CadencePolicy.objects.create(
            practice_id=practice_id,
            tier=scope.tier,
            specialty=scope.specialty,
            anxiety=scope.anxiety,
            version=seen_version + 1,
            steps=write_policy(policy),
            made_by_id=viewer.person_id,
            made_by_name=viewer.name,
            made_at=now,
        )
    write_audit(viewer, "save_cadence_policy", now, [])
    return made


@transaction.atomic
def retire_cadence_policy(viewer: Viewer, scope: Scope, *, now: datetime) -> bool:
    """The practice gives its own plan for a scope up: what begins from now on goes by the next best, at last by the usual one.

    False where there was none. Raises NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    rows = CadencePolicy.objects.filter(practice_id=permissions.practice_of(viewer), retired_at=None)
    ended = rows.filter(tier=scope.tier, specialty=scope.specialty, anxiety=scope.anxiety).update(retired_at=now)
    if ended:
        write_audit(viewer, "retire_cadence_policy", now, [])
    return bool(ended)
