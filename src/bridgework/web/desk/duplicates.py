"""Referrals that may be the same: shown before sending and to the receiving desk; going on is a choice that the history keeps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgework.actions.keep_duplicate import keep_duplicate
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.lookups.drafts import Draft
from bridgework.lookups.duplicates import duplicates_of
from bridgework.lookups.guests import guest_link_of
from bridgework.lookups.referral import ReferralPage
from bridgework.rules.facts import RECIPIENT
from bridgework.rules.referral_states import RECEIVED
from bridgework.rules.refusals import NotComplete
from bridgework.web.desk.asking import act_view
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


def ask_about_duplicates(request: HttpRequest, draft: Draft, act: str) -> HttpResponse | None:
    """The page that asks before sending; None where there is nothing to ask. The draft was saved before."""
    found = duplicates_of(request.viewer, draft.id, now=request.now, tooth_system=request.place.tooth_system)
    if not found:
        return None
    audited(request, request.viewer, "duplicates", [draft.id, *(like.id for like in found)])
    return render(request, "desk/draft/duplicates.html", {"draft": draft, "duplicates": found, "act": act}, status=409)


@staff_may("refer")
@require_POST
def send_both(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The sender saw what may be the same, and sends the draft all the same, as it was saved."""
    found = duplicates_of(request.viewer, referral_id, now=request.now)
    try:
        keep_duplicate(request.viewer, referral_id, numbers=[like.number for like in found], now=request.now)
        send_referral(request.viewer, referral_id, now=request.now)
    except NotComplete as refused:
        messages.error(request, _(refused.sentence))
        return redirect("draft", referral_id)
    if request.POST.get("act") == "send_with_link":
        send_patient_link(request.viewer, referral_id, now=request.now)
    return redirect("receipt", referral_id)


def beside_the_case(request: HttpRequest, page: ReferralPage) -> dict[str, Any]:
    """What the receiving desk sees beside a referral: others that may be the same until it is reviewed, and a guest's private link."""
    if page.side != RECIPIENT:
        return {}
    asks = page.state == RECEIVED
    found = duplicates_of(request.viewer, page.id, now=request.now, tooth_system=request.place.tooth_system) if asks else ()
    link = None if page.sender.on_network else guest_link_of(request.viewer, page.id, now=request.now)
    return {"duplicates": found, "guest_link": link}


def _keep(request: HttpRequest, referral_id: UUID) -> str:
    numbers = [int(number) for number in request.POST.getlist("number") if number.isdecimal()]
    keep_duplicate(request.viewer, referral_id, numbers=numbers[:20], now=request.now)
    return _("Noted: two matters. You are not asked again.")


keep_both = act_view(_keep, "read_referrals")
