from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from bridgework.actions.ledger import lock_own_referral, settle, write_event
from bridgework.actions.office_hours import respond_by
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import PatientAnswer, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed
from bridgework.rules.worse import Worse, decide_worse


@transaction.atomic
def tell_worse(viewer: Viewer, *, signs: Mapping[str, str], now: datetime) -> Worse:
    """The patient told that it got worse: what they answered is kept, the tier rises where the signs say so, and a person calls at once.

    The tier never falls, and the sender's case stays as it was written. Told again, the first call keeps its place. Raises MoveNotAllowed
    after the end of the referral, NotFound for anybody but a patient.
    """
    referral = lock_own_referral(viewer)
    if referral.sent_at is None or referral.state in states.ENDED:
        raise MoveNotAllowed("This referral has ended. Please call the office.")
    findings = referral.case.get("findings") or {}
    worse = decide_worse(referral.tier, findings, signs, procedure=referral.case.get("procedure") or "", teeth=referral.teeth)
    told = [sign for sign, answer in signs.items() if answer == "yes"]
    details = {"signs": told, "tier_before": referral.tier, "tier": worse.tier, "emergency_department": worse.emergency_department}
    PatientAnswer.objects.create(referral=referral, at=now, kind="worse", answers=dict(signs), who=viewer.name, way=viewer.way)
    if worse.is_raised:
        _raise(referral, worse, now)
    is_new = referral.call_wanted_at is None
    referral.call_wanted_at = referral.call_wanted_at or now
    referral.call_again_at = None
    event = write_event(referral, viewer, "patient_worse", now, details)
    settle(referral, viewer, "tell_worse", now)
    if is_new or worse.is_raised:
        plan_messages(referral, "patient_worse", str(event.pk), now)
    return worse


def _raise(referral: Referral, worse: Worse, now: datetime) -> None:
    referral.tier = worse.tier
    said = [f"The patient told us: {reason.sentence[:1].lower()}{reason.sentence[1:]}"[:200] for reason in worse.reasons]
    referral.tier_reasons = [*said, *(reason for reason in referral.tier_reasons if reason not in said)]
    if referral.state == states.RECEIVED and referral.recipient_practice and referral.respond_by:
        referral.respond_by = min(referral.respond_by, respond_by(worse.tier, now, referral.recipient_practice))
