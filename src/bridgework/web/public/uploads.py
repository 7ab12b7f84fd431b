"""Files of a public form in pieces, so that a lost connection costs nothing (`web/shared/tus.py` tells the protocol). Nobody sees them yet.

The address carries the form's own mark: only the page that was shown has it. Without script the files come whole, with the form.
"""

from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bridgework.actions.begin_guest_upload import begin_guest_upload
from bridgework.actions.drop_guest_upload import drop_guest_upload
from bridgework.actions.guest_secrets import place_hash_of
from bridgework.actions.take_guest_piece import take_guest_piece
from bridgework.lookups.guest_uploads import find_half_file, half_files, kept_files
from bridgework.rules.refusals import NotFound, Refusal
from bridgework.web.public.sender_form import genuine_stamp
from bridgework.web.shared import tus
from bridgework.web.shared.entry import View, anyone_may


def with_form(view: View) -> View:
    """For the page of a form that was shown here: the view is given the key of its submission. Everybody else is told that it is over."""

    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, slug: str, stamp: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        genuine = genuine_stamp(stamp, request.now)
        if genuine is None:
            return tus.refused(NotFound("This page is too old. Please open the form anew."))
        return view(request, slug, stamp, genuine.key_at(slug), *args, **kwargs)

    return anyone_may(guarded)


@with_form
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, slug: str, stamp: str, key: UUID) -> HttpResponse:
    """What is here so far, as a fragment; a POST announces a file."""
    if request.method == "POST":
        return _announce(request, slug, stamp, key)
    return render(request, "public/files.html", files_context(slug, stamp, key))


def _announce(request: HttpRequest, slug: str, stamp: str, key: UUID) -> HttpResponse:
    try:
        file = tus.announced(request)
        came_from = place_hash_of(get_adapter().get_client_ip(request))
        begun = begin_guest_upload(slug, key, came_from=came_from, name=file.name, size=file.size, sha256=file.sha256, now=request.now)
    except Refusal as refusal:
        return tus.refused(refusal)
    url = reverse("public:upload", args=[slug, stamp, begun.pk])
    return tus.told(201, received=begun.received, size=begun.size, is_known=begun.file_id is not None, url=url)


@with_form
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, slug: str, stamp: str, key: UUID, upload_id: UUID) -> HttpResponse:
    """How far a file is; its next piece; or the end of it."""
    try:
        if request.method == "DELETE":
            drop_guest_upload(key, upload_id)
            return tus.told(204, received=0, size=0)
        if request.method == "HEAD":
            found = find_half_file(key, upload_id, now=request.now)
            return tus.told(200, received=found.received, size=found.size)
        offset, content = tus.piece(request)
        far = take_guest_piece(key, upload_id, offset=offset, content=content, now=request.now)
    except Refusal as refusal:
        return tus.refused(refusal)
    return tus.told(204, received=far.received, size=far.size, is_known=far.is_known)


def files_context(slug: str, stamp: str, key: UUID) -> dict[str, Any]:
    """What `public/files.html` shows."""
    return {"files": kept_files(key), "halves": half_files(key), "files_url": reverse("public:files", args=[slug, stamp])}
