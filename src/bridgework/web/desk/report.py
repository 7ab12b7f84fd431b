"""The consult report: written by the specialist in taps, kept while it is written, read by both sides once it was sent."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.save_report import CODES, DATES, TEXTS, save_report
from bridgework.actions.send_report import send_report
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.lookups.reports import ReportWords
from bridgework.reports.consult_letter import consult_letter
from bridgework.rules.closing import NO_VISIT_REASONS, PROGNOSES, TREATMENT
from bridgework.rules.diagnosis import APICAL, BY_CODE, PULPAL
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound, ReferralChanged, Refusal
from bridgework.web.desk.asking import seen_version
from bridgework.web.desk.phrases import phrases_for
from bridgework.web.desk.referral_page import referral_context
from bridgework.web.desk.scheduling import day_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("read_referrals")
@require_safe
def report(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A report that was sent, as it will be printed; `version` names an earlier one."""
    page, chosen = sent_report(request, referral_id)
    audited(request, request.viewer, "report", [page.id])
    return render(request, "desk/report.html", referral_context(request, page) | {"report": chosen})


@staff_may("read_referrals")
@require_safe
def report_pdf(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The same as a PDF, downloaded, for those who need paper."""
    page, chosen = sent_report(request, referral_id)
    audited(request, request.viewer, "report pdf", [page.id])
    response = HttpResponse(consult_letter(page, chosen), content_type="application/pdf")
    # The name tells nothing of the patient: it may lie in a download folder.
    response["Content-Disposition"] = f'attachment; filename="report-{page.number}-{chosen.version}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def sent_report(request: HttpRequest, referral_id: UUID) -> tuple[ReferralPage, ReportWords]:
    """The referral and the asked-for version of its report, else the latest that was sent. Raises NotFound where none was."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    wanted = request.GET.get("version", "")
    chosen = next((sent for sent in page.sent_reports if not wanted or str(sent.version) == wanted), None)
    if chosen is None:
        raise NotFound
    return page, chosen


@staff_may("report")
@require_http_methods(["GET", "HEAD", "POST"])
def write_report(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The form, prefilled from the case; a POST sends it as the final report or as an interim note, or keeps it for later."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if page.side != "recipient":
        raise NotFound
    refusal: Refusal | None = None
    if request.method == "POST" and request.POST.get("send") == "keep":
        save_report(request.viewer, referral_id, fields=fields_of(request.POST, request.POST.getlist, page), now=request.now)
        messages.success(request, _("Saved."))
        return redirect("write_report", referral_id)
    if request.method == "POST":
        final = request.POST.get("send") != "interim"
        try:
            send_report(
                request.viewer,
                referral_id,
                fields=fields_of(request.POST, request.POST.getlist, page),
                final=final,
                now=request.now,
                seen_version=seen_version(request),
            )
        except (NotComplete, ReferralChanged, MoveNotAllowed) as refused:
            refusal = refused
        else:
            messages.success(request, sent_words(page, final=final))
            return redirect("referral", referral_id)
    audited(request, request.viewer, "report form", [page.id])
    typed: Mapping[str, Any] = request.POST if refusal else prefilled(page)
    context = referral_context(request, page) | {
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": typed,
        "phrases": phrases_for(page.recipient.specialty if page.recipient else ""),
        "tapped": {name: request.POST.getlist(f"{name}_phrases") for name in TEXTS} if refusal else {},
        "pulpal": PULPAL,
        "apical": APICAL,
        "asks_diagnosis": page.specialty == "endodontics",
        "treatment": TREATMENT,
        "prognoses": PROGNOSES,
        "no_visit_reasons": NO_VISIT_REASONS,
        "wants_no_visit": bool(typed.get("no_visit_reason")) or (not typed.get("visit_on") and not page.visit),
        "today": local_day(page, request.now),
    }
    return render(request, "desk/write_report.html", context, status=refusal.status if refusal else 200)


@staff_may("report")
@require_POST
def save(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Keeps what has been written so far; asked by the page itself after a pause."""
    page = find_referral(request.viewer, referral_id, now=request.now)
    save_report(request.viewer, referral_id, fields=fields_of(request.POST, request.POST.getlist, page), now=request.now)
    return HttpResponse(status=204)


def fields_of(posted: Mapping[str, Any], listed: Any, page: ReferralPage) -> dict[str, Any]:
    """The columns of the report from the form: tapped phrases come after what was typed, an empty diagnosis is written from its terms."""
    known = phrases_for(page.recipient.specialty if page.recipient else "")
    fields: dict[str, Any] = {}
    for name in TEXTS:
        words = {choice.code: _(choice.label) for choice in known.get(name, ())}
        text = str(posted.get(name) or "").strip()
        more = [words[code] for code in listed(f"{name}_phrases") if code in words and words[code] not in text]
        fields[name] = "\n".join(part for part in (text, " ".join(more)) if part)
    for name in CODES:
        fields[name] = str(posted.get(name) or "")
    for name in DATES:
        fields[name] = day_of(posted.get(name))
    fields["diagnosis"] = fields["diagnosis"] or diagnosis_from(fields["pulpal"], fields["apical"], page)
    return fields


def diagnosis_from(pulpal: str, apical: str, page: ReferralPage) -> str:
    """The two terms in a line, with the tooth; "" where neither was chosen."""
    terms = [str(_(BY_CODE[code].label)) for code in (pulpal, apical) if code in BY_CODE]
    where = f"{_('Tooth')} {page.teeth_written}: " if page.teeth_written and terms else ""
    return where + "; ".join(terms)


def prefilled(page: ReferralPage) -> dict[str, Any]:
    """What the form starts with: what was saved, else the visit's date and the referring office's terms."""
    if page.draft_report:
        return asdict(page.draft_report)
    visit = page.visit if page.visit and page.visit.status == "arrived" else page.last_visit
    visit_on: date | None = None
    if visit and visit.status in ("seen", "arrived"):
        visit_on = visit.starts_at.astimezone(ZoneInfo(visit.zone)).date()
    earlier = page.sent_reports[0] if page.sent_reports else None
    return {
        "visit_on": visit_on,
        "pulpal": earlier.pulpal if earlier else page.case.pulpal_code,
        "apical": earlier.apical if earlier else page.case.apical_code,
        "diagnosis": earlier.diagnosis if earlier else "",
    }


def local_day(page: ReferralPage, now: Any) -> date:
    """Today where the specialist works."""
    day: date = now.astimezone(ZoneInfo(page.recipient.time_zone if page.recipient else "UTC")).date()
    return day


def sent_words(page: ReferralPage, *, final: bool) -> str:
    """What was done, for the notice."""
    if not final:
        return _("The interim note is with %(sender)s.") % {"sender": page.sender.name}
    if not page.sender.on_network:
        return _("Final report sent. %(sender)s is not on the network: deliver it and record the proof.") % {"sender": page.sender.name}
    return _("The final report is with %(sender)s; the loop closes when they confirm it.") % {"sender": page.sender.name}
