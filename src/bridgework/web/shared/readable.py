"""What no person types and no database keeps is refused at the door, once for every page."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


class ReadableMiddleware:
    """400 for a query or a form with a NUL character in it: PostgreSQL has no text with one, whichever page it was meant for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_nul(request.GET) or (request.method == "POST" and has_nul(request.POST)):
            raise BadRequest("a NUL character")
        return self.get_response(request)


def has_nul(given: QueryDict) -> bool:
    return any(NUL in value for values in given.lists() for value in values[1])
