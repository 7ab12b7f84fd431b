"""Consult reports of a referral: what was sent, and to its own side also what is being written."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bridgework.records.models import ConsultReport
from bridgework.rules.closing import NO_VISIT_REASONS, PROGNOSES, TREATMENT
from bridgework.rules.diagnosis import term_words


@dataclass(frozen=True, slots=True)
class ReportWords:
    """One version of a report, codes and their words; `sent_at` is None while it is being written."""

    id: UUID
    version: int
    kind: str
    author: str
    credentials: str
    visit_on: date | None
    findings: str
    pulpal: str
    pulpal_words: str
    apical: str
    apical_words: str
    diagnosis: str
    treatment_status: str
    treatment_words: str
    treatment_done: str
    prognosis: str
    prognosis_words: str
    restoration_needed: str
    restoration_by: date | None
    follow_up: str
    advice: str
    watch_for: str
    no_visit_reason: str
    no_visit_words: str
    saved_at: datetime
    sent_at: datetime | None


def report_words(row: ConsultReport) -> ReportWords:
    """The words of a row with its author."""
    return ReportWords(
        id=row.pk,
        version=row.version,
        kind=row.kind,
        author=row.author.name if row.author else "",
        credentials=row.author.credentials if row.author else "",
        visit_on=row.visit_on,
        findings=row.findings,
        pulpal=row.pulpal,
        pulpal_words=term_words(row.pulpal),
        apical=row.apical,
        apical_words=term_words(row.apical),
        diagnosis=row.diagnosis,
        treatment_status=row.treatment_status,
        treatment_words=TREATMENT.get(row.treatment_status, row.treatment_status),
        treatment_done=row.treatment_done,
        prognosis=row.prognosis,
        prognosis_words=PROGNOSES.get(row.prognosis, row.prognosis),
        restoration_needed=row.restoration_needed,
        restoration_by=row.restoration_by,
        follow_up=row.follow_up,
        advice=row.advice,
        watch_for=row.watch_for,
        no_visit_reason=row.no_visit_reason,
        no_visit_words=NO_VISIT_REASONS.get(row.no_visit_reason, row.no_visit_reason),
        saved_at=row.saved_at,
        sent_at=row.sent_at,
    )


def reports_of(referral_id: UUID, *, with_draft: bool) -> tuple[ReportWords, ...]:
    """The reports of a referral, the latest first; what is still being written only where `with_draft` says so."""
    rows = ConsultReport.objects.filter(referral_id=referral_id).select_related("author").order_by("-version")
    return tuple(report_words(row) for row in rows if with_draft or row.sent_at is not None)
