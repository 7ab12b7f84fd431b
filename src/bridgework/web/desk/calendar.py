"""The calendar: a day or a week of the practice by clinician, to look at, to mark what happened, and to print."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bridgework.lookups.appointments import Block, Days, DayVisit, Shut, days_of
from bridgework.rules.permissions import may
from bridgework.web.desk.scheduling import day_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("read_referrals")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`day` is the first day, `span=week` shows the seven days of its week."""
    zone = ZoneInfo(request.place.time_zone)
    today = request.now.astimezone(zone).date()
    day = day_of(request.GET.get("day")) or today
    is_week = request.GET.get("span") == "week"
    first = day - timedelta(days=day.weekday()) if is_week else day
    days = days_of(request.viewer, first, 7 if is_week else 1, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "calendar", sorted({visit.referral_id for visit in days.visits}))
    step = timedelta(days=7 if is_week else 1)
    here = reverse("calendar")
    span = "&span=week" if is_week else ""
    shown = [day_entry(days, one, request.now) for one in days.days]
    context = {
        "day": day,
        "today": today,
        "is_week": is_week,
        "days": [entry for entry in shown if not is_week or entry["columns"] or entry["day"] == today],
        "zone": days.zone,
        "back": f"{here}?day={day.isoformat()}{span}",
        "previous_url": f"{here}?day={(first - step).isoformat()}{span}",
        "next_url": f"{here}?day={(first + step).isoformat()}{span}",
        "today_url": f"{here}?{span.lstrip('&')}" if span else here,
        "day_url": f"{here}?day={day.isoformat()}",
        "week_url": f"{here}?day={day.isoformat()}&span=week",
        "may_record": may(request.viewer, "record_visit"),
        "waiting": sum(1 for visit in days.visits if visit.visit.is_booked),
    }
    return render(request, "desk/calendar.html", context)


def day_entry(days: Days, day: date, now: datetime) -> dict[str, Any]:
    """One day: for each clinician who works or has a visit, their hours, closures and visits in order of time."""
    zone = ZoneInfo(days.zone)
    columns = []
    for provider_id, name in days.providers:
        blocks = [block for block in days.blocks if block.provider_id == provider_id and block.day == day]
        visits = [visit for visit in days.visits if visit.visit.provider_id == provider_id and visit.day == day]
        shut = [one for one in days.shut if one.provider_id in (None, provider_id) and covers(one, day, zone)]
        if blocks or visits:
            columns.append(
                {
                    "id": provider_id,
                    "name": name,
                    "where": places(blocks),
                    "blocks": blocks,
                    "rows": rows(blocks, visits, shut, now),
                    "shut": shut,
                }
            )
    return {"day": day, "columns": columns}


def covers(shut: Shut, day: date, zone: ZoneInfo) -> bool:
    """Whether a closure falls on a local day."""
    return shut.starts_at.astimezone(zone).date() <= day <= (shut.ends_at - timedelta(seconds=1)).astimezone(zone).date()


def places(blocks: Iterable[Block]) -> str:
    """Where a clinician works on a day."""
    return ", ".join(dict.fromkeys(block.location for block in blocks))


def rows(blocks: Iterable[Block], visits: Iterable[DayVisit], shut: Iterable[Shut], now: datetime) -> list[dict[str, Any]]:
    """Visits, holds, reserved blocks and closures of one clinician's day, in order of time."""
    found: list[dict[str, Any]] = [
        {"kind": "visit", "at": one.visit.starts_at, "until": one.visit.ends_at, "entry": one, "past": one.visit.starts_at <= now}
        for one in visits
    ]
    found += [
        {"kind": "reserved", "at": block.starts_at, "until": block.ends_at, "tier": block.reserved_tier}
        for block in blocks
        if block.reserved_tier
    ]
    found += [{"kind": "closed", "at": one.starts_at, "until": one.ends_at, "reason": one.reason} for one in shut]
    return sorted(found, key=lambda row: (row["at"], row["kind"] != "closed"))
