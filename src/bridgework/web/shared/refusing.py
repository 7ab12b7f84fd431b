"""The one translator of refusals: into a page, or for htmx into a notice that leaves the page and what was typed as they are."""

import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from bridgework.rules.refusals import NotAllowed, NotFound, Refusal


class RefusalMiddleware:
    """Answers a Refusal that a view did not answer itself; every other exception passes.

    A form's address that somebody opens like a page (out of the history, or shared) says so, and leads to the page above it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
            and request.method == "GET"
            and "text/html" in request.headers.get("Accept", "")
        ):
            return only_for_forms(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        sentence = _(exception.sentence)
        if request.htmx:
            response = HttpResponse(status=exception.status)
            response["HX-Reswap"] = "none"
            response["HX-Trigger"] = json.dumps({"toast": {"text": sentence, "kind": "bad"}})
            return response
        return render(request, "shared/error.html", {"title": title_of(exception), "happened": sentence}, status=exception.status)


def only_for_forms(request: HttpRequest, allowed: str) -> HttpResponse:
    """What a browser shows at an address that only takes what a form sends."""
    context = {
        "title": _("Nothing to see here"),
        "happened": _("This address takes what a form sends, and shows nothing by itself. Nothing was changed."),
        "todo": [{"url": page_above(request.path), "label": _("Go to the page")}],
    }
    response = render(request, "shared/error.html", context, status=HTTPStatus.METHOD_NOT_ALLOWED)
    response["Allow"] = allowed
    return response


def page_above(path: str) -> str:
    """The nearest address above this one that exists."""
    while len(path) > 1:
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        with suppress(Resolver404):
            resolve(path)
            break
    return path


def title_of(refusal: Refusal) -> str:
    """The heading over a refusal's sentence."""
    if isinstance(refusal, NotFound):
        return _("Not found")
    return _("Not allowed") if isinstance(refusal, NotAllowed) else _("This did not happen")
