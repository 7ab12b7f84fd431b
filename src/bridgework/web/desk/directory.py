"""The directory: whom to refer to, what they want, and when they have time."""

from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.invite_practice import invite_practice
from bridgework.actions.star_practice import star_practice
from bridgework.lookups.directory import MILES, directory_filters, find_practice, find_practices
from bridgework.lookups.listings import Listing
from bridgework.lookups.patients import find_patient
from bridgework.rules.distance import position_of_zip
from bridgework.rules.facts import TIERS
from bridgework.rules.permissions import may
from bridgework.rules.questions import PROCEDURES
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may

SPECIALTIES = {
    "endodontics": gettext_lazy("Endodontics"),
    "oral_surgery": gettext_lazy("Oral surgery"),
    "periodontics": gettext_lazy("Periodontics"),
    "orthodontics": gettext_lazy("Orthodontics"),
    "pediatric": gettext_lazy("Pediatric dentistry"),
    "prosthodontics": gettext_lazy("Prosthodontics"),
    "oral_medicine": gettext_lazy("Oral medicine"),
    "general": gettext_lazy("General dentistry"),
    "medical": gettext_lazy("Medicine"),
}
LANGUAGES = {
    "en": gettext_lazy("English"),
    "es": gettext_lazy("Spanish"),
    "vi": gettext_lazy("Vietnamese"),
    "zh": gettext_lazy("Chinese"),
}
TIMES_FOR = {
    "emergency": gettext_lazy("for an emergency"),
    "urgent": gettext_lazy("if urgent"),
    "soon": gettext_lazy("if soon"),
    "elective": gettext_lazy("otherwise"),
}
_PROCEDURE_LABELS = {choice.code: choice.label for choice in PROCEDURES}
USUAL_MILES = 25
ASKED = ("q", "specialty", "procedure", "language", "insurance", "zip", "stars")
"""What can be asked for, beside the distance."""


@staff_may("read_referrals")
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The list, found by a form that works without script; what is asked for stands in the address, and is nothing of a patient."""
    asked = {key: request.GET.get(key, "").strip()[:80] for key in ASKED}
    miles, page = _miles(request.GET.get("miles", "")), _page(request.GET.get("page", ""))
    found = find_practices(
        request.viewer,
        now=request.now,
        words=asked["q"],
        specialty=asked["specialty"],
        procedure=asked["procedure"],
        language=asked["language"],
        insurance=asked["insurance"],
        zip_code=asked["zip"],
        miles=miles,
        only_favorites=bool(asked["stars"]),
        page=page,
    )
    context = {
        "entries": [practice_entry(listing) for listing in found.listings],
        "asked": asked | {"miles": miles},
        "is_filtered": any(asked.values()),
        "zip_is_unknown": bool(asked["zip"]) and position_of_zip(asked["zip"]) is None,
        "previous_url": _page_url(request, page - 1) if page > 1 else "",
        "next_url": _page_url(request, page + 1) if found.has_more else "",
        "here": request.get_full_path(),
        **choosing(request),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "desk/directory/results.html", context)
    return render(request, "desk/directory/list.html", context | _filters(request))


@staff_may("read_referrals")
@require_safe
def directory_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    listing = find_practice(request.viewer, practice_id, now=request.now)
    context = {"entry": practice_entry(listing), "here": request.get_full_path(), **choosing(request)}
    return render(request, "desk/directory/practice.html", context)


@staff_may("refer")
@require_POST
def star(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Gives the practice a star of the office, or takes it away, and goes back to where it was pressed."""
    is_favorite = request.POST.get("star") == "yes"
    practice = star_practice(request.viewer, practice_id, is_favorite=is_favorite, now=request.now)
    if is_favorite:
        messages.success(request, _("%(practice)s is a favorite of your practice.") % {"practice": practice.name})
    else:
        messages.success(request, _("%(practice)s is no favorite any more.") % {"practice": practice.name})
    back = request.POST.get("back", "")
    # Only our own directory: an address from a form is a stranger's until it was looked at.
    return redirect(back if back.startswith(reverse("directory")) else reverse("directory_practice", args=[practice_id]))


@staff_may("refer")
@require_POST
def invite(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Asks a practice by e-mail to join the network."""
    invite_practice(request.viewer, practice_id, now=request.now)
    messages.success(request, _("The invitation is on its way."))
    return redirect(reverse("directory_practice", args=[practice_id]))


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
    share = listing.completion.share
    return {
        "listing": listing,
        "specialty": SPECIALTIES.get(listing.specialty, listing.specialty),
        "languages": [LANGUAGES.get(code, code) for code in listing.languages],
        "wants": [_(want) for want in listing.wants],
        "procedures": partial(procedure_words, listing.procedures),  # a card has no room for them
        "hurried": took(listing.answers.hurried),
        "others": took(listing.answers.others),
        "times": _times(listing),
        "reported_percent": None if share is None else round(share * 100),
        "reported_after": took(listing.completion.took),
        "miles": _far(listing.miles),
        "places": [(place, _far(place.miles)) for place in listing.places],
    }


def procedure_words(codes: tuple[str, ...]) -> list[str]:
    """What a practice treats, in words; the general code for "they look at it" says nothing."""
    return [_(_PROCEDURE_LABELS.get(code, code)) for code in codes if code != "consultation"]


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


def _times(listing: Listing) -> list[dict[str, Any]]:
    """The next open times, each with the most urgent tier that it is for: a tier that has to wait no less than the one before says nothing."""
    told: list[dict[str, Any]] = []
    for tier in TIERS:
        at = getattr(listing.times, tier)
        if at is not None and (not told or told[-1]["at"] != at):
            told.append({"at": at, "words": TIMES_FOR[tier]})
    if len(told) == 1:
        told[0]["words"] = ""
    elif told:
        told[-1]["words"] = TIMES_FOR["elective"]
    return told


def _far(miles: float | None) -> str:
    if miles is None:
        return ""
    return _("under a mile") if miles < 1 else ngettext("%(n)s mile", "%(n)s miles", round(miles)) % {"n": round(miles)}


def _filters(request: HttpRequest) -> dict[str, Any]:
    filters = directory_filters(request.viewer)
    procedures = [(code, _(_PROCEDURE_LABELS.get(code, code))) for code in filters.procedures if code != "consultation"]
    return {
        "specialties": [(code, SPECIALTIES.get(code, code)) for code in filters.specialties],
        "procedures": sorted(procedures, key=lambda choice: choice[1]),
        "languages": [(code, LANGUAGES.get(code, code)) for code in filters.languages],
        "insurances": filters.insurance,
        "distances": MILES,
    }


def _miles(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and int(typed) in MILES else USUAL_MILES


def _page(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and 1 <= len(typed) <= 3 else 1


def _page_url(request: HttpRequest, page: int) -> str:
    kept = {key: value for key, value in request.GET.items() if key != "page"}
    return f"{reverse('directory')}?{urlencode(kept | {'page': page})}"
