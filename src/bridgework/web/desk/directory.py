"""The directory: whom to refer to, what they want, and when they have time."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from bridgework.lookups.directory import Listing, directory_filters, find_practice, find_practices
from bridgework.lookups.patients import find_patient
from bridgework.rules.permissions import may
from bridgework.rules.questions import form_for
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may

SPECIALTIES = {
    "endodontics": gettext_lazy("Endodontics"),
    "oral_surgery": gettext_lazy("Oral surgery"),
    "periodontics": gettext_lazy("Periodontics"),
    "orthodontics": gettext_lazy("Orthodontics"),
    "general": gettext_lazy("General dentistry"),
    "medical": gettext_lazy("Medicine"),
}
LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}


@staff_may("read_referrals")
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The list, filtered by links and a search for a practice, a clinician, a town."""
    asked = {key: request.GET.get(key, "").strip()[:80] for key in ("q", "specialty", "language", "insurance")}
    found = find_practices(
        request.viewer,
        now=request.now,
        words=asked["q"],
        specialty=asked["specialty"],
        language=asked["language"],
        insurance=asked["insurance"],
    )
    filters = directory_filters(request.viewer)
    context = {
        "listings": [practice_entry(listing) for listing in found],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "specialties": [(code, SPECIALTIES.get(code, code)) for code in filters.specialties],
        "languages": [(code, LANGUAGES.get(code, code)) for code in filters.languages],
        "insurances": filters.insurance,
        **choosing(request),
    }
    return render(request, "desk/directory/results.html" if request.htmx else "desk/directory/list.html", context)


@staff_may("read_referrals")
@require_safe
def directory_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    listing = find_practice(request.viewer, practice_id, now=request.now)
    procedures = {choice.code: choice.label for choice in form_for(listing.specialty).procedures}
    context = {
        "entry": practice_entry(listing),
        "procedures": [_(procedures.get(code, code)) for code in listing.procedures],
        **choosing(request),
    }
    return render(request, "desk/directory/practice.html", context)


def choosing(request: HttpRequest) -> dict[str, Any]:
    """For whom or for which draft a practice is being chosen, where it is: the buttons then do so."""
    if not may(request.viewer, "refer"):
        return {"may_refer": False}
    patient_id, draft_id = uuid_of(request.GET.get("patient")), uuid_of(request.GET.get("draft"))
    return {
        "may_refer": True,
        "patient": find_patient(request.viewer, patient_id) if patient_id else None,
        "draft_id": draft_id,
        "submission_key": uuid4(),
    }


def practice_entry(listing: Listing) -> dict[str, Any]:
    """A practice with its facts in words."""
    return {
        "listing": listing,
        "specialty": SPECIALTIES.get(listing.specialty, listing.specialty),
        "languages": [LANGUAGES.get(code, code) for code in listing.languages],
        "wants": [_(want) for want in listing.wants],
        "hurried": took(listing.answers.hurried),
        "others": took(listing.answers.others),
    }


def took(span: timedelta | None) -> str:
    """A length of time as people say it: "22 min", "5 h", "2 days"; "" where nothing is known."""
    if span is None:
        return ""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 90:
        return _("%(n)s min") % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 36:
        return _("%(n)s h") % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
