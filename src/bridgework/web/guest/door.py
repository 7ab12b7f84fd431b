"""The door of a guest's page: the link's secret, then a code for a browser that was not here before."""

from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bridgework.actions.ask_guest_code import ask_guest_code
from bridgework.actions.open_guest_link import open_guest_link
from bridgework.lookups.guests import GuestDoor, find_guest_door, find_guest_viewer
from bridgework.rules.guests import digits_of
from bridgework.rules.refusals import LinkRefused, NotFound
from bridgework.web.shared.entry import Entry, View, anyone_may, declared
from bridgework.web.shared.known_browser import forget, is_known, remember
from bridgework.web.shared.under_way import go_on, still_under_way, under_way

OPENED_LATER = {"report"}
SENT_LATER = {"add_files", "supply", "close", "cancel", "revoke", "received"}
"""Pages that are opened, and forms that are sent on, once the code is right: by the names of their addresses."""
UNDER_WAY: dict[str, set[str]] = {"opened": OPENED_LATER, "posted": SENT_LATER, "own": {"code"}}


def guest_may(view: View) -> View:
    """For the office of the link in the address, in a browser that has proven itself; else the door is shown. Sets `request.viewer`.

    Times are those of the practice that received the referral, which is the clock its promises are made by.
    """

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            door = find_guest_door(secret, now=request.now)
        except NotFound:
            return render(request, "guest/dead_link.html", {}, status=404)
        viewer = find_guest_viewer(door.link_id, now=request.now) if is_known(request, door.link_id) else None
        if viewer is None:
            return _show_door(request, door, secret, under_way(request, **UNDER_WAY))
        request.viewer, request.door = viewer, door
        with timezone.override(ZoneInfo(door.zone)):
            return view(request, secret, *args, **kwargs)

    return declared(guarded, Entry("guest"))


def _show_door(request: HttpRequest, door: GuestDoor, secret: str, wanted: dict[str, Any], problem: str = "") -> HttpResponse:
    """Where the code is asked for and typed; whose office it is, and nothing of the patient but what this browser just posted."""
    context = {"practice": door.practice, "door": door, "secret": secret, "problem": problem} | wanted
    return render(request, "guest/door.html", context, status=422 if problem else 200)


@never_cache
@require_POST
@anyone_may
def ask_code(request: HttpRequest, secret: str) -> HttpResponse:
    """Sends the code to the address that was proven. What was posted at the closed door comes back to it, and waits there for the code."""
    try:
        ask_guest_code(secret, now=request.now)
    except LinkRefused as refused:
        messages.error(request, refused.sentence)
    wanted = still_under_way(request, **UNDER_WAY)
    return go_on("guest", wanted, secret) if wanted else redirect("guest:home", secret)


@never_cache
@require_POST
@anyone_may
def enter_code(request: HttpRequest, secret: str) -> HttpResponse:
    """Checks the code. Wrong tries are counted on the link, not on the browser."""
    try:
        door = find_guest_door(secret, now=request.now)
    except NotFound:
        return render(request, "guest/dead_link.html", {}, status=404)
    wanted = still_under_way(request, **UNDER_WAY)
    if len(digits_of(request.POST.get("code", ""))) != 6:
        return _show_door(request, door, secret, wanted, _("The code has six digits."))
    try:
        open_guest_link(secret, request.POST.get("code", ""), now=request.now)
    except LinkRefused as refused:
        return _show_door(request, door, secret, wanted, refused.sentence)
    response = go_on("guest", wanted, secret) if wanted else redirect("guest:home", secret)
    remember(request, response, door.link_id)
    return response


@never_cache
@require_POST
@anyone_may
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """This browser asks for a code again: for a shared computer."""
    response = redirect("guest:home", secret)
    try:
        forget(request, response, find_guest_door(secret, now=request.now).link_id)
    except NotFound:
        return render(request, "guest/dead_link.html", {}, status=404)
    return response
