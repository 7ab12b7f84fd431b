"""When an outcome may be sent, and what counts as completed."""

from dataclasses import dataclass
from datetime import date

NO_VISIT_REASONS = {
    "advice_given": "Advice was given, no visit needed",
    "resolved": "The problem resolved",
    "went_elsewhere": "The patient was treated elsewhere",
    "patient_declined_care": "The patient declined care",
    "other": "Another reason",
}
TREATMENT = {
    "done": "Treatment done",
    "not_needed": "No treatment needed",
    "planned": "Treatment planned",
    "declined": "Patient declined treatment",
}
ADVICE_GIVEN = "advice_given"
PROGNOSES = {"favorable": "Favorable", "questionable": "Questionable", "unfavorable": "Unfavorable"}
WANTS_TREATMENT = frozenset({"evaluate_and_treat", "take_over"})


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What decides whether a report may go out, and as what."""

    visit_on: date | None
    no_visit_reason: str
    findings: str
    diagnosis: str
    treatment_status: str
    wanted: str


def problems_of_report(report: ReportFacts, *, final: bool, today: date) -> dict[str, str]:
    """What keeps a report from being sent, as field -> sentence; empty where it may go.

    An outcome needs a visit date or a coded "no visit" reason; and evaluation is not treatment: where treatment was asked for and
    is still planned, the consultation is an interim note and the outcome waits (design/states.md, after HL7 BSeR).
    """
    problems: dict[str, str] = {}
    if report.no_visit_reason:
        if report.no_visit_reason not in NO_VISIT_REASONS:
            problems["no_visit_reason"] = "Choose one of the listed reasons."
        if report.visit_on:
            problems["visit_on"] = "There cannot be both a visit date and a reason for no visit."
        if not final:
            problems["no_visit_reason"] = "An interim note is about a visit. Send the outcome instead."
        return problems
    if report.visit_on is None:
        problems["visit_on"] = "Give the date of the visit, or say why there was none."
    elif report.visit_on > today:
        problems["visit_on"] = "The visit cannot be in the future."
    if not report.findings.strip():
        problems["findings"] = "Say what you found; the referring office relies on it."
    if not report.diagnosis.strip():
        problems["diagnosis"] = "Give a diagnosis, even a provisional one."
    if report.treatment_status not in TREATMENT:
        problems["treatment_status"] = "Say what became of the treatment."
    elif final and report.treatment_status == "planned" and report.wanted in WANTS_TREATMENT:
        problems["treatment_status"] = (
            "Treatment was asked for and is still to come. Send this as an interim note and book the next visit; the final report closes the loop."
        )
    return problems


def problems_of_advice(*, findings: str, advice: str) -> dict[str, str]:
    """What keeps advice from being sent, as field -> sentence. It says what the records show and what to do next, or it is no advice."""
    problems: dict[str, str] = {}
    if not findings.strip():
        problems["findings"] = "Say what you see in the records; the advice rests on it."
    if not advice.strip():
        problems["advice"] = "Say what the referring office should do next."
    return problems
