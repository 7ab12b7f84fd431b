from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.office_hours import respond_by
from bridgework.actions.replan_cadence import begin_anew
from bridgework.records.models import Referral, TierChange
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, TIERS, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.rules.triage import check_tier_change
from bridgework.rules.urgency import decide_urgency, is_more_urgent


@transaction.atomic
def change_tier(viewer: Viewer, referral_id: UUID, *, tier: str, reason: str, now: datetime, seen_version: int | None = None) -> Referral:
    """Puts a received referral into another tier, with a reason that is kept and counted. The same tier again changes nothing.

    A more urgent tier shortens the promised answer; a less urgent one leaves it as it was promised. Raises NotComplete with field ->
    sentence, MoveNotAllowed for what is over, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    if referral.state in (states.DRAFT, *states.ENDED):
        raise MoveNotAllowed("This referral is over; its urgency stays as it was. Nothing was changed.")
    proposed = proposed_tier(referral)
    problems = check_tier_change(tier, proposed, reason, viewer.roles, TIERS)
    if problems:
        raise NotComplete("Not changed. What you typed is still here.", problems)
    if tier != referral.tier:
        put_tier(referral, viewer, tier=tier, proposed=proposed, reason=reason.strip(), now=now)
        settle(referral, viewer, "change_tier", now)
    return referral


def proposed_tier(referral: Referral) -> str:
    """The tier that the signs of a referral call for at its receiving practice."""
    raised = referral.recipient_practice.raised_tiers if referral.recipient_practice else {}
    case = referral.case
    return decide_urgency(case.get("findings") or {}, case.get("procedure") or "", referral.teeth, raised).tier


def put_tier(referral: Referral, viewer: Viewer, *, tier: str, proposed: str, reason: str, now: datetime) -> None:
    """Writes another tier on a locked, received referral with its row to count and its event; the caller settles."""
    recipient = referral.recipient_practice
    assert recipient is not None
    TierChange.objects.create(
        referral=referral,
        practice=recipient,
        person_id=viewer.person_id,
        who=viewer.name,
        at=now,
        proposed=proposed,
        tier_from=referral.tier,
        tier_to=tier,
        reason=reason,
    )
    details = {"from": referral.tier, "to": tier, "proposed": proposed, "reason": reason}
    if is_more_urgent(tier, referral.tier) and referral.respond_by and referral.reviewed_at is None:
        referral.respond_by = min(referral.respond_by, respond_by(tier, now, recipient))
    referral.tier, referral.tier_reasons = tier, [reason[:200]]
    begin_anew(referral)
    write_event(referral, viewer, "tier_changed", now, details)
