"""Files of a referral: taken in, listed while the worker opens them, and served to those who may see the referral. Never as a page."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.attach_file import KINDS, attach_file
from bridgework.actions.describe_attachment import describe_attachment, keep_both
from bridgework.actions.remove_attachment import remove_attachment
from bridgework.actions.turn_attachment import turn_attachment
from bridgework.lookups.attachments import FileContent, Part, films_of, find_film, open_file, open_slice
from bridgework.lookups.films import FilmFacts
from bridgework.lookups.snap_links import find_phone_link
from bridgework.lookups.uploads import half_uploads
from bridgework.rules.refusals import FileRefused, MoveNotAllowed, NotComplete, NotFound, Refusal
from bridgework.rules.teeth import BY_UNIVERSAL, SYSTEMS, System, Tooth, parse
from bridgework.web.desk.camera import camera_context
from bridgework.web.desk.referral_page import KINDS as KIND_WORDS
from bridgework.web.desk.referral_page import back_of, film_entry
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

PARTS: dict[str, Part] = {"thumbnail": "thumbnail", "image": "image", "pixels": "pixels", "download": "download"}
OPENED_VOLUMES = "opened_volumes"
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Whatever a file is, a browser that opens it runs nothing in it and does not treat it as a page of ours."""


@staff_may("read_referrals")
@require_safe
def file(request: HttpRequest, attachment_id: UUID, part: str) -> HttpResponseBase:
    """A part of a file, for members of the sending or receiving practice. Its hash is its ETag: the content never changes."""
    if part not in PARTS:
        raise NotFound
    content = open_file(request.viewer, attachment_id, PARTS[part])
    if part != "thumbnail":
        audited(request, request.viewer, f"file {part}", [content.referral_id])
    return _unless_known(request, content, inline=part != "download")


@staff_may("read_referrals")
@require_safe
def slice_of(request: HttpRequest, attachment_id: UUID, number: int) -> HttpResponseBase:
    """One picture of a volume or of a file of several pages. Written down when the first or the middle one is looked at, with which the viewer
    begins, and for whatever else is fetched of a volume that this browser had not opened.
    """
    found = find_film(request.viewer, attachment_id)[1]
    content = open_slice(request.viewer, attachment_id, number)
    opened = request.session.get(OPENED_VOLUMES, [])
    if number in (0, found.slices // 2) or str(attachment_id) not in opened:
        audited(request, request.viewer, "file slices", [content.referral_id])
    if str(attachment_id) not in opened:
        request.session[OPENED_VOLUMES] = [*opened, str(attachment_id)][-40:]
    return _unless_known(request, content, inline=True)


def _unless_known(request: HttpRequest, content: FileContent, *, inline: bool) -> HttpResponseBase:
    etag = f'"{content.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        content.stream.close()
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = _served(content, inline=inline)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=600"
    response["Vary"] = "Cookie"
    return response


def _served(content: FileContent, *, inline: bool) -> FileResponse:
    response = FileResponse(content.stream, content_type=content.media_type)
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(content.name)}"
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if content.is_gzip:
        response["Content-Encoding"] = "gzip"
    return response


