"""Who may enter an address. Every view declares it, and a test walks all of them with every member of the cast."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from bridgework.rules import permissions
from bridgework.rules.refusals import NotAllowed, NotFound
from bridgework.web.shared.second_step import closed_without

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Entry:
    """`who`: "staff" (signed in, at a practice, allowed the act), "patient" and "guest" (an opened link), "anyone", or "demo" (anyone, in the demo only)."""

    who: Literal["staff", "patient", "guest", "anyone", "demo"]
    act: str = ""


def declared(view: View, entry: Entry) -> View:
    """The view, with who may enter it for the test that walks all addresses."""
    view.entry = entry
    return view


def _where_to_go_on(request: HttpRequest) -> str:
    """Where somebody is after signing in: at what was asked for, or at the page from which something was sent, as an address that is only
    sent to cannot be opened."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(came)
    return urlunsplit(("", "", parts.path or "/", parts.query, "")) if is_ours else "/"


def staff_may(act: str) -> Callable[[View], View]:
    """For members of a practice whose roles there allow the act (a key of `rules.permissions.MAY`).

    No page is kept by the browser, unless the view says otherwise: whoever sits down at a shared computer next finds nothing by its Back button.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_where_to_go_on(request))
            if request.viewer is None:
                raise NotAllowed("Your account does not belong to a practice yet. Ask an administrator to add you.")
            permissions.require(request.viewer, act)
            response = closed_without(request) or view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        return declared(guarded, Entry("staff", act))

    return declare


def anyone_may(view: View) -> View:
    """For everybody; the view shows no patient data."""
    return declared(view, Entry("anyone"))


@anyone_may
def no_page(request: HttpRequest) -> HttpResponseBase:
    """In the place of a page that a package brings and nobody here needs."""
    raise NotFound


def demo_only(view: View) -> View:
    """For everybody in the demo. Outside the demo the address does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise NotFound
        return view(request, *args, **kwargs)

    return declared(guarded, Entry("demo"))
