from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from bridgework.actions.ledger import lock_referral, move_referral, settle
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.release_holds import free_visits_of, providers_of
from bridgework.actions.save_report import keep_draft_report
from bridgework.records.models import ConsultReport, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.closing import ReportFacts, problems_of_report
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete


@transaction.atomic
def send_report(
    viewer: Viewer, referral_id: UUID, *, fields: Mapping[str, Any], final: bool, now: datetime, seen_version: int | None = None
) -> ConsultReport:
    """Sends the report to the referring practice: as the outcome (moves 09, 16, 24 and 30), or as an interim note (08, 15 and 29).

    The outcome needs a visit date or a coded "no visit", and waits for treatment that is still planned (rules.closing). A sent report is never
    changed; a later one is a new version. Sending the outcome a second time answers with the one that was sent. Raises NotComplete,
    MoveNotAllowed, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "report")
    lock_provider(*providers_of(referral_id))
    referral = lock_referral(viewer, referral_id)
    if final and referral.state == states.OUTCOME_SENT:
        return referral.reports.filter(kind="final", sent_at__isnull=False).latest("version")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    states.find_move(referral.state, states.SEND_OUTCOME if final else states.INTERIM_NOTE)
    report = keep_draft_report(referral, viewer, fields, now)
    today = now.astimezone(ZoneInfo(referral.recipient_practice.time_zone)).date() if referral.recipient_practice else now.date()
    facts = ReportFacts(
        report.visit_on, report.no_visit_reason, report.findings, report.diagnosis, report.treatment_status, referral.case.get("wanted", "")
    )
    problems = problems_of_report(facts, final=final, today=today)
    if problems:
        raise NotComplete("Not sent yet. What you wrote is still on the page.", problems)
    report.kind, report.sent_at = "final" if final else "interim", now
    report.save()
    event = move_by_report(referral, viewer, report, now, final=final)
    settle(referral, viewer, "send_report", now)
    plan_messages(referral, "reported" if final else "interim_note", event, now)
    return report


def move_by_report(referral: Referral, viewer: Viewer, report: ConsultReport, now: datetime, *, final: bool) -> str:
    """The move that a sent report makes on its locked referral, with what it says of visits; answers with the event's id."""
    details = {"version": report.version, "no_visit_reason": report.no_visit_reason}
    if report.visit_on:
        _end_visits(referral, now, is_first=referral.seen_at is None)
        referral.seen_at = referral.seen_at or now
        referral.visit_ends_at = None
    if not final:
        event = move_referral(referral, viewer, states.INTERIM_NOTE, "interim_note", now, details)
        referral.another_visit_needed = report.treatment_status == "planned"
        return str(event.pk)
    event = move_referral(referral, viewer, states.SEND_OUTCOME, "reported", now, details)
    free_visits_of(referral, viewer, now, "outcome sent")
    referral.reported_at = referral.ended_at = now
    referral.no_visit_reason = report.no_visit_reason
    # On the network the report is delivered by being on the sender's desk; elsewhere only a receipt proves it.
    if referral.sender_practice.on_network:
        referral.report_delivered_at = now
    return str(event.pk)


def _end_visits(referral: Referral, now: datetime, *, is_first: bool) -> None:
    """What a report about a visit says of the booked one: it has taken place; or, where it lay ahead and nobody had seen the patient yet,
    the patient came earlier than booked, and the time is free. That is no cancellation, and the patient is not told of one.
    """
    booked = referral.appointments.filter(status__in=["booked", "arrived"])
    booked.filter(starts_at__lte=now).update(status="seen", changed_at=now)
    if is_first:
        booked.filter(starts_at__gt=now).update(status="moved", changed_at=now, reason="seen before the booked time")
