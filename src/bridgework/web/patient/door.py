"""The door of a patient's page: the link's secret, then the birth date."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bridgework.actions.open_patient_link import open_patient_link
from bridgework.lookups.patient_door import Door, find_door, find_patient_viewer, key_of
from bridgework.rules.refusals import LinkRefused, NotFound
from bridgework.web.shared.entry import Entry, View, anyone_may, declared
from bridgework.web.shared.under_way import go_on, still_under_way, under_way

OPENED = "opened_links"
LANGUAGE = "patient_language"
MARK = re.compile(r"[0-9a-f]{6}")
"""Of `messages.compose.message_mark`."""
OPENED_LATER = {"worse", "before", "cancel"}
SENT_LATER = OPENED_LATER | {"book", "keep", "nervous", "reminders", "wish", "not_now", "earlier"}
"""Pages that are opened, and forms that are sent on, once the birth date is right: by the names of their addresses."""
UNDER_WAY: dict[str, set[str]] = {"opened": OPENED_LATER, "posted": SENT_LATER, "own": {"month", "day", "year", "mark"}}
LANGUAGES = {"en": "English", "es": "Español"}
MONTHS = tuple(
    (number, name)
    for number, name in enumerate(
        (
            gettext_lazy("January"),
            gettext_lazy("February"),
            gettext_lazy("March"),
            gettext_lazy("April"),
            gettext_lazy("May"),
            gettext_lazy("June"),
            gettext_lazy("July"),
            gettext_lazy("August"),
            gettext_lazy("September"),
            gettext_lazy("October"),
            gettext_lazy("November"),
            gettext_lazy("December"),
        ),
        start=1,
    )
)


class BirthDateForm(forms.Form):
    """Three plain inputs, because a calendar widget is no way to reach 1958."""

    month = forms.TypedChoiceField(choices=[("", ""), *MONTHS], coerce=int)
    day = forms.IntegerField(min_value=1, max_value=31)
    year = forms.IntegerField(min_value=1890, max_value=2100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            given["birth_date"] = date(given["year"], given["month"], given["day"])
        except (KeyError, TypeError, ValueError):
            raise forms.ValidationError(_("This is not a date. Please check the month, day and year.")) from None
        return given


def patient_may(view: View) -> View:
    """For the patient of the link in the address, once the birth date is confirmed; else the door is shown. Sets `request.viewer`."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return in_language(request, secret, lambda door: _let_in(request, door, secret, view, args, kwargs))

    return declared(guarded, Entry("patient"))


def _let_in(request: HttpRequest, door: Door, secret: str, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
    viewer = find_patient_viewer(door.link_id, request.session.get(OPENED, ()), request.now)
    if viewer is None:
        context = {"form": BirthDateForm(), "mark": mark_of(request)} | under_way(request, **UNDER_WAY)
        return render(request, "patient/door.html", door_context(request, door, secret) | context)
    request.viewer = viewer
    return view(request, secret, *args, **kwargs)


def mark_of(request: HttpRequest) -> str:
    """Which message brought the patient here, as its link says; "" for a link without a mark."""
    given = request.POST.get("mark", "") or next(iter(request.GET), "")
    return given if MARK.fullmatch(given) else ""


def in_language(request: HttpRequest, secret: str, answer: Callable[[Door], HttpResponseBase]) -> HttpResponseBase:
    """The answer in the language that was chosen on the page, else the patient's own; or the page that says the link is dead."""
    try:
        door = find_door(secret, request.now)
    except NotFound:
        return render(request, "patient/dead_link.html", {"languages": []}, status=404)
    wanted = request.GET.get("language")
    if wanted in LANGUAGES:
        request.session[LANGUAGE] = wanted
    language = request.session.get(LANGUAGE) or door.language
    with translation.override(language if language in LANGUAGES else "en"):
        return answer(door)


def door_context(request: HttpRequest, door: Door, secret: str) -> dict[str, Any]:
    """What every patient page needs: the office, the other languages, and the moment."""
    here = translation.get_language()
    others = [{"code": code, "label": label, "url": f"?language={code}"} for code, label in LANGUAGES.items() if code != here]
    return {
        "practice": door.office,
        "door": door,
        "languages": others,
        "secret": secret,
        "now": request.now.astimezone(ZoneInfo(door.zone)),
        # How a date is written differs by language; the letters are those of Django's date filter.
        "when_format": _("l, F j, g:i A"),
        "hour_format": _("g:i A"),
        "day_format": _("l, F j"),
    }


@anyone_may
@never_cache
def confirm(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Checks the birth date. Wrong tries are counted on the link, not on the browser."""

    def answer(door: Door) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("patient:home", secret)
        form, mark = BirthDateForm(request.POST), mark_of(request)
        wanted = still_under_way(request, **UNDER_WAY)
        if form.is_valid():
            try:
                born = form.cleaned_data["birth_date"]
                viewer = open_patient_link(secret, born, now=request.now)
            except LinkRefused as refusal:
                form.add_error(None, _(refusal.sentence))
            else:
                # A new key for the session: whoever knew the old one does not come in with it.
                request.session.cycle_key()
                request.session[OPENED] = sorted({*_without(request, door), key_of(door.link_id, viewer.proxy_id, born)})
                if wanted:
                    return go_on("patient", wanted, secret)
                return redirect(reverse("patient:home", args=[secret]) + (f"?{mark}" if mark else ""))
        context = {"form": form, "mark": mark} | wanted
        return render(request, "patient/door.html", door_context(request, door, secret) | context, status=422)

    return in_language(request, secret, answer)


@anyone_may
@never_cache
@require_POST
def leave(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Forgets that this browser knew the birth date: for a borrowed phone."""

    def answer(door: Door) -> HttpResponseBase:
        request.session[OPENED] = _without(request, door)
        return redirect("patient:home", secret)

    return in_language(request, secret, answer)


def _without(request: HttpRequest, door: Door) -> list[str]:
    """What this browser has opened besides this link: of two parents at one computer the page is that of whoever came last."""
    return [key for key in request.session.get(OPENED, []) if not key.startswith(str(door.link_id))]
