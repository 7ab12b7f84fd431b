"""Somebody who wrote and is known by no referral: answered, put with a referral, or read and done with. Each can be taken back, but for what
went out.
"""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.answer_stranger import answer_stranger
from bridgework.actions.attach_reply import attach_reply, detach_reply
from bridgework.actions.reopen_reply import reopen_reply
from bridgework.lookups.strangers import find_stranger, find_where_it_belongs
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound, Refusal
from bridgework.rules.search_words import read_search
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.talk import conversation_context, said_by
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def stranger(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """What was written both ways, with the form of the answer; what was refused stays typed. A reply whose referral is known is read there."""
    refusal: Refusal | None = None
    if request.method == "POST":
        language, words = said_by(request.POST)
        key = uuid_of(request.POST.get("key")) or uuid4()
        try:
            row = answer_stranger(request.viewer, reply_id, words=words, language=language, key=key, now=request.now)
        except (NotComplete, MoveNotAllowed) as refused:
            refusal = refused
        else:
            later = row.due_at > request.now
            messages.success(request, _("Written. It goes out in the morning.") if later else _("Answered."))
            return redirect("replies")
    return _shown(request, reply_id, refusal=refusal)


@staff_may("schedule")
@require_POST
def find_whose(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """The same page with the referrals that fit what was typed; a name is never part of an address."""
    typed = request.POST.get("whose", "").strip()
    words = read_search(typed, request.place.tooth_system)
    hits = find_where_it_belongs(request.viewer, words, tooth_system=request.place.tooth_system)
    return _shown(request, reply_id, hits=hits, typed_words=typed)


@staff_may("schedule")
@require_POST
def attach(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """It is about this referral."""
    referral_id = uuid_of(request.POST.get("referral"))
    if referral_id is None:
        raise NotFound
    attach_reply(request.viewer, reply_id, referral_id, now=request.now)
    undo = f"undo:{reverse('detach_reply', args=[reply_id])}"
    messages.success(request, _("It stands in this conversation now."), extra_tags=undo)
    return redirect("conversation", referral_id)


@staff_may("schedule")
@require_POST
def detach(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """It was put with the wrong referral."""
    detach_reply(request.viewer, reply_id, now=request.now)
    messages.success(request, _("Taken out again."))
    return redirect("stranger", reply_id)


@staff_may("schedule")
@require_POST
def reopen(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """It was marked as read by mistake."""
    reopen_reply(request.viewer, reply_id, now=request.now)
    messages.success(request, _("It waits to be read again."))
    return redirect("replies")


def _shown(request: HttpRequest, reply_id: UUID, *, refusal: Refusal | None = None, **more: Any) -> HttpResponse:
    found = find_stranger(request.viewer, reply_id)
    if found is None:
        raise NotFound
    if found.referral_id is not None:
        return redirect("conversation", found.referral_id)
    audited(request, request.viewer, "reply of somebody unknown", sorted(hit.id for hit in more.get("hits", ())))
    context = conversation_context(found.talk) | {
        "stranger": found,
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": request.POST if refusal else {},
        "hits": None,
        **more,
    }
    return render(request, "desk/stranger.html", context, status=refusal.status if refusal else 200)
