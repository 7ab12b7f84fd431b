from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, write_audit
from bridgework.actions.own_provider import own_provider
from bridgework.records.models import ConsultReport, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete

TEXTS = {"findings": 4000, "diagnosis": 1000, "treatment_done": 4000, "restoration_needed": 1000, "follow_up": 1000} | {
    "advice": 4000,
    "watch_for": 1000,
}
CODES = {"pulpal": 60, "apical": 60, "treatment_status": 20, "prognosis": 20, "no_visit_reason": 40}
"""With the room that their columns have; what they mean is asked when the report is sent."""
DATES = ("visit_on", "restoration_by")


@transaction.atomic
def save_report(viewer: Viewer, referral_id: UUID, *, fields: Mapping[str, Any], now: datetime) -> ConsultReport:
    """Keeps the report as far as it is written; nobody but the receiving practice sees it until it is sent.

    `fields` are the columns of ConsultReport, dates as date or None. Raises NotComplete for text that is too long, MoveNotAllowed where the
    outcome was sent already, NotAllowed, NotFound.
    """
    permissions.require(viewer, "report")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    report = keep_draft_report(referral, viewer, fields, now)
    write_audit(viewer, "save_report", now, [referral.pk])
    return report


def keep_draft_report(referral: Referral, viewer: Viewer, fields: Mapping[str, Any], now: datetime) -> ConsultReport:
    """The unsent report of a locked referral with these fields, made where there is none. Raises NotComplete with field -> sentence for what is too
    long, MoveNotAllowed where the referral has ended.
    """
    if referral.state in states.ENDED:
        raise MoveNotAllowed("This referral has ended; its report can no longer be changed. What you typed is still on the page.")
    too_long = {name: f"At most {most:,} characters." for name, most in TEXTS.items() if len(fields.get(name) or "") > most}
    too_long |= {name: "Choose from the list." for name, most in CODES.items() if len(fields.get(name) or "") > most}
    if too_long:
        raise NotComplete("Not saved: something is too long. What you typed is still on the page.", too_long)
    latest = referral.reports.order_by("-version").first()
    if latest is None or latest.sent_at is not None:
        report = ConsultReport(referral=referral, version=(latest.version if latest else 0) + 1, kind="final")
    else:
        report = latest
    for name in (*TEXTS, *CODES):
        setattr(report, name, (fields.get(name) or "").strip())
    for name in DATES:
        value = fields.get(name)
        setattr(report, name, value if isinstance(value, date) else None)
    report.author = own_provider(viewer, referral.recipient_practice_id) or referral.assigned_provider
    report.saved_by_id, report.saved_at = viewer.person_id, now
    report.save()
    return report
