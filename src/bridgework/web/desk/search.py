"""Search: a page of results, and the same for the command palette. Words are posted, so that no name is ever part of an address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bridgework.lookups.search import Found, search
from bridgework.messages.next_steps import step_title
from bridgework.rules.permissions import may
from bridgework.rules.search_words import read_search
from bridgework.web.shared.display.people import age
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

IN_PALETTE = 6


@staff_may("read_referrals")
@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest) -> HttpResponse:
    """`q` is what was typed: names, a tooth, a referral number, a phone number, a birth date, or several of them."""
    typed = request.POST.get("q", "").strip()[:120]
    as_json = "application/json" in request.headers.get("Accept", "")
    words = read_search(typed, request.place.tooth_system)
    found = search(request.viewer, words, tooth_system=request.place.tooth_system, **({"limit": IN_PALETTE} if as_json else {}))
    if found.referrals or found.patients:
        audited(request, request.viewer, "search", [hit.id for hit in found.referrals])
    if as_json:
        return JsonResponse({"groups": groups(request, found)})
    hits = [
        (hit, reverse("draft" if hit.is_draft else "referral", args=[hit.id]), step_title(hit.next_step, ours=hit.ours))
        for hit in found.referrals
    ]
    context = {"typed": typed, "hits": hits, "patients": found.patients if may(request.viewer, "refer") else ()}
    return render(request, "desk/search.html", context)


def groups(request: HttpRequest, found: Found) -> list[dict[str, object]]:
    """The results as the palette lists them."""
    referrals = [
        {
            "label": f"{hit.patient}, {age(hit.birth_date, request.now)}",
            "note": " · ".join(
                part for part in (hit.teeth, step_title(hit.next_step, ours=hit.ours), hit.other_practice, str(hit.number)) if part
            ),
            "url": reverse("draft" if hit.is_draft else "referral", args=[hit.id]),
        }
        for hit in found.referrals
    ]
    patients = [
        {"label": patient.name, "note": f"{_('born')} {patient.birth_date:%Y-%m-%d}", "url": reverse("patient", args=[patient.id])}
        for patient in found.patients
        if may(request.viewer, "refer")
    ]
    listed: list[dict[str, object]] = [
        {"label": _("Referrals"), "items": referrals},
        {"label": _("Patients of your practice"), "items": patients},
    ]
    return [group for group in listed if group["items"]]
