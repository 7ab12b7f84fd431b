"""The page of one referral, for both sides, and the same beside a list."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bridgework.lookups.instructions import instructions_of
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.rules.triage import IMAGING
from bridgework.web.desk.cadence_card import cadence_context
from bridgework.web.desk.dialogs import dialogs_of
from bridgework.web.desk.duplicates import beside_the_case
from bridgework.web.desk.referral_page import referral_context
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("read_referrals")
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Everything about one referral and the one thing to do next."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "referral", [page.id])
    context = referral_context(request, page) | {"dialogs": dialogs_of(page)} | beside_the_case(request, page)
    return render(request, "desk/referral.html", context | told_before(request, page) | cadence_context(request, page))


def told_before(request: HttpRequest, page: ReferralPage) -> dict[str, Any]:
    """What goes with the acceptance, in words: instructions for patient and office, and a picture that is wanted first."""
    given = instructions_of(request.viewer, page.id, page)
    wanted = IMAGING.get(page.decided.imaging_first, "") if page.decided else ""
    language = page.patient.contact.language
    return {"given": given, "patient_lines": given.in_language(language) if given else (), "imaging_words": _(wanted) if wanted else ""}


@staff_may("read_referrals")
@require_safe
def beside(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The same, shorter, as the fragment that opens beside a list."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "referral beside a list", [page.id])
    context = referral_context(request, page) | {"dialogs": dialogs_of(page)} | beside_the_case(request, page)
    return render(request, "desk/beside.html", context)
