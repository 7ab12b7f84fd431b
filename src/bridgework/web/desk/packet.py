"""A referral on paper: the packet for an office, and the slip for the patient in plain words."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bridgework.lookups.attachments import Part, open_file
from bridgework.lookups.referral import find_referral
from bridgework.lookups.slip import find_slip
from bridgework.reports.packet import packet as packet_pdf
from bridgework.reports.patient_slip import LANGUAGES, SlipWords, patient_slip, slip_words
from bridgework.rules.refusals import NotFound
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

PARTS: dict[str, Part] = {"image": "image", "download": "download"}


@staff_may("read_referrals")
@require_safe
def packet(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Everything of a referral as one PDF, for both sides; who took it is in the audit."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "packet", [page.id])

    def read(attachment_id: UUID, part: str) -> bytes | None:
        try:
            with open_file(request.viewer, attachment_id, PARTS[part]).stream as stream:
                return stream.read()
        except NotFound:
            return None

    # An office on paper is at the practice that it was sent to: all times on its clock.
    with timezone.override(ZoneInfo(page.recipient.time_zone if page.recipient else page.sender.time_zone)):
        return _pdf(packet_pdf(page, read, now=request.now), f"packet-{page.number}.pdf")


@staff_may("read_referrals")
@require_safe
def slip(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The patient's slip as a page to print, in the patient's language unless another is asked for."""
    words, language = _slip(request, referral_id)
    audited(request, request.viewer, "patient slip", [referral_id])
    languages = [{"code": code, "label": label, "current": code == language} for code, label in LANGUAGES.items()]
    return render(request, "desk/slip.html", {"slip": words, "languages": languages, "referral_id": referral_id})


@staff_may("read_referrals")
@require_safe
def slip_pdf(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The same as a PDF."""
    words, language = _slip(request, referral_id)
    audited(request, request.viewer, "patient slip pdf", [referral_id])
    return _pdf(patient_slip(words), f"visit-{language}.pdf")


def _slip(request: HttpRequest, referral_id: UUID) -> tuple[SlipWords, str]:
    asked = request.GET.get("language", "")
    found = find_slip(request.viewer, referral_id, asked if asked in LANGUAGES else "en", now=request.now)
    language = asked if asked in LANGUAGES else found.language if found.language in LANGUAGES else "en"
    if language != asked and language != "en":
        found = find_slip(request.viewer, referral_id, language, now=request.now)
    return slip_words(found, language, zone=request.place.time_zone, now=request.now), language


def _pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be kept. Its name tells nothing of the patient: it may lie in a download folder."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
