"""A second step of signing in, where the practice asks for one: told on every page for a while, then nothing opens without it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from bridgework.lookups.second_step import has_second_step
from bridgework.rules.refusals import NotAllowed
from bridgework.rules.second_step import is_locked_out

FIRST = gettext_lazy("Your practice asks for a second step of signing in. Set one up here; then go on working.")


def missing_from(request: HttpRequest) -> datetime | None:
    """From when on (UTC) the person's practice lets them in no more as they sign in now; None where they may always.

    Asked once for a request, and not at all where the practice leaves it to them.
    """
    asked_from = request.place.second_step_from if request.place else None
    if asked_from is None:
        return None
    if not hasattr(request, "second_step_missing"):
        request.second_step_missing = not has_second_step(request.viewer)
    return asked_from if request.second_step_missing else None


def closed_without(request: HttpRequest) -> HttpResponse | None:
    """What is answered instead of a page to somebody who has let the time pass; None for everybody else.

    Whoever opens a page is led to where one is set up. What is sent, and what a page fetches by itself, is refused in words.
    """
    if not is_locked_out(missing_from(request), request.now, has_one=False):
        return None
    if request.method != "GET" or request.htmx or "text/html" not in request.headers.get("Accept", "text/html"):
        raise NotAllowed("Your practice asks for a second step of signing in. Set one up under “Account and security” first.")
    messages.warning(request, FIRST)
    return redirect("mfa_index")
