"""Files that arrive in pieces, so that a lost connection or a closed laptop costs nothing (`web/shared/tus.py` tells the protocol)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.begin_upload import begin_upload
from bridgework.actions.drop_upload import drop_upload
from bridgework.actions.take_piece import progress_of, take_piece
from bridgework.lookups.attachments import films_of
from bridgework.lookups.uploads import find_upload
from bridgework.rules.refusals import Refusal
from bridgework.web.shared import tus
from bridgework.web.shared.entry import staff_may


@staff_may("read_referrals")
@require_POST
def announce(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A file announces itself; answered with the address for its pieces, or with 409, 422 and a sentence."""
    try:
        films_of(request.viewer, referral_id)  # whoever may not know of the referral is told so first
        file = tus.announced(request)
        begun = begin_upload(
            request.viewer, referral_id, name=file.name, size=file.size, kind=file.kind, sha256=file.sha256, now=request.now
        )
    except Refusal as refusal:
        return tus.refused(refusal)
    far = progress_of(begun)
    return tus.told(
        201,
        received=far.received,
        size=far.size,
        expires_at=begun.expires_at,
        is_known=far.is_known,
        url=reverse("upload", args=[far.upload_id]),
    )


@staff_may("read_referrals")
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How far a file is; its next piece; or the end of it."""
    try:
        if request.method == "DELETE":
            drop_upload(request.viewer, upload_id, now=request.now)
            return tus.told(204, received=0, size=0)
        found = find_upload(request.viewer, upload_id, now=request.now)
        if request.method == "HEAD":
            return tus.told(200, received=found.received, size=found.size, expires_at=found.expires_at, is_known=found.is_known)
        offset, content = tus.piece(request)
        far = take_piece(request.viewer, upload_id, offset=offset, content=content, now=request.now)
    except Refusal as refusal:
        return tus.refused(refusal)
    return tus.told(204, received=far.received, size=far.size, is_known=far.is_known)


@staff_may("read_referrals")
@require_POST
def give_up(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Throws away the part of a file that has arrived, by a button."""
    referral_id = drop_upload(request.viewer, upload_id, now=request.now)
    if request.htmx:
        return HttpResponse("")
    messages.success(request, _("The part that had arrived was thrown away."))
    return redirect(f"{reverse('draft', args=[referral_id])}#films")
