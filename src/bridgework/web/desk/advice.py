"""Advice: a request answered without a visit, and what becomes of it where the patient should be seen after all."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.give_advice import FIELDS, give_advice
from bridgework.actions.turn_advice_into_referral import turn_advice_into_referral
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.rules import referral_states as states
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound, ReferralChanged, Refusal
from bridgework.web.desk.asking import seen_version
from bridgework.web.desk.referral_page import referral_context
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("report")
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The form beside the case; a POST sends the advice, and with `then=refer` opens the referral that it recommends."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if page.side != "recipient":
        raise NotFound
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            fields = {name: request.POST.get(name, "") for name in FIELDS}
            give_advice(request.viewer, referral_id, fields=fields, now=request.now, seen_version=seen_version(request))
            if request.POST.get("then") == "refer":
                return _became(request, referral_id)
        except (NotComplete, ReferralChanged, MoveNotAllowed) as refused:
            refusal = refused
        else:
            messages.success(request, _("Your advice is with %(sender)s.") % {"sender": page.sender.name})
            return redirect("referral", referral_id)
    if refusal is None and "give_advice" not in page.moves:
        return redirect("referral", referral_id)
    audited(request, request.viewer, "advice form", [page.id])
    context = referral_context(request, page) | {
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": request.POST if refusal else _begun(page),
    }
    return render(request, "desk/give_advice.html", context, status=refusal.status if refusal else 200)


@staff_may("refer")
@require_POST
def turn(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Advice becomes a referral: the sender's draft, or at the practice that advised one that is there at once."""
    try:
        return _became(request, referral_id)
    except MoveNotAllowed as refused:
        messages.error(request, _(refused.sentence))
        return redirect("referral", referral_id)


def _became(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    follower = turn_advice_into_referral(request.viewer, referral_id, now=request.now)
    if follower.state == states.DRAFT:
        messages.success(request, _("A draft with everything in it: case, findings and films. Look it over, then send."))
        return redirect("draft", follower.pk)
    messages.success(request, _("Referral %(number)s is open, with case and films. The sender is told.") % {"number": follower.number})
    return redirect(reverse("referral", args=[follower.pk]))


def _begun(page: ReferralPage) -> Mapping[str, Any]:
    """What was written so far."""
    begun = page.draft_report
    return {name: getattr(begun, name) for name in FIELDS} if begun else {}
