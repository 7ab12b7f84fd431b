"""The patient's own page: who sent me, to whom, why; pick a time, move or cancel it; the calendar file."""

from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.note_click import note_click
from bridgework.actions.note_nervous import note_nervous
from bridgework.actions.record_acceptance import record_acceptance
from bridgework.lookups.instructions import instructions_of
from bridgework.lookups.patient_door import find_door
from bridgework.lookups.patient_page import PatientPage, find_patient_page
from bridgework.lookups.patient_told import find_told
from bridgework.lookups.patient_words import find_visit_words
from bridgework.rules.refusals import Refusal, SlotTaken
from bridgework.rules.teeth import in_plain_words
from bridgework.web.patient.calendar_file import visit_as_ics
from bridgework.web.patient.door import door_context, mark_of, patient_may
from bridgework.web.shared.viewing import audited

DAYS_AT_FIRST = 5
SAYS = {
    "time does not work": ("thinking", "time"),
    "cost": ("thinking", "cost"),
    "afraid": ("thinking", "fear"),
    "travel": ("thinking", "travel"),
    "feels better": ("no", "resolved"),
    "went elsewhere": ("no", "elsewhere"),
}
"""What a patient who cancels says about the visit, by the reason they choose: whether they still think about it, and why."""


def page_of(request: HttpRequest) -> PatientPage:
    """The facts of the page; that they were read is written down."""
    page = find_patient_page(request.viewer, get_language() or "en", request.now)
    audited(request, request.viewer, "patient page", [page.referral_id])
    return page


def context_of(request: HttpRequest, secret: str, page: PatientPage) -> dict[str, Any]:
    """What every page behind the door needs."""
    days = [(day, list(times)) for day, times in groupby(page.rest, key=lambda time: time.starts_at.date())]
    given = instructions_of(request.viewer, page.referral_id) if page.stage in ("choose", "booked") else None
    return door_context(request, find_door(secret, request.now), secret) | {
        "page": page,
        "instructions": given.in_language(get_language() or "en") if given else (),
        "told": find_told(request.viewer, page.referral_id),
        "words": find_visit_words(request.viewer, get_language() or "en"),
        "tooth": in_plain_words(page.teeth, get_language() or "en") if page.teeth else "",
        "days": days[:DAYS_AT_FIRST],
        "later_days": days[DAYS_AT_FIRST:],
        "moving": "move" in request.GET,
        "weekdays": [(number, WEEKDAYS_ABBR[number]) for number in range(5)],
    }


@patient_may
@require_safe
def home(request: HttpRequest, secret: str) -> HttpResponse:
    """The page itself; by which message the patient came is written down."""
    if mark := mark_of(request):
        note_click(find_door(secret, request.now).link_id, mark, now=request.now)
    return render(request, "patient/home.html", context_of(request, secret, page_of(request)))


@patient_may
@require_POST
def book(request: HttpRequest, secret: str) -> HttpResponse:
    """Books or moves to the chosen time; a time that was taken meanwhile shows the others."""
    try:
        provider, visit_type, start = request.POST.get("slot", "").split("|")
        provider_id, visit_type_id, starts_at = UUID(provider), UUID(visit_type), datetime.fromisoformat(start)
        if starts_at.tzinfo is None:
            raise ValueError("a time without a zone")
    except ValueError:
        messages.error(request, _("Please choose a time."))
        return redirect("patient:home", secret)
    try:
        visit = book_appointment(
            request.viewer,
            request.viewer.referral_id,
            provider_id=provider_id,
            visit_type_id=visit_type_id,
            starts_at=starts_at,
            now=request.now,
        )
    except SlotTaken:
        messages.error(request, _("That time has just been taken. Nothing was changed; please choose another."))
    except Refusal:
        messages.error(request, _("This could not be booked here. Please call the office."))
    else:
        stays = visit.status != "booked" and page_of(request).booked is not None
        held = _("We hold this time for you. The office will confirm it.")
        said = _("We hold this time for you. Your visit stays as it is until the office confirms the new time.") if stays else held
        messages.success(request, _("Your visit is booked.") if visit.status == "booked" else said)
    return redirect("patient:home", secret)


@patient_may
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks once, then cancels the visit; the referral stays open and the times are shown again."""
    page = page_of(request)
    if page.booked is None or page.stage == "past":
        return redirect("patient:home", secret)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            cancel_appointment(request.viewer, page.referral_id, reason=reason, now=request.now)
            if reason in SAYS:
                record_acceptance(request.viewer, page.referral_id, says=SAYS[reason][0], because=SAYS[reason][1], now=request.now)
        except Refusal:
            messages.error(request, _("This could not be cancelled here. Please call the office."))
        else:
            messages.success(request, _("Your visit is cancelled. You can pick another time whenever you are ready."))
        return redirect("patient:home", secret)
    return render(request, "patient/cancel.html", context_of(request, secret, page))


@patient_may
@require_POST
def nervous(request: HttpRequest, secret: str) -> HttpResponse:
    """One tap, answered kindly; one more takes it back."""
    note_nervous(request.viewer, nervous=request.POST.get("nervous") != "no", now=request.now)
    return redirect("patient:home", secret)


@patient_may
@require_safe
def calendar_file(request: HttpRequest, secret: str) -> HttpResponse:
    """The booked visit as an iCalendar file: practice, place and time, nothing about why."""
    page = page_of(request)
    if page.booked is None:
        return redirect("patient:home", secret)
    response = HttpResponse(visit_as_ics(page, request.now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response
