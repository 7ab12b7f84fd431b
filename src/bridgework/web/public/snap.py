"""The phone as camera: the page that a code on the referral form leads to. No account; nothing on it names the patient.

It needs no script; with script each picture shows its progress and a lost connection costs one piece of it.
"""

import hashlib
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.begin_upload import begin_upload
from bridgework.actions.issue_snap_link import note_phone_opened
from bridgework.actions.remove_attachment import remove_attachment
from bridgework.actions.take_piece import progress_of, take_piece
from bridgework.actions.turn_attachment import turn_attachment
from bridgework.lookups.snap_links import Camera, find_camera, open_sent_picture
from bridgework.lookups.uploads import find_upload
from bridgework.rules.refusals import FileRefused, NotFound, Refusal
from bridgework.rules.upload import LARGEST_PIECE
from bridgework.web.shared import tus
from bridgework.web.shared.entry import View, anyone_may

LANGUAGE = "snap_language"
LANGUAGES = {"en": "English", "es": "Español"}
LOCKED = "default-src 'none'; sandbox"


def with_camera(view: View) -> View:
    """For whoever holds a link that stands: the view is given what is behind it. Others get the page that says that the code is over."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(_language(request)):
            try:
                camera = find_camera(secret, request.now)
            except NotFound:  # nothing is remembered for whoever holds no link
                if request.method in ("HEAD", "PATCH", "DELETE") or request.headers.get("Upload-Length"):
                    return tus.refused(NotFound(_("This code is over. Please ask at the desk for a new one.")))
                return render(request, "public/snap/over.html", {"languages": _others()}, status=404)
            if request.GET.get("language") in LANGUAGES:
                request.session[LANGUAGE] = request.GET["language"]
            return view(request, camera, secret, *args, **kwargs)

    return anyone_may(guarded)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language"), request.session.get(LANGUAGE), translation.get_language()[:2]
    return next((language for language in asked if language in LANGUAGES), "en")


def _others() -> list[dict[str, str]]:
    here = translation.get_language()
    return [{"code": code, "label": label, "url": f"?language={code}"} for code, label in LANGUAGES.items() if code != here]


@with_camera
@require_http_methods(["GET", "HEAD", "POST"])
def camera(request: HttpRequest, camera: Camera, secret: str) -> HttpResponse:
    """The page with the big button; a POST, without script, brings one or more pictures."""
    if request.method == "POST":
        _take_posted(request, camera)
        return redirect("snap:camera", secret)
    note_phone_opened(camera.link_id, now=request.now)
    return render(request, "public/snap/camera.html", _context(request, camera, secret))


def _take_posted(request: HttpRequest, camera: Camera) -> None:
    posted = request.FILES.getlist("file")
    try:
        if not posted:
            raise FileRefused(_("No picture arrived. Take one and try again."))
        for file in posted:
            begun = begin_upload(
                camera.viewer,
                camera.referral_id,
                name=file.name or "",
                size=file.size or 0,
                kind="photo",
                snap_link_id=camera.link_id,
                now=request.now,
            )
            offset = 0
            for content in file.chunks(LARGEST_PIECE):
                take_piece(camera.viewer, begun.pk, offset=offset, content=content, now=request.now)
                offset += len(content)
    except Refusal as refusal:
        messages.error(request, _(refusal.sentence))
    else:
        messages.success(request, _("The picture arrived."))


@with_camera
@require_safe
def pictures(request: HttpRequest, camera: Camera, secret: str) -> HttpResponse:
    """What this phone has sent, as a fragment; 204 where the page shows it as it is."""
    context = _context(request, camera, secret)
    if request.GET.get("seen") == context["stamp"]:
        return HttpResponse(status=204)
    return render(request, "public/snap/pictures.html", context)


@with_camera
@require_safe
def picture(request: HttpRequest, camera: Camera, secret: str, attachment_id: UUID) -> FileResponse:
    """The thumbnail of a picture that this phone has sent."""
    content = open_sent_picture(camera.viewer, camera.link_id, attachment_id)
    response = FileResponse(content.stream, content_type=content.media_type)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    return response


@with_camera
@require_POST
def change(request: HttpRequest, camera: Camera, secret: str, attachment_id: UUID) -> HttpResponse:
    """Turns a picture that this phone has sent, or takes it back to take it again."""
    if attachment_id not in {picture.id for picture in camera.pictures}:
        raise NotFound
    if request.POST.get("act") == "turn":
        turn_attachment(camera.viewer, attachment_id, now=request.now)
    else:
        remove_attachment(camera.viewer, attachment_id, now=request.now)
        messages.success(request, _("The picture was taken off. Take it again."))
    return redirect("snap:camera", secret)


@with_camera
@require_POST
def announce(request: HttpRequest, camera: Camera, secret: str) -> HttpResponse:
    """A picture announces itself (`web/shared/tus.py`)."""
    try:
        file = tus.announced(request)
        begun = begin_upload(
            camera.viewer,
            camera.referral_id,
            name=file.name,
            size=file.size,
            kind="photo",
            sha256=file.sha256,
            snap_link_id=camera.link_id,
            now=request.now,
        )
    except Refusal as refusal:
        return tus.refused(refusal)
    far = progress_of(begun)
    url = reverse("snap:upload", args=[secret, far.upload_id])
    return tus.told(201, received=far.received, size=far.size, is_known=far.is_known, url=url)


@with_camera
@require_http_methods(["HEAD", "PATCH"])
def upload(request: HttpRequest, camera: Camera, secret: str, upload_id: UUID) -> HttpResponse:
    """How far a picture is, and its next piece."""
    try:
        found = find_upload(camera.viewer, upload_id, now=request.now)
        if found.snap_link_id != camera.link_id:
            raise NotFound
        if request.method == "HEAD":
            return tus.told(200, received=found.received, size=found.size, is_known=found.is_known)
        offset, content = tus.piece(request)
        far = take_piece(camera.viewer, upload_id, offset=offset, content=content, now=request.now)
    except Refusal as refusal:
        return tus.refused(refusal)
    return tus.told(204, received=far.received, size=far.size, is_known=far.is_known)


def _context(request: HttpRequest, camera: Camera, secret: str) -> dict[str, Any]:
    shown = [(str(picture.id), picture.status, picture.turns) for picture in camera.pictures]
    return {
        "practice": {"name": camera.practice_name, "phone": camera.phone, "phone_link": camera.phone_link},
        "languages": _others(),
        "secret": secret,
        # In the practice's own zone, whatever zone the phone's browser is thought to be in.
        "until": dateformat.format(camera.expires_at.astimezone(ZoneInfo(camera.zone)), _("g:i A")).rstrip("."),
        "pictures": camera.pictures,
        "sent": sum(picture.status != "refused" for picture in camera.pictures),
        "is_waiting": any(picture.status == "waiting" for picture in camera.pictures),
        "stamp": hashlib.sha256(repr(shown).encode()).hexdigest()[:12],
    }
