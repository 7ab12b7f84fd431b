"""A visit is dragged to another time: the same action as everywhere, the patient is told, and it can be taken back."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgework.actions.book_appointment import book_appointment
from bridgework.lookups.referral import find_referral
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.web.desk.asking import SHOWN, seen_version, uuid_of
from bridgework.web.desk.availability import moment, time_of
from bridgework.web.desk.referral_page import back_of
from bridgework.web.desk.scheduling import chosen_slots, day_of, slot_value
from bridgework.web.shared.entry import staff_may


@staff_may("schedule")
@require_POST
def move_visit(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Moves the booked visit to the time it was dropped at (`day`, `at`, `provider`), or back (`slot`, of the undo)."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    back = back_of(request) or reverse("referral", args=[referral_id])
    visit = page.visit
    try:
        if visit is None:
            raise MoveNotAllowed(_("No visit is booked for this referral any more."))
        provider_id, starts_at = dropped_at(request)
        moved = book_appointment(
            request.viewer,
            referral_id,
            provider_id=provider_id or visit.provider_id,
            visit_type_id=visit.visit_type_id,
            starts_at=starts_at,
            now=request.now,
            seen_version=seen_version(request),
        )
    except SHOWN as refused:
        messages.error(request, refused.sentence)
        return redirect(back)
    was = slot_value(visit.provider_id, visit.starts_at)
    undo = f"{reverse('move_visit', args=[referral_id])}?{urlencode({'slot': was, 'back': back})}"
    when = {"when": date_format(timezone.localtime(moved.starts_at), "D, M j, g:i A"), "who": moved.provider.name}
    messages.success(request, _("Moved to %(when)s, %(who)s. The patient is told.") % when, extra_tags=f"undo:{undo}")
    return redirect(back)


def dropped_at(request: HttpRequest) -> tuple[UUID | None, datetime]:
    """The clinician (None: the same as before) and the moment, in UTC. Raises NotComplete for what is none."""
    if slot := request.GET.get("slot"):
        return chosen_slots([slot])[0]
    day = day_of(request.POST.get("day"))
    if day is None:
        raise NotComplete(_("Nothing was moved."), {"day": _("That is no day.")})
    at = time_of(request.POST.get("at"), "at")
    return uuid_of(request.POST.get("provider")), moment(day, at, ZoneInfo(request.place.time_zone))
