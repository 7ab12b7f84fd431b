"""The answer to a contradiction, given on the form below the field that it is about, or on the referral's page once it was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgework.actions.answer_contradiction import answer_contradiction
from bridgework.lookups.drafts import check_draft, find_draft
from bridgework.lookups.referral import find_referral
from bridgework.rules.contradictions import BY_CODE
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound
from bridgework.web.desk.asks import asks_of
from bridgework.web.desk.draft import keep
from bridgework.web.desk.draft_form import read_form
from bridgework.web.shared.entry import staff_may


@staff_may("refer")
@require_POST
def answer(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Keeps the answer that was pressed ("code:right", "code:corrected"), on the form after saving what stands on it, or on the referral's page."""
    code, _colon, said = request.POST.get("contradiction", "").partition(":")
    if code not in BY_CODE:
        raise NotFound
    on_form = f"asks_{BY_CODE[code].field}" in request.POST
    if on_form:
        found = find_draft(request.viewer, referral_id, now=request.now)
        keep(request, referral_id, read_form(request.POST, found, request.place.tooth_system))
    else:
        find_referral(request.viewer, referral_id, now=request.now)
    refusal = ""
    try:
        answer_contradiction(
            request.viewer, referral_id, code=code, answer=said, reason=request.POST.get(f"why_{code}", ""), now=request.now
        )
    except (MoveNotAllowed, NotComplete) as refused:
        refusal = " ".join([refused.sentence, *getattr(refused, "problems", {}).values()])
    if on_form and request.htmx:
        return _field_again(request, referral_id, BY_CODE[code].field, refusal)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("Your answer is kept with the referral."))
    return redirect(
        f"{reverse('draft', args=[referral_id])}#asks-{BY_CODE[code].field}" if on_form else reverse("referral", args=[referral_id])
    )


def _field_again(request: HttpRequest, referral_id: UUID, field: str, refusal: str) -> HttpResponse:
    """The questions below the field, with the answer; the list beside the form then asks anew by itself."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    asks = asks_of(check_draft(found, now=request.now).contradictions, request.POST if refusal else None)
    response = render(
        request, "desk/draft/asks.html", {"ask": asks[field], "draft": found, "refusal": refusal}, status=409 if refusal else 200
    )
    response["HX-Trigger-After-Settle"] = "answered"
    return response
