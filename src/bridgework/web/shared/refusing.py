"""The one translator of refusals: into a page, or for htmx into a notice that leaves the page and what was typed as they are."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bridgework.rules.refusals import NotAllowed, NotFound, Refusal


class RefusalMiddleware:
    """Answers a Refusal that a view did not answer itself; every other exception passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

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


def title_of(refusal: Refusal) -> str:
    """The heading over a refusal's sentence."""
    if isinstance(refusal, NotFound):
        return _("Not found")
    return _("Not allowed") if isinstance(refusal, NotAllowed) else _("This did not happen")
