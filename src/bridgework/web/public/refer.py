"""The public page of a practice: what it treats and how it is reached, and a referral without an account."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bridgework.actions.erase_guest_file import erase_guest_file
from bridgework.actions.guest_secrets import page_secret_of, place_hash_of
from bridgework.actions.keep_guest_submission import Upload, keep_guest_submission
from bridgework.lookups.guest_uploads import is_being_written
from bridgework.lookups.public_practice import PublicPractice, find_public_practice
from bridgework.rules.guests import LARGEST_FILE, LARGEST_IN_PIECES, MOST_FILES, looks_automatic
from bridgework.rules.refusals import FileRefused, MoveNotAllowed, NotComplete
from bridgework.web.public.sender_form import (
    AROUND,
    TRAP,
    Sender,
    Stamp,
    around_choices,
    genuine_stamp,
    kind_in,
    new_stamp,
    read_sender,
    read_stamp,
)
from bridgework.web.public.uploads import files_context
from bridgework.web.shared.case_form import TypedCase, case_fields, read_case
from bridgework.web.shared.entry import anyone_may
from bridgework.web.shared.readable import uuid_in

NOTHING = QueryDict()
NUMBERING = ""
"""Nobody knows how this office numbers teeth: a bare number that could be two is asked about."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anyone_may
def refer(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, and what is posted from it: kept, or shown again with everything that was typed and every file that came."""
    kind = kind_in(request.POST if request.method == "POST" else request.GET)
    practice = find_public_practice(slug, now=request.now, sender=kind)
    if request.method == "POST":
        return _take(request, practice)
    case = read_case(NOTHING, practice.specialty, NUMBERING, practice.own_questions, kind)
    return _page(request, practice, _stamp_of(request, practice), Sender(None, {}, {}, {}), case)


def _stamp_of(request: HttpRequest, practice: PublicPractice) -> Stamp:
    """A new one; after a reload that of the page before, so that the files it brought are still there (`form` in the address, set by script)."""
    before = genuine_stamp(request.GET.get("form", ""), request.now)
    goes_on = before is not None and is_being_written(before.key_at(practice.slug), now=request.now)
    return before if before and goes_on else new_stamp(request.now)


def _take(request: HttpRequest, practice: PublicPractice) -> HttpResponse:
    stamp = read_stamp(request.POST.get("stamp", ""), request.now)
    sender = read_sender(request.POST, practice, request.now)
    case = read_case(request.POST, practice.specialty, NUMBERING, practice.own_questions, kind_in(request.POST))
    if looks_automatic(request.POST.get(TRAP, ""), stamp.taken(request.now)):
        again = {"form": _("That was very fast. Please look at it once more and press Send again.")}
        return _page(request, practice, stamp, sender, case, again, status=422)
    for given in request.POST.getlist("drop_file"):
        if file_id := uuid_in(given):
            erase_guest_file(stamp.key_at(practice.slug), file_id)
    problems = sender.problems | case.problems
    try:
        uploads = [Upload(file.name or "file", file, file.size or 0) for file in request.FILES.getlist("file")]
        if uploads or not problems:
            _keep(request, practice, stamp, sender, case, uploads, complete=not problems)
    except MoveNotAllowed as refused:
        return _page(request, practice, stamp, sender, case, {"form": refused.sentence}, status=429)
    except FileRefused as refused:
        problems = {**problems, "films": refused.sentence}
    except NotComplete as refused:
        problems = {**problems, **refused.problems}
    if problems:
        return _page(request, practice, stamp, sender, case, problems, status=422)
    return redirect("public:wait", page_secret_of(stamp.key_at(practice.slug)))


def _keep(
    request: HttpRequest,
    practice: PublicPractice,
    stamp: Stamp,
    sender: Sender,
    case: TypedCase,
    uploads: list[Upload],
    *,
    complete: bool,
) -> None:
    keep_guest_submission(
        practice.slug,
        stamp.key_at(practice.slug),
        came_from=place_hash_of(get_adapter().get_client_ip(request)),
        uploads=uploads,
        office=sender.office if complete else None,
        patient=sender.patient if complete else None,
        case=case.case if complete else None,
        teeth=case.tooth.teeth,
        sites=case.tooth.sites,
        now=request.now,
    )


def _page(
    request: HttpRequest,
    practice: PublicPractice,
    stamp: Stamp,
    sender: Sender,
    case: TypedCase,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = kind_in(request.POST if request.method == "POST" else request.GET)
    context: dict[str, Any] = case_fields(case, practice.specialty, NUMBERING, practice.own_questions, kind) | {
        "kind": kind,
        "practice": practice,
        "stamp": stamp.written(),
        "typed": sender.shown,
        "problems": dict(problems or {}),
        "most_files": MOST_FILES,
        "most_mb": LARGEST_FILE >> 20,
        "most_mb_in_pieces": LARGEST_IN_PIECES >> 20,
        "trap": TRAP,
        "around": around_choices(),
        "around_open": any(sender.shown.get(field) for field in AROUND) or any(field in AROUND for field in problems or {}),
    }
    context |= files_context(practice.slug, context["stamp"], stamp.key_at(practice.slug))
    return render(request, "public/refer.html", context, status=status)
