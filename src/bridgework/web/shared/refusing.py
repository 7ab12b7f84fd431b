"""The one translator of refusals into pages: a whole page, or for htmx a short answer that is shown as a notice and leaves the page as it is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bridgework.rules.refusals import Refusal


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        template = "shared/refusal_notice.html" if request.htmx else "shared/refusal.html"
        response = render(request, template, {"refusal": exception}, status=exception.status)
        if request.htmx:
            response["HX-Retarget"], response["HX-Reswap"] = "#notices", "beforeend"
        return response
