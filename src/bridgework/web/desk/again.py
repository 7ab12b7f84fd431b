"""Refer again: a further referral of a patient who was referred before, with what of the earlier one still holds."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bridgework.actions.refer_again import refer_again
from bridgework.lookups.referral import ReferralPage, find_referral
from bridgework.rules import referral_states as states
from bridgework.rules.drafting import is_film_fresh
from bridgework.rules.refusals import NotComplete, NotFound
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.files import file_entries
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Says what comes along and what is asked anew; the films are chosen. A POST starts the draft."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if page.side != "initiator" or page.state == states.DRAFT:
        raise NotFound
    refusal: NotComplete | None = None
    if request.method == "POST":
        chosen = {key for given in request.POST.getlist("files") if (key := uuid_of(given))}
        to = page.recipient.id if page.recipient and request.POST.get("to") == "same" else None
        key = uuid_of(request.POST.get("submission_key")) or uuid4()
        try:
            draft = refer_again(request.viewer, referral_id, submission_key=key, files=chosen, to_practice_id=to, now=request.now)
        except NotComplete as refused:
            refusal = refused
        else:
            messages.success(request, _("A new draft. What was found last time is asked again."))
            return redirect("draft", draft.pk)
    audited(request, request.viewer, "refer again", [page.id])
    today = request.now.astimezone(ZoneInfo(request.place.time_zone)).date()
    context = {"page": page, "files": _files(page, today, request.place.tooth_system), "submission_key": uuid4(), "refusal": refusal}
    return render(request, "desk/again.html", context, status=refusal.status if refusal else 200)


def _files(page: ReferralPage, today: date, system: str) -> list[dict[str, Any]]:
    """The files that can come along, the recent ones ticked; a plain-word reason beside those that are not."""
    entries = file_entries((film for film in page.films if film.status != "refused"), system)
    return [entry | {"fresh": is_film_fresh(entry["film"].kind, entry["film"].taken_on, today)} for entry in entries]
