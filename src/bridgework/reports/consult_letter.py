"""The consult report as a PDF letter, set by typst. What people wrote goes in as data and is never read as markup."""

import json
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import typst

from bridgework.lookups.referral import ReferralPage
from bridgework.lookups.reports import ReportWords
from bridgework.rules.sites import surfaces_by_tooth

TEMPLATE = Path(__file__).with_name("consult_letter.typ")


def consult_letter(page: ReferralPage, report: ReportWords) -> bytes:
    """The PDF of a report that was sent, on letter paper, its fonts inside."""
    words = json.dumps(letter_words(page, report))
    pdf: bytes = typst.compile(TEMPLATE.read_bytes(), format="pdf", ignore_system_fonts=True, sys_inputs={"letter": words})
    return pdf


def letter_words(page: ReferralPage, report: ReportWords) -> dict[str, object]:
    """Everything the letter says, as text; `parts` are headed paragraphs in their order."""
    zone = ZoneInfo(page.recipient.time_zone if page.recipient else "UTC")
    surfaces = surfaces_by_tooth(page.sites)
    named = [
        f"{tooth.name} {surfaces.get(tooth.universal, '')}".strip() + f" (Universal {tooth.universal}, FDI {tooth.fdi})"
        for tooth in page.case.teeth
    ]
    teeth = ", ".join([*named, *page.other_places])
    resting = "This advice rests on the records that were sent; nobody has seen the patient." if report.advice else ""
    treatment = "\n".join(part for part in (report.treatment_words, report.treatment_done) if part)
    restoration = report.restoration_needed
    if report.restoration_by:
        restoration = f"{restoration}\nBy {day_written(report.restoration_by)}".strip()
    parts = [
        ("Outcome", report.no_visit_words),
        ("Visit", day_written(report.visit_on) if report.visit_on else ""),
        ("Findings", report.findings),
        ("Diagnosis", report.diagnosis),
        ("AAE terms", " · ".join(term for term in (report.pulpal_words, report.apical_words) if term)),
        ("What to do next", report.advice),
        ("What would change this", report.watch_for),
        ("Treatment", treatment),
        ("Prognosis", report.prognosis_words),
        ("Restoration needed", restoration),
        ("Follow-up", report.follow_up),
        ("Please note", resting),
    ]
    recipient = page.recipient
    return {
        "kind": "Advice" if report.advice else "Final report" if report.kind == "final" else "Interim note",
        "practice": recipient.name if recipient else "",
        "phone": recipient.phone_display if recipient else "",
        "to": page.referring_provider or page.sender.name,
        "to_practice": page.sender.name,
        "patient": page.patient.name,
        "born": day_written(page.patient.birth_date),
        "teeth": teeth,
        "sent": day_written(report.sent_at.astimezone(zone).date()) if report.sent_at else "",
        "number": str(page.number),
        "version": str(report.version),
        "author": ", ".join(part for part in (report.author, report.credentials) if part),
        "parts": [{"head": head, "text": text} for head, text in parts if text],
    }


def day_written(day: date) -> str:
    """A day as letters write it: November 24, 2026."""
    return f"{day:%B} {day.day}, {day.year}"
