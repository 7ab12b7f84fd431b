"""The report, for the office that sent the patient: as a page, as a PDF, and the word that it arrived."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.note_report_opened import note_report_opened
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.lookups.reports import ReportWords
from bridgework.reports.consult_letter import consult_letter, letter_words
from bridgework.rules.refusals import MoveNotAllowed, NotFound
from bridgework.web.guest.door import guest_may
from bridgework.web.shared.viewing import audited


@guest_may
@require_safe
def report(request: HttpRequest, secret: str) -> HttpResponse:
    """The latest report that was sent; `version` names an earlier one."""
    page, chosen = _opened(request)
    audited(request, request.viewer, "guest report", [page.id])
    context = {
        "practice": request.door.practice,
        "secret": secret,
        "page": page,
        "report": chosen,
        "parts": letter_words(page, chosen)["parts"],
        "now": request.now,
    }
    return render(request, "guest/report.html", context)


@guest_may
@require_safe
def report_pdf(request: HttpRequest, secret: str) -> HttpResponse:
    """The same as a letter, downloaded. The name of the file tells nothing of the patient."""
    page, chosen = _opened(request)
    audited(request, request.viewer, "guest report pdf", [page.id])
    response = HttpResponse(consult_letter(page, chosen), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="report-{page.number}-{chosen.version}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@guest_may
@require_POST
def received(request: HttpRequest, secret: str) -> HttpResponse:
    """The office has the report: receipt is proven, and the loop closes."""
    try:
        acknowledge_report(request.viewer, request.viewer.referral_id, now=request.now)
        messages.success(request, _("Thank you. The loop is closed."))
    except MoveNotAllowed as refused:
        messages.error(request, _(refused.sentence))
    return redirect("guest:home", secret)


def _opened(request: HttpRequest) -> tuple[ReferralPage, ReportWords]:
    """The asked-for report; that the office opened it proves that it arrived."""
    page, chosen = _sent(request)
    if page.report_delivered_at is None and chosen.kind == "final":
        note_report_opened(request.viewer, page.id, now=request.now)
        return _sent(request)
    return page, chosen


def _sent(request: HttpRequest) -> tuple[ReferralPage, ReportWords]:
    page = find_referral(request.viewer, request.viewer.referral_id, now=request.now)
    wanted = request.GET.get("version", "")
    chosen = next((sent for sent in page.sent_reports if not wanted or str(sent.version) == wanted), None)
    if chosen is None:
        raise NotFound
    return page, chosen
