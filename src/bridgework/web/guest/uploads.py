"""Files that an office adds on its own page, in pieces (`web/shared/tus.py` tells the protocol); without script they come whole, by a form."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bridgework.actions.begin_upload import begin_upload
from bridgework.actions.take_piece import progress_of, take_piece
from bridgework.lookups.referral import find_referral
from bridgework.lookups.uploads import find_upload
from bridgework.rules.refusals import Refusal
from bridgework.web.guest.door import guest_may
from bridgework.web.shared import tus
from bridgework.web.shared.viewing import audited


@guest_may
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, secret: str) -> HttpResponse:
    """What the referral has, as a fragment; a POST announces a file."""
    if request.method == "POST":
        return _announce(request, secret)
    page = find_referral(request.viewer, request.viewer.referral_id, now=request.now)
    audited(request, request.viewer, "guest files", [page.id])
    return render(request, "guest/files.html", {"page": page})


def _announce(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        file = tus.announced(request)
        begun = begin_upload(
            request.viewer, request.viewer.referral_id, name=file.name, size=file.size, sha256=file.sha256, now=request.now
        )
    except Refusal as refusal:
        return tus.refused(refusal)
    far = progress_of(begun)
    url = reverse("guest:upload", args=[secret, far.upload_id])
    return tus.told(201, received=far.received, size=far.size, expires_at=begun.expires_at, is_known=far.is_known, url=url)


@guest_may
@require_http_methods(["HEAD", "PATCH"])
def upload(request: HttpRequest, secret: str, upload_id: UUID) -> HttpResponse:
    """How far a file is, and its next piece."""
    try:
        if request.method == "HEAD":
            found = find_upload(request.viewer, upload_id, now=request.now)
            return tus.told(200, received=found.received, size=found.size, expires_at=found.expires_at, is_known=found.is_known)
        offset, content = tus.piece(request)
        far = take_piece(request.viewer, upload_id, offset=offset, content=content, now=request.now)
    except Refusal as refusal:
        return tus.refused(refusal)
    return tus.told(204, received=far.received, size=far.size, is_known=far.is_known)
