"""What no person types and no database keeps is refused at the door, once for every page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from bridgework.rules.guests import MOST_AT_ONCE
from bridgework.rules.upload import LARGEST_FILE, PHONE_LARGEST

NUL = "\x00"
MB = 1 << 20
LARGEST_BODY = {
    **dict.fromkeys(("/r/", "/g/"), MOST_AT_ONCE),
    **dict.fromkeys(("/account/", "/calendar-feed/", "/hooks/", "/p/", "/set-up/", "/teeth/"), MB),
    "/snap/": 2 * PHONE_LARGEST,
}
"""Bytes that may be posted by whoever is not known yet, by the beginning of the address; where nobody posts files it is little. Everywhere
else people sign in first."""


class ReadableMiddleware:
    """400 for a query or a form with a NUL character in it: PostgreSQL has no text with one, whichever page it was meant for.

    413 for more than may be sent to that address: refused by its length, before anything of it is read or written to a disk.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = int(request.headers.get("Content-Length") or 0)
        if length > 2 * MB and length > (most := most_from(request)) + MB:  # beside the files is a form
            return too_large(request, most)
        if has_nul(request.GET) or (request.method == "POST" and has_nul(request.POST)):
            raise BadRequest("a NUL character")
        return self.get_response(request)


def most_from(request: HttpRequest) -> int:
    """How many bytes may come to that address from whoever asks."""
    signed_in = LARGEST_FILE if SESSION_KEY in request.session else MB
    return next((most for beginning, most in LARGEST_BODY.items() if request.path.startswith(beginning)), signed_in)


def has_nul(given: QueryDict) -> bool:
    return any(NUL in value for values in given.lists() for value in values[1])


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    told = _("These files have more than %(mb)s MB together. Nothing was sent.") % {"mb": most // MB}
    if most == MOST_AT_ONCE:
        todo = _("Go back: what you typed is still there. Send the referral without them; larger ones can be added afterwards.")
    elif most == MB and SESSION_KEY not in request.session:
        todo = _("Go back: what you typed is still there. Only people who are signed in can send files here.")
    else:
        todo = _("Go back: what you typed is still there. Send fewer files at once.")
    return render(request, "shared/error.html", {"title": _("Too large"), "happened": told, "kept": todo}, status=413)


def uuid_in(given: str) -> UUID | None:
    """A key as it was posted; None for what is none."""
    try:
        return UUID(given)
    except ValueError:
        return None
