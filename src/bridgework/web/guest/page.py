"""A guest's page: where the referral stands and whose turn it is, and what the office can do about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.attach_file import attach_file
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.revoke_guest_link import revoke_guest_link
from bridgework.actions.supply_records import supply_records
from bridgework.lookups.instructions import instructions_of
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.messages.timeline import tell
from bridgework.rules.endings import CONSEQUENCES
from bridgework.rules.guests import LARGEST_FILE, MOST_FILES, check_files
from bridgework.rules.referral_states import RECEIVED
from bridgework.rules.refusals import FileRefused, NotComplete, Refusal
from bridgework.rules.upload import LARGEST_FILE as LARGEST_IN_PIECES
from bridgework.web.guest.door import guest_may
from bridgework.web.guest.standing import standing_of
from bridgework.web.shared.entry import View
from bridgework.web.shared.known_browser import forget
from bridgework.web.shared.receipt import receipt_of
from bridgework.web.shared.under_way import FILES_LEFT
from bridgework.web.shared.viewing import audited


@guest_may
@require_safe
def home(request: HttpRequest, secret: str) -> HttpResponse:
    """The page itself; right after sending it begins with the receipt."""
    return show(request, secret)


def show(request: HttpRequest, secret: str, refused: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with what was typed and what is wrong about it."""
    page = find_referral(request.viewer, request.viewer.referral_id, now=request.now)
    audited(request, request.viewer, "guest page", [page.id])
    status = refused.status if refused else 200
    return render(request, "guest/home.html", context_of(request, secret, page) | {"refused": refused}, status=status)


def context_of(request: HttpRequest, secret: str, page: ReferralPage) -> dict[str, Any]:
    return {
        "practice": request.door.practice,
        "secret": secret,
        "page": page,
        "now": request.now,
        "standing": standing_of(page),
        "given": instructions_of(request.viewer, page.id, page),
        "receipt": receipt_of(page, reader_zone=request.door.zone, on_call=request.door.practice.on_call) if page.state == RECEIVED else (),
        "steps": steps_of(page),
        "may_add": page.closed_at is None,
        "wants_records": page.records_asked_at is not None and not page.records_complete and page.closed_at is None,
        "consequences": CONSEQUENCES,
        "typed": request.POST,
        "most_files": MOST_FILES,
        "most_mb": LARGEST_FILE >> 20,
        "most_mb_in_pieces": LARGEST_IN_PIECES >> 20,
    }


def steps_of(page: ReferralPage) -> list[dict[str, Any]]:
    """The history as `shared/timeline.html` shows it, the latest first."""
    films = {str(film.id): film.name for film in page.films}
    steps = []
    for happening in page.timeline:
        film = films.get(str(happening.details.get("attachment") or ""), "")
        told = tell(happening.kind, happening.who, happening.details, way=happening.way, practice=happening.practice, film=film)
        steps.append({"at": happening.at, "text": told.text, "note": told.note, "kind": told.kind})
    return steps


def doing(act: Callable[[HttpRequest], str]) -> View:
    """An act that is posted: done, or the page again with what was typed and what is wrong about it."""

    @guest_may
    @require_POST
    def view(request: HttpRequest, secret: str) -> HttpResponse:
        try:
            _refuse_without_files(request)
            messages.success(request, act(request))
        except Refusal as refused:
            return show(request, secret, refused)
        return redirect("guest:home", secret)

    return view


def _refuse_without_files(request: HttpRequest) -> None:
    """Files that were chosen before a code was asked for did not come along; without them nothing is sent as if it were whole."""
    if FILES_LEFT in request.POST and not request.FILES:
        raise NotComplete(_("Not sent yet."), {"films": _("Please choose the files again. What you typed is still here.")})


def _add_files(request: HttpRequest) -> str:
    posted = request.FILES.getlist("file")
    if not posted:
        raise NotComplete(_("Nothing was added."), {"films": _("Choose a file first.")})
    if refusal := check_files(tuple(file.size or 0 for file in posted)):
        raise FileRefused(refusal)
    for file in posted:
        attach_file(request.viewer, request.viewer.referral_id, name=file.name or "", content=file, now=request.now)
    return _("Added. The practice sees it at once.")


def _supply(request: HttpRequest) -> str:
    if request.FILES:
        _add_files(request)
    supply_records(request.viewer, request.viewer.referral_id, note=request.POST.get("note", ""), now=request.now)
    return _("Sent. It is the practice's turn again.")


def _close(request: HttpRequest) -> str:
    acknowledge_ending(
        request.viewer,
        request.viewer.referral_id,
        consequence=request.POST.get("consequence", ""),
        note=request.POST.get("note", ""),
        now=request.now,
    )
    return _("Thank you. This referral is closed.")


def _cancel(request: HttpRequest) -> str:
    request_cancellation(request.viewer, request.viewer.referral_id, reason=request.POST.get("reason", ""), now=request.now)
    return _("Asked for. The practice confirms it; a booked visit stands until then.")


add_files = doing(_add_files)
supply = doing(_supply)
close = doing(_close)
cancel = doing(_cancel)


@guest_may
@require_POST
def revoke(request: HttpRequest, secret: str) -> HttpResponse:
    """Makes the link useless for everybody: when it was passed on by mistake."""
    revoke_guest_link(request.viewer, request.viewer.referral_id, now=request.now)
    response = render(request, "guest/dead_link.html", {"practice": request.door.practice, "revoked": True})
    forget(request, response, request.door.link_id)
    return response
