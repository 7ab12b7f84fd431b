"""Browsers in which an office without an account has proven itself: a signed cookie that names the links they may open.

No script reads it, and a link that is revoked or expired opens for no cookie.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "bridgework_guest"
SALT = "known-browser"
KNOWN_FOR = timedelta(days=30)
MOST = 40
"""Links that one browser remembers, the latest: a cookie has 4 KB."""


def is_known(request: HttpRequest, link_id: UUID) -> bool:
    """Whether a code was typed for this link in this browser, not too long ago."""
    return str(link_id) in _known(request)


def remember(request: HttpRequest, response: HttpResponse, link_id: UUID) -> None:
    """From now on this browser opens the link without a code."""
    _write(response, [*(known for known in _known(request) if known != str(link_id)), str(link_id)][-MOST:])


def forget(request: HttpRequest, response: HttpResponse, link_id: UUID) -> None:
    """This browser asks for a code again."""
    _write(response, [known for known in _known(request) if known != str(link_id)])


def _known(request: HttpRequest) -> list[str]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return []
    return [str(key) for key in known] if isinstance(known, list) else []


def _write(response: HttpResponse, links: list[str]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(links, salt=SALT, compress=True),
        max_age=KNOWN_FOR,
        secure=settings.BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )
