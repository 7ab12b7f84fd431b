"""Times of the chosen practice, live, while the patient sits in the chair: the three best first, then by day. One click holds one.

The sender may still change it after sending, until the practice has decided.
"""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.hold_time import hold_time
from bridgework.actions.release_time import release_time
from bridgework.lookups.directory import names_at
from bridgework.lookups.drafts import Draft, find_draft
from bridgework.lookups.open_times import open_times, three_best
from bridgework.rules.booking import Slot
from bridgework.rules.facts import TIERS
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, Refusal, SlotTaken
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.draft import keep
from bridgework.web.desk.draft_form import read_form
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

MOST_SHOWN = 60
"""Times by day below the three best: more than that nobody reads with a patient waiting."""


SOONEST = timedelta(minutes=15)
"""Nobody gets from one chair to the other any faster."""


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_times(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The fragment with the times; a POST with `slot` holds that one. What was typed is saved first, for the tier decides what is open."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    refusal: Refusal | None = None
    if request.method == "POST":
        if "procedure" in request.POST and found.is_open:
            keep(request, referral_id, read_form(request.POST, found, request.place.tooth_system))
            found = find_draft(request.viewer, referral_id, now=request.now)  # what is asked for decides the kind of visit
        try:
            _hold(request, found, request.POST.get("slot", ""))
        except (SlotTaken, NotComplete) as refused:
            refusal = refused
        except MoveNotAllowed as refused:
            if found.sent_at is None:
                raise
            # Reviewed in the meantime: what stands is on the referral's page.
            messages.error(request, refused.sentence)
            return _to_referral(request, referral_id)
        if refusal is None and found.sent_at is not None:
            messages.success(request, _("Changed. The practice sees it, and the patient is told: it is subject to review."))
            return _to_referral(request, referral_id)
        if not request.htmx and refusal is None:
            return redirect(f"{reverse('draft', args=[referral_id])}#times")
        found = find_draft(request.viewer, referral_id, now=request.now)
    if not request.htmx:  # the fragment lies in a form that was written down, and names nobody
        audited(request, request.viewer, "times for a draft", [found.id])
    template = "desk/draft/times.html" if request.htmx else "desk/draft/times_page.html"
    response = render(request, template, times_of(request, found) | {"refusal": refusal})
    if request.method == "POST":
        response["HX-Trigger"] = "hold-changed"
    return response


@staff_may("refer")
@require_POST
def release(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Gives the held time back; of a referral that was sent the patient is told so."""
    try:
        release_time(request.viewer, referral_id, now=request.now)
    except MoveNotAllowed as refused:
        if find_draft(request.viewer, referral_id, now=request.now).sent_at is None:
            raise
        messages.error(request, refused.sentence)
        return _to_referral(request, referral_id)
    found = find_draft(request.viewer, referral_id, now=request.now)
    if found.sent_at is not None:
        messages.success(request, _("Given back. The practice sees it, and the patient is told."))
        return _to_referral(request, referral_id)
    if not request.htmx:
        return redirect(f"{reverse('draft', args=[referral_id])}#times")
    response = render(request, "desk/draft/times.html", times_of(request, found))
    response["HX-Trigger"] = "hold-changed"
    return response


def _to_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """To the page of a referral that is no draft any more, from the fragment too."""
    if not request.htmx:
        return redirect("referral", referral_id)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = reverse("referral", args=[referral_id])
    return response


def _hold(request: HttpRequest, found: Draft, slot: str) -> None:
    provider, _separator, at = slot.partition("|")
    provider_id = uuid_of(provider)
    try:
        starts_at = datetime.fromisoformat(at)
    except ValueError:
        starts_at = None
    if (
        found.recipient is None
        or found.recipient.visit_type_id is None
        or provider_id is None
        or starts_at is None
        or starts_at.tzinfo is None
    ):
        raise NotComplete(_("No time held yet. Choose one of the times shown."), {"slot": _("Choose one of the times shown.")})
    hold_time(
        request.viewer, found.id, provider_id=provider_id, visit_type_id=found.recipient.visit_type_id, starts_at=starts_at, now=request.now
    )


def times_of(request: HttpRequest, found: Draft) -> dict[str, Any]:
    """The times as the fragment shows them, in the zone of the practice; `far` names that zone where it is not the viewer's."""
    context: dict[str, Any] = {"draft": found, "hold": found.hold, "best": [], "days": []}
    recipient = found.recipient
    said = request.GET.get("advice_shown") if request.method != "POST" else None
    context["for_advice"] = said == "1" if said in ("0", "1") else found.case.get("wanted") == "advice"
    if recipient is None or recipient.visit_type_id is None or context["for_advice"]:
        return context
    zone = ZoneInfo(recipient.time_zone)
    given = request.POST.get("tier_shown") or request.GET.get("tier_shown") or ""
    tier = given if given in TIERS and request.method != "POST" else found.tier
    slots = open_times(request.viewer, recipient.id, recipient.visit_type_id, tier=tier, now=request.now + SOONEST)
    names = names_at(request.viewer, recipient.id)
    best = three_best(slots, tier)
    rest = [slot for slot in slots if slot not in best][:MOST_SHOWN]
    local_offset = timezone.localtime(request.now).utcoffset()
    context |= {
        "best": [_time(slot, names, zone) for slot in best],
        "days": [(day, [_time(slot, names, zone) for slot in listed]) for day, listed in groupby(rest, key=lambda slot: _day(slot, zone))],
        "far": recipient.time_zone.replace("_", " ") if request.now.astimezone(zone).utcoffset() != local_offset else "",
        "zone": recipient.time_zone,
    }
    return context


def _time(slot: Slot, names: dict[UUID, str], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "value": f"{slot.provider_id}|{slot.starts_at.isoformat()}",
        "at": slot.starts_at.astimezone(zone),
        "provider": names.get(slot.provider_id, ""),
        "location": names.get(slot.location_id, ""),
        "reserved": slot.reserved_tier,
    }


def _day(slot: Slot, zone: ZoneInfo) -> date:
    return slot.starts_at.astimezone(zone).date()
