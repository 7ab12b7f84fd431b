"""What somebody was about to do, or sent, when a page behind a private link had closed in between: it goes on once they prove who they are."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

ITS_OWN = {"csrfmiddlewaretoken", "then", "sent"}
"""What every door's own form sends."""
FILES_LEFT = "files_left"
"""Posted in place of chosen files: no page can hold them, they are chosen again."""


def under_way(request: HttpRequest, *, opened: Collection[str], posted: Collection[str], own: Collection[str]) -> dict[str, Any]:
    """For `shared/under_way.html`, of a page that is shut: its name in `then`, the fields that were posted to it in `sent` (None where it was
    only opened). {} for pages and forms that are not among the given names of addresses; `own` are the fields of the door itself.
    """
    wanted = request.resolver_match.url_name if request.resolver_match else ""
    return _of(request, wanted or "", request.method == "POST", opened if request.method != "POST" else posted, own)


def still_under_way(request: HttpRequest, *, opened: Collection[str], posted: Collection[str], own: Collection[str]) -> dict[str, Any]:
    """The same at the door's own form, which carries it along."""
    is_sent = "sent" in request.POST
    return _of(request, request.POST.get("then", ""), is_sent, posted if is_sent else opened, own)


def go_on(namespace: str, under_way: dict[str, Any], secret: str) -> HttpResponseRedirect:
    """To the page that was wanted, with what was posted to it."""
    return redirect(f"{namespace}:{under_way['then']}", secret, preserve_request=under_way["sent"] is not None)


def _of(request: HttpRequest, wanted: str, is_sent: bool, known: Collection[str], own: Collection[str]) -> dict[str, Any]:
    if wanted not in known:
        return {}
    if not is_sent:
        return {"then": wanted, "sent": None}
    sent = [(name, value) for name in request.POST if name not in {*ITS_OWN, *own} for value in request.POST.getlist(name)]
    if request.FILES and FILES_LEFT not in request.POST:
        sent.append((FILES_LEFT, "yes"))
    return {"then": wanted, "sent": sent}
