"""What no person types and no database keeps is refused at the door, once for every page."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from bridgework.rules.guests import MOST_AT_ONCE

NUL = "\x00"
OUTSIDE = ("/r/", "/g/")
"""Where people without an account post files."""


class ReadableMiddleware:
    """400 for a query or a form with a NUL character in it: PostgreSQL has no text with one, whichever page it was meant for.

    413 for more than a person without an account may send: refused by its length, before anything of it is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OUTSIDE) and int(request.headers.get("Content-Length") or 0) > MOST_AT_ONCE + (1 << 20):
            return too_large(request)
        if has_nul(request.GET) or (request.method == "POST" and has_nul(request.POST)):
            raise BadRequest("a NUL character")
        return self.get_response(request)


def has_nul(given: QueryDict) -> bool:
    return any(NUL in value for values in given.lists() for value in values[1])


def too_large(request: HttpRequest) -> HttpResponse:
    told = _("These files have more than %(mb)s MB together. Nothing was sent.") % {"mb": MOST_AT_ONCE >> 20}
    todo = _("Go back: what you typed is still there. Send the referral without them; larger ones can be added afterwards.")
    return render(request, "shared/error.html", {"title": _("Too large"), "happened": told, "kept": todo}, status=413)


def uuid_in(given: str) -> UUID | None:
    """A key as it was posted; None for what is none."""
    try:
        return UUID(given)
    except ValueError:
        return None
