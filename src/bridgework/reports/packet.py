"""The packet: one PDF with everything of a referral, for an office that works on paper. Set by typst; words go in as data, never as markup.

Letter size, page x of y, the patient's name, birth date and the referral's number on every page; tagged for screen readers (PDF/UA-1).
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bridgework.lookups.case_words import CaseWords
from bridgework.lookups.contradictions import CORRECTED, RIGHT, WRONG, Question
from bridgework.lookups.films import FilmFacts
from bridgework.lookups.person import CoverageFacts
from bridgework.lookups.referral import ReferralPage
from bridgework.messages.timeline import tell
from bridgework.reports.accessible_pdf import accessible_pdf
from bridgework.reports.consult_letter import day_written
from bridgework.reports.pictures import Drawn, Source, draw
from bridgework.rules import person, teeth
from bridgework.rules.forms.shapes import Choice
from bridgework.rules.sites import teeth_in_gaps, whole_areas

TEMPLATE = Path(__file__).with_name("packet.typ")
MOST_FILES = 40
MOST_PAGES = 30
"""Pages of one PDF that are taken in; the packet says how many are left out."""
KINDS = {
    "periapical": "Periapical film",
    "bitewing": "Bitewing film",
    "panoramic": "Panoramic film",
    "cbct": "CBCT volume",
    "photo": "Photo",
    "letter": "Letter",
    "plan": "Treatment plan",
    "card": "Insurance card",
}
TIERS = {"emergency": "EMERGENCY", "urgent": "URGENT", "soon": "SOON", "elective": "ELECTIVE"}
LANGUAGES = {"en": "English", "es": "Spanish"}

Reader = Callable[[UUID, str], bytes | None]
"""The content of a part of a file ("image" or "download"), or None where there is none."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """One picture of the packet and what stands under it."""

    content: bytes
    caption: str
    edges: tuple[str, ...]
    is_page: bool


def packet(page: ReferralPage, read: Reader, *, now: datetime) -> bytes:
    """The PDF of a referral as it stands; `read` opens its files as the viewer may see them."""
    files = [film for film in page.films if film.status != "refused"][:MOST_FILES]
    pictures, notes = _pictures(files, read, draw(_sources(files, read), most_pages=MOST_PAGES))
    with tempfile.TemporaryDirectory(prefix="bridgework-packet-") as name:
        directory = Path(name)
        for number, picture in enumerate(pictures):
            (directory / f"picture-{number}.jpg").write_bytes(picture.content)
        words = packet_words(page, now=now) | {
            "pictures": [
                {"file": f"picture-{number}.jpg", "caption": shown.caption, "edges": list(shown.edges), "is_page": shown.is_page}
                for number, shown in enumerate(pictures)
            ],
            "notes": [*notes, *_left_out(page, files)],
        }
        (directory / "packet.json").write_text(json.dumps(words), encoding="utf-8")
        (directory / "packet.typ").write_bytes(TEMPLATE.read_bytes())
        return accessible_pdf(directory / "packet.typ")


def packet_words(page: ReferralPage, *, now: datetime) -> dict[str, Any]:
    """Everything the packet says, as text: facts are pairs of a label and its words, findings stand by their answer."""
    zone = ZoneInfo(page.recipient.time_zone if page.recipient else page.sender.time_zone)
    case = page.case
    return {
        "title": f"{'Request for advice' if page.wants_advice else 'Referral'} {page.number}",
        "number": str(page.number),
        "patient": page.patient.name,
        "born": day_written(page.patient.birth_date),
        "printed": _moment(now, zone),
        "state": page.state_words,
        "tier": TIERS.get(page.tier, page.tier.upper()),
        "is_pressing": page.tier in ("emergency", "urgent"),
        "tier_reasons": list(page.tier_reasons),
        "from": _office(page.referring_provider, page.sender.name, page.sender.phone_display, page.sender.email),
        "to": _office(
            page.assigned_provider,
            page.recipient.name if page.recipient else "",
            page.recipient.phone_display if page.recipient else "",
            page.recipient.email if page.recipient else "",
        ),
        "person": _person(page),
        "wanted": " · ".join(part for part in (case.wanted, case.procedure) if part),
        "reason": case.reason,
        "asked": _facts(
            ("Sent", _moment(page.sent_at, zone) if page.sent_at else "not sent yet: a draft"),
            ("Answer promised by", _moment(page.respond_by, zone) if page.respond_by else ""),
            ("Leave the tooth", case.leave_tooth),
            ("For the specialist", case.instructions),
            ("Appointment", _appointment(page, zone)),
        ),
        "teeth": [f"{tooth.name}: Universal {tooth.universal}, FDI {tooth.fdi}, Palmer {tooth.palmer}" for tooth in case.teeth],
        "where": [f"{words[:1].upper()}{words[1:]}" for words in (*whole_areas(page.teeth), *page.site_words)],
        "chart": tooth_rows(page.teeth, teeth_in_gaps(page.sites)) if page.teeth or teeth_in_gaps(page.sites) else [],
        "findings": {
            answer: [finding.label for finding in case.findings if finding.answer == code]
            for answer, code in (("yes", "yes"), ("no", "no"), ("unasked", ""))
        },
        "history": _facts(
            ("Swelling at", ", ".join(case.swelling_where)),
            ("For how long", case.duration),
            *((answer.label, ", ".join(answer.parts)) for answer in (*case.answers, *case.own)),
            ("Diagnosis", _diagnosis(case)),
            ("Treatment so far", case.done_so_far),
        ),
        "alerts": [{"label": alert.label, "grave": alert.grave} for alert in case.alerts],
        "medical": _facts(
            ("Medical history", case.medical_note),
            ("Antibiotics given", case.antibiotics),
            ("Pain medicine", case.analgesics),
            ("Anxiety", case.anxiety),
        ),
        "missing": [requirement.label for requirement in page.missing],
        "questions": [_question(question) for question in page.contradictions],
        "reports": [_report(report) for report in reversed(page.sent_reports)],
        "timeline": [{"at": _moment(step.at, zone), "text": text} for step, text in _told(page)],
        "zone": zone.key.replace("_", " "),
    }


def tooth_rows(chosen: Sequence[str], gaps: Sequence[str] = ()) -> list[list[dict[str, Any]]]:
    """The rows of the chart, seen from in front: upper above lower, the patient's right at the left. Primary teeth only where one is chosen;
    places of an edentulous area are marked apart from chosen teeth.
    """
    kinds = [False, True] if any(tooth in teeth.BY_UNIVERSAL and teeth.BY_UNIVERSAL[tooth].is_primary for tooth in chosen) else [False]
    rows = []
    for is_primary in kinds:
        row = [tooth for tooth in teeth.BY_UNIVERSAL.values() if tooth.is_primary is is_primary]
        half = len(row) // 2
        for arch in (row[:half], list(reversed(row[half:]))):
            rows.append(
                [
                    {"universal": tooth.universal, "fdi": tooth.fdi, "chosen": tooth.universal in chosen, "gap": tooth.universal in gaps}
                    for tooth in arch
                ]
            )
    return rows


def _sources(files: Sequence[FilmFacts], read: Reader) -> list[Source]:
    found = []
    for film in files:
        content = read(film.id, "download" if film.is_paper else "image") if film.status == "ready" else None
        found.append(Source(content or b"", film.is_paper, film.turns))
    return found


def _pictures(files: Sequence[FilmFacts], read: Reader, drawn: Sequence[Drawn]) -> tuple[list[_Picture], list[str]]:
    """The pictures in the order of the files, and what has to be said about those that are not there."""
    pictures, notes = [], []
    for film, one in zip(files, drawn, strict=True):
        kind = KINDS.get(film.kind, "File")
        if not one.pictures:
            waits = film.status == "waiting"
            notes.append(
                f"{film.label}: {'not opened yet, please print again in a minute' if waits else 'could not be drawn; it is in the portal'}."
            )
        for number, content in enumerate(one.pictures):
            page = f"page {number + 1} of {one.pages}" if one.pages > 1 else ""
            tooth = f"tooth {film.tooth} (Universal)" if film.tooth else ""
            taken = f"taken {day_written(film.taken_on)}" if film.taken_on else "date not known" if not film.is_paper else ""
            volume = f"one picture of {film.pages}" if not film.is_paper and film.pages > 1 else ""
            caption = " · ".join(part for part in (kind, tooth, taken, page, volume, film.label) if part)
            edges = () if film.is_paper else tuple(str(edge) for edge in film.reading.get("edges") or ())
            pictures.append(_Picture(content, caption, _turned(edges, film.turns) if len(edges) == 4 else (), film.is_paper))
        if one.pages > len(one.pictures) > 0:
            notes.append(f"{film.label}: {one.pages - len(one.pictures)} more pages are in the portal.")
    return pictures, notes


def _turned(edges: tuple[str, ...], turns: int) -> tuple[str, ...]:
    """What lies at the left, right, upper and lower edge after quarter turns to the right."""
    for _turn in range(turns % 4):
        left, right, upper, lower = edges
        edges = (lower, upper, left, right)
    return edges


def _left_out(page: ReferralPage, files: Sequence[FilmFacts]) -> list[str]:
    refused = [f"{film.label}: could not be opened." for film in page.films if film.status == "refused"]
    more = sum(film.status != "refused" for film in page.films) - len(files)
    return refused + ([f"{more} more files are in the portal."] if more > 0 else [])


def _person(page: ReferralPage) -> list[list[str]]:
    patient = page.patient
    needs = [
        "interpreter" if patient.interpreter else "",
        "wheelchair" if patient.wheelchair else "",
        "needs a ride" if patient.transport else "",
        _said(person.ESCORTS, patient.escort),
        "nervous" if patient.is_nervous else "",
    ]
    speak_for = [
        ", ".join(part for part in (proxy.name, _said(person.RELATIONS, proxy.relation), proxy.phone_display) if part)
        for proxy in patient.speaking
    ]
    return _facts(
        ("Born", day_written(patient.birth_date)),
        ("Phone", patient.phone_display),
        ("E-mail", patient.email),
        ("Speaks", LANGUAGES.get(patient.language, patient.language)),
        ("Needs", ", ".join(need for need in needs if need)),
        ("Speaks for the patient", "\n".join(speak_for)),
        ("Coverage", "\n".join(map(_coverage, patient.coverages)) or "not told"),
        ("Messages", "has agreed" if patient.may_contact else "has not agreed: please call"),
    )


def _coverage(paid: CoverageFacts) -> str:
    member = f"member {paid.member_id}" if paid.member_id else ""
    group = f"group {paid.group_number}" if paid.group_number else ""
    carrier = paid.carrier or _said(person.PAYMENTS, paid.kind)
    return " · ".join(part for part in (carrier, paid.plan, member, group, _said(person.COVERS, paid.covers).lower()) if part)


def _question(question: Question) -> str:
    """What does not fit together, with what both sides answered."""
    said = {RIGHT: "it is right", CORRECTED: "corrected", WRONG: "it is not right"}
    answers = [
        f"{answer.who}, {answer.practice}: {said[answer.answer]}{f' (“{answer.reason}”)' if answer.reason else ''}."
        for answer in question.answers
    ]
    return " ".join([question.sentence, *answers])


def _appointment(page: ReferralPage, zone: ZoneInfo) -> str:
    visit, hold = page.visit, page.chair_hold
    if visit:
        return f"{_moment(visit.starts_at, zone)}, {visit.provider}, {visit.location}: booked"
    return f"{_moment(hold.starts_at, zone)}, {hold.provider}, {hold.location}: held, subject to review" if hold else ""


def _diagnosis(case: CaseWords) -> str:
    terms = " · ".join(term for term in (case.pulpal, case.apical) if term)
    codes = ", ".join(case.icd)
    return f"{terms} (ICD-10-CM {codes}{', proposed' if case.icd_is_proposed else ''})" if terms and codes else terms


def _report(report: Any) -> dict[str, Any]:
    head = "Advice" if report.advice else "Final report" if report.kind == "final" else "Interim note"
    who = ", ".join(part for part in (report.author, report.credentials) if part)
    parts = (
        ("Outcome", report.no_visit_words),
        ("Visit", day_written(report.visit_on) if report.visit_on else ""),
        ("Findings", report.findings),
        ("Diagnosis", report.diagnosis),
        ("What to do next", report.advice),
        ("What would change this", report.watch_for),
        ("Treatment", "\n".join(part for part in (report.treatment_words, report.treatment_done) if part)),
        ("Restoration needed", report.restoration_needed),
        ("Follow-up", report.follow_up),
    )
    return {"head": f"{head}{f', {who}' if who else ''}", "facts": _facts(*parts)}


def _told(page: ReferralPage) -> list[tuple[Any, str]]:
    """The history, the oldest first, in sentences."""
    films = {str(film.id): film.label for film in page.films}
    told = []
    for step in reversed(page.timeline):
        film = films.get(str(step.details.get("attachment") or ""), "")
        sentence = tell(step.kind, step.who, step.details, way=step.way, practice=step.practice, acted_for=step.acted_for, film=film)
        told.append((step, f"{sentence.text} ({sentence.note})" if sentence.note else sentence.text))
    return told


def _office(who: str, name: str, phone: str, email: str) -> list[str]:
    return [part for part in (who if who != name else "", name, phone, email) if part]


def _facts(*pairs: tuple[str, str]) -> list[list[str]]:
    """Those that say something."""
    return [[label, words] for label, words in pairs if words]


def _said(choices: Sequence[Choice], code: str) -> str:
    return next((choice.label for choice in choices if choice.code == code), "")


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%a, %b} {local.day}, {local.year}, {local.hour % 12 or 12}:{local:%M} {'PM' if local.hour >= 12 else 'AM'}"
