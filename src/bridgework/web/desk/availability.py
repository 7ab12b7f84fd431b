"""Who works when: weekly hours, extra hours, blocks kept for some, time off, operatories, and what the coming week offers."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bridgework.actions.add_availability import add_availability
from bridgework.actions.add_closure import add_closure
from bridgework.actions.add_operatory import add_operatory
from bridgework.actions.issue_calendar_feed import feed_secret
from bridgework.actions.remove_availability import remove_availability
from bridgework.actions.remove_closure import remove_closure
from bridgework.actions.remove_operatory import remove_operatory
from bridgework.lookups.availability import HoursRow, find_availability
from bridgework.lookups.outside_calendars import OutsideCalendar, collisions, outside_calendars
from bridgework.rules.deadlines import WEEKDAYS
from bridgework.rules.facts import TIERS
from bridgework.rules.outside_calendar import STALE_AFTER
from bridgework.rules.refusals import NotComplete, Refusal
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.scheduling import day_of
from bridgework.web.desk.settings_part import part_view
from bridgework.web.shared.entry import staff_may

OPENS_BEFORE = (2, 4, 12, 24, 48, 72)
"""Hours before a kept block begins at which it can open to everybody."""
Week = list[tuple[str, list[tuple[str, list[HoursRow]]]]]


@staff_may("run_practice")
@require_safe
def availability(request: HttpRequest) -> HttpResponse:
    """Everything on one page; each part is a form of its own. `kind` is the kind of visit that the coming week is shown for, `open` whose hours are open."""
    return show(request)


def show(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    """The page, after a refusal with what was typed and what is wrong about it."""
    page = find_availability(request.viewer, now=request.now, kind_id=uuid_of(request.GET.get("kind")))
    typed: Any = request.POST if refused else {}
    context = {
        "page": page,
        "typed": typed,
        "typed_days": typed.getlist("weekdays") if refused else [],
        "refusal": refused,
        "problems": getattr(refused, "problems", {}),
        "tiers": TIERS[:-1],
        "opens_before": OPENS_BEFORE,
        "weekdays": [(number, _(name)) for number, name in enumerate(WEEKDAYS)],
        "week": week_of(page.hours),
        "open": request.GET.get("open", ""),
        "extra": [row for row in page.hours if row.is_extra],
        "outside": [calendar_entry(request, one) for one in outside_calendars(request.viewer, now=request.now)],
        "collisions": collisions(request.viewer, now=request.now),
        "stale_after": STALE_AFTER,
    }
    return render(request, "desk/availability.html", context, status=refused.status if refused else 200)


def calendar_entry(request: HttpRequest, one: OutsideCalendar) -> dict[str, Any]:
    """What is connected for a clinician, with the secret address of the feed."""
    address = reverse("calendar_feed:feed", args=[feed_secret(one.feed_id)]) if one.feed_id else ""
    return {"calendar": one, "feed": f"{settings.URL}{address}" if address else ""}


def week_of(rows: tuple[HoursRow, ...]) -> Week:
    """The weekly blocks by clinician and weekday."""
    clinicians: dict[str, dict[int, list[HoursRow]]] = {}
    for row in rows:
        if not row.is_extra:
            clinicians.setdefault(row.clinician, {}).setdefault(row.weekday, []).append(row)
    return [(name, [(_(WEEKDAYS[day]), blocks) for day, blocks in sorted(days.items())]) for name, days in clinicians.items()]


change_view = partial(part_view, lambda request, refused, _keys: show(request, refused), "availability")
"""A part of this page that is posted."""


def _add_block(request: HttpRequest) -> str:
    post = request.POST
    provider, location = uuid_of(post.get("provider")), uuid_of(post.get("location"))
    if provider is None or location is None:
        raise NotComplete(_("Not added."), {"provider": _("Choose a clinician and a location.")})
    day = day_of(post.get("day"))
    if "day" in post and day is None:
        raise NotComplete(_("Not added."), {"day": _("Give the day.")})
    kept, _sep, what = post.get("kept_for", "").partition(":")
    opens = post.get("opens_hours_before", "")
    add_availability(
        request.viewer,
        provider_id=provider,
        location_id=location,
        weekdays=[day.weekday()] if day else [int(number) for number in post.getlist("weekdays") if number in {*"0123456"}],
        starts=time_of(post.get("starts"), "starts"),
        ends=time_of(post.get("ends"), "ends"),
        reserved_tier=post.get("reserved_tier", what if kept == "tier" else ""),
        reserved_visit_type_id=uuid_of(what) if kept == "kind" else None,
        opens_hours_before=int(opens) if opens.isdecimal() and len(opens) < 5 else None,
        operatory_id=uuid_of(post.get("operatory")),
        first_day=day or day_of(post.get("first_day")),
        last_day=day or day_of(post.get("last_day")),
        now=request.now,
    )
    return _("Added. These times can be offered now.")


def _remove_block(request: HttpRequest, availability_id: UUID) -> str:
    remove_availability(request.viewer, availability_id, now=request.now)
    return _("Removed. Visits that are booked in it stay.")


def _add_closure(request: HttpRequest) -> str:
    post, zone = request.POST, ZoneInfo(request.place.time_zone)
    first, last = day_of(post.get("from")), day_of(post.get("until") or post.get("from"))
    if first is None or last is None:
        raise NotComplete(_("Not added."), {"from": _("Give the first and the last day.")})
    starts_at = moment(first, time_of(post.get("from_time") or "00:00", "from"), zone)
    ends_at = (
        moment(last, time_of(post["until_time"], "until"), zone)
        if post.get("until_time")
        else moment(last + timedelta(days=1), time(), zone)
    )
    closing = add_closure(
        request.viewer,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=post.get("reason", ""),
        provider_id=uuid_of(post.get("provider")),
        now=request.now,
    )
    return _("Closed for %(who)s. Visits that are booked then stay for the desk to move.") % {"who": closing.provider or _("everybody")}


def _remove_closure(request: HttpRequest, closure_id: UUID) -> str:
    remove_closure(request.viewer, closure_id, now=request.now)
    return _("Open again.")


def _add_room(request: HttpRequest) -> str:
    location = uuid_of(request.POST.get("location")) or UUID(int=0)
    room = add_operatory(request.viewer, location_id=location, name=request.POST.get("name", ""), now=request.now)
    return _("%(room)s can be named in hours now.") % {"room": room.name}


def _remove_room(request: HttpRequest, operatory_id: UUID) -> str:
    room = remove_operatory(request.viewer, operatory_id, now=request.now)
    return _("%(room)s is not used any more.") % {"room": room.name}


def time_of(given: str | None, field: str) -> time:
    """A time of day as posted. Raises NotComplete for what is none."""
    try:
        return time.fromisoformat(given or "").replace(tzinfo=None)
    except ValueError:
        raise NotComplete(_("Not added."), {field: _("Give a time such as 08:00.")}) from None


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as an instant, in UTC."""
    return datetime.combine(day, at, zone).astimezone(UTC)


add_block = change_view(_add_block, "availability")
remove_block = change_view(_remove_block, "availability")
close = change_view(_add_closure, "closures")
reopen = change_view(_remove_closure, "closures")
add_room = change_view(_add_room, "operatories")
remove_room = change_view(_remove_room, "operatories")