@staff_may("read_referrals")
@require_http_methods(["GET", "HEAD", "POST"])
def referral_files(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The list of files as a fragment; a POST adds one or more. A refused file says why, beside those that were taken."""
    if request.method == "POST":
        try:
            attach_posted(request, referral_id)
        except (FileRefused, MoveNotAllowed) as refused:
            return _refused(request, referral_id, refused)
        if not request.htmx:
            return redirect(back_of(request) or reverse("referral", args=[referral_id]))
    return _list(request, referral_id, is_draft="draft" in request.GET)


def _list(request: HttpRequest, referral_id: UUID, *, is_draft: bool) -> HttpResponse:
    """The list; or 204 for a page that asks again and shows it as it is, so that nothing is replaced under somebody's hands."""
    films = films_of(request.viewer, referral_id)
    context = listing(request, films, referral_id, is_draft=is_draft)
    if request.method != "POST" and request.GET.get("seen") == context["stamp"]:
        return HttpResponse(status=204)
    response = render(request, "desk/draft/files.html", context)
    if not any(film.status == "waiting" for film in films):
        response["HX-Trigger"] = "films-ready"
    return response


def attach_posted(request: HttpRequest, referral_id: UUID) -> None:
    """Attaches every file of the request, and says so where one was there before. Raises FileRefused for the first that cannot be kept;
    those before it are."""
    films_of(request.viewer, referral_id)  # whoever may not know of the referral is told so before a file is stored
    posted = request.FILES.getlist("file")
    if not posted:
        raise FileRefused(_("No file arrived. Choose one and try again."))
    kind = request.POST.get("kind", "other")
    for upload in posted:
        attached = attach_file(request.viewer, referral_id, name=upload.name or "", content=upload, kind=kind, now=request.now)
        if attached.added_at < request.now:
            messages.info(request, _("%(name)s is on this referral already; it was kept once.") % {"name": upload.name or ""})


def _refused(request: HttpRequest, referral_id: UUID, refused: Refusal) -> HttpResponse:
    if request.htmx:
        return render(request, "shared/refusal.html", {"text": _(refused.sentence)}, status=refused.status)
    messages.error(request, _(refused.sentence))
    return redirect(back_of(request) or reverse("referral", args=[referral_id]))


@staff_may("read_referrals")
@require_POST
def describe_file(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Says what kind of film or paper it is, and which tooth it shows, in the numbering of the practice."""
    tooth = request.POST.get("tooth")
    described = describe_attachment(
        request.viewer,
        attachment_id,
        kind=request.POST.get("kind"),
        tooth=None if tooth is None else _tooth_typed(tooth, request.place.tooth_system),
        now=request.now,
    )
    return _changed(request, described.referral_id)


def _tooth_typed(text: str, system: str) -> str:
    """The stored designation of what was typed; "" for nothing. Raises NotComplete for what is no tooth, or more than one."""
    if not text.strip():
        return ""
    read = parse(text, _system(system))
    if not isinstance(read, Tooth):
        raise NotComplete(read.sentence, {"tooth": read.sentence})
    return read.universal


@staff_may("read_referrals")
@require_POST
def turn_file(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """Shows it a quarter turn further to the right."""
    return _changed(request, turn_attachment(request.viewer, attachment_id, now=request.now).referral_id)


@staff_may("read_referrals")
@require_POST
def keep_both_files(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """It looks like another file and is wanted all the same."""
    return _changed(request, keep_both(request.viewer, attachment_id, now=request.now).referral_id)


@staff_may("refer")
@require_POST
def remove_file(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    removed = remove_attachment(request.viewer, attachment_id, now=request.now)
    undo = reverse("restore_file", args=[attachment_id])
    if request.htmx:
        return _changed(request, removed.referral_id, toast={"text": _("%(name)s was taken off.") % {"name": removed.name}, "undo": undo})
    messages.success(request, _("%(name)s was taken off.") % {"name": removed.name}, extra_tags=f"undo:{undo}")
    return _changed(request, removed.referral_id)


@staff_may("refer")
@require_POST
def restore_file(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    find_film(request.viewer, attachment_id)
    restored = remove_attachment(request.viewer, attachment_id, now=request.now, undo=True)
    messages.success(request, _("%(name)s is back.") % {"name": restored.name})
    return redirect(f"{reverse('draft', args=[restored.referral_id])}#films")


def _changed(request: HttpRequest, referral_id: UUID, toast: dict[str, str] | None = None) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('draft', args=[referral_id])}#films")
    response = _list(request, referral_id, is_draft=True)
    response["HX-Trigger"] = json.dumps({"films-ready": True} | ({"toast": toast} if toast else {}))
    return response


def listing(request: HttpRequest, films: Iterable[FilmFacts], referral_id: UUID, *, is_draft: bool) -> dict[str, Any]:
    """The context of the list of files; on a draft they can be described and taken off again, and a phone can send some."""
    url = reverse("referral_files", args=[referral_id])
    entries = file_entries(films, request.place.tooth_system)
    halves = half_uploads(request.viewer, referral_id, now=request.now)
    phone = find_phone_link(request.viewer, referral_id, now=request.now) if is_draft else None
    shown = [(film["id"], film["film"].status, film["kind"], film["film"].tooth, film["film"].turns, film["twin"]) for film in entries]
    stamp = hashlib.sha256(repr((shown, [half.id for half in halves], phone)).encode()).hexdigest()[:12]
    return {
        "files": entries,
        "halves": [{"facts": half, "arrived": filesizeformat(half.received), "size": filesizeformat(half.size)} for half in halves],
        "files_url": f"{url}?draft=1" if is_draft else url,
        "announce_url": reverse("announce_upload", args=[referral_id]),
        "poll_url": f"{url}?{'draft=1&' if is_draft else ''}seen={stamp}",
        "stamp": stamp,
        "is_draft": is_draft,
        "is_waiting": any(entry["pending"] for entry in entries),
    } | (camera_context(request, referral_id, phone) if is_draft else {})


def file_entries(films: Iterable[FilmFacts], system: str) -> list[dict[str, Any]]:
    """The files with their words: what they are, how far they are, what can be said of them."""
    films = list(films)
    names = {film.id: film.name for film in films}  # as they came: labels of the same picture are alike too
    return [
        {
            **film_entry(film),
            "film": film,
            "size": filesizeformat(film.size),
            "kinds": [(code, _(KIND_WORDS[code]), code == film.kind) for code in KINDS],
            "tooth_written": BY_UNIVERSAL[film.tooth].written(_system(system)) if film.tooth in BY_UNIVERSAL else "",
            "tooth_is_from_file": bool(film.tooth) and film.tooth == film.reading.get("tooth"),
            "twin": names.get(film.looks_like, "") if film.looks_like else "",
        }
        for film in films
    ]


def _system(named: str) -> System:
    return next((known for known in SYSTEMS if known == named), "universal")
