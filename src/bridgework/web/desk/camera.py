"""The phone as camera: a code on the form that a phone scans. It needs no account, and the link dies with the form."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bridgework.actions.issue_snap_link import close_snap_links, issue_snap_link, snap_secret
from bridgework.lookups.snap_links import PhoneLink, find_phone_link
from bridgework.web.shared.entry import staff_may

ONLY_HERE = ("localhost", "127.0.0.1", "::1")


@staff_may("refer")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone_camera(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The code; a POST shows it or, with `act=stop`, ends it. 204 for a page that asks again and shows it as it is."""
    if request.method == "POST":
        if request.POST.get("act") == "stop":
            close_snap_links(request.viewer, referral_id, now=request.now)
        else:
            issue_snap_link(request.viewer, referral_id, now=request.now)
        if not request.htmx:
            return redirect(f"{reverse('draft', args=[referral_id])}#films")
    link = find_phone_link(request.viewer, referral_id, now=request.now)
    if link is not None and request.GET.get("seen") == ("opened" if link.is_opened else "shown"):
        return HttpResponse(status=204)
    response = render(request, "desk/draft/camera.html", camera_context(request, referral_id, link))
    response["HX-Trigger"] = "phone-changed"
    return response


def camera_context(request: HttpRequest, referral_id: UUID, link: PhoneLink | None) -> dict[str, Any]:
    """What `desk/draft/camera.html` shows: the code while a link stands, the button otherwise."""
    context: dict[str, Any] = {"phone": link, "camera_url": reverse("phone_camera", args=[referral_id]), "now": request.now}
    if link is not None:
        # The address that this very page came by is the one that a phone in the same house most likely reaches.
        address = request.build_absolute_uri(reverse("snap:camera", args=[snap_secret(link.id)]))
        code = segno.make(address, error="m", micro=False)
        svg = code.svg_inline(border=3, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
        context |= {"address": address, "code": svg, "only_here": urlsplit(address).hostname in ONLY_HERE}
    return context
