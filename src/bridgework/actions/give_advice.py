from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import providers_of
from bridgework.actions.save_report import keep_draft_report
from bridgework.actions.send_report import move_by_report
from bridgework.records.models import ConsultReport
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.closing import ADVICE_GIVEN, problems_of_advice
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete

FIELDS = ("findings", "diagnosis", "advice", "watch_for")


@transaction.atomic
def give_advice(
    viewer: Viewer, referral_id: UUID, *, fields: Mapping[str, Any], now: datetime, seen_version: int | None = None
) -> ConsultReport:
    """A clinician answers with advice: the outcome without a visit, coded `advice_given` (move 09, after 02 where it was only received).

    `fields` are texts by the names of FIELDS. It is what a request for advice wants, and any other referral can be answered so before a visit.
    Doing it twice answers with the advice that was sent. Raises NotComplete, MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "report")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id)
    if referral.state == states.OUTCOME_SENT and referral.no_visit_reason == ADVICE_GIVEN:
        return referral.reports.filter(kind="final", sent_at__isnull=False).latest("version")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    if referral.state == states.RECEIVED:
        move_referral(referral, viewer, states.ACCEPT, "accepted", now, {"to_advise": True})
        referral.reviewed_at = referral.reviewed_at or now
        referral.accepted_at = now
    states.find_move(referral.state, states.SEND_OUTCOME)
    texts = {name: str(fields.get(name) or "") for name in FIELDS}
    report = keep_draft_report(referral, viewer, texts | {"no_visit_reason": ADVICE_GIVEN}, now)
    problems = problems_of_advice(findings=report.findings, advice=report.advice)
    if problems:
        raise NotComplete("Not sent yet. What you wrote is still on the page.", problems)
    report.kind, report.sent_at = "final", now
    report.save()
    event = move_by_report(referral, viewer, report, now, final=True)
    settle(referral, viewer, "give_advice", now)
    plan_messages(referral, "advised", event, now)
    return report
