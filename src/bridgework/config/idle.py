"""A session ends when nobody has done anything for a while: practices have shared computers."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

REFRESH_SECONDS = 60
"""The time of the last action is written at most this often: one row update a minute, not one for every click."""


class IdleMiddleware:
    """Moves the end of the session on with every request of a person.

    Requests that a page makes by itself (a list that refreshes) say so with the header `X-Background: 1` and do not
    count: otherwise an open worklist would keep a forgotten computer signed in for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if not session.is_empty() and request.headers.get("X-Background") != "1":
            now = int(time.time())
            if now - session.get("last_action", 0) >= REFRESH_SECONDS:
                session["last_action"] = now
        return self.get_response(request)
