"""The calendar: a day or a week by clinician or operatory, to look at, to move visits, to mark what happened, and to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bridgework.lookups.appointments import Block, Busy, Days, DayVisit, Shut, days_of, next_worked_day
from bridgework.lookups.outside_calendars import collisions, outside_calendars
from bridgework.rules.permissions import may
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.scheduling import day_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@dataclass(frozen=True, slots=True)
class Column:
    """A clinician's or an operatory's day. `provider_id` is where a visit that is dropped here goes; None: it stays with its clinician."""

    id: str
    name: str
    day: date
    provider_id: UUID | None
    where: str
    blocks: list[Block]
    rows: list[dict[str, Any]]
    visits: list[DayVisit]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which calendar is looked at, as its address says: `who` is one clinician or operatory alone, `day` the first day."""

    day: date
    is_week: bool
    by_room: bool
    is_list: bool
    who: UUID | None

    @property
    def first(self) -> date:
        """The first day that is shown."""
        return self.day - timedelta(days=self.day.weekday()) if self.is_week else self.day

    @property
    def length(self) -> int:
        """How many days are shown."""
        return 7 if self.is_week else 1

    @property
    def chosen(self) -> dict[str, str]:
        """The way of looking, as an address carries it."""
        return {
            "span": "week" if self.is_week else "",
            "by": "room" if self.by_room else "",
            "who": str(self.who or ""),
            "list": "1" if self.is_list else "",
        }


@staff_may("read_referrals")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`day` is the first day; `span=week` shows its week; `by=room` has operatories for columns; `who` is one clinician or operatory alone;
    `list=1` leaves the hour grid away.
    """
    today = request.now.astimezone(ZoneInfo(request.place.time_zone)).date()
    asked = asked_of(request, today)
    days = days_of(request.viewer, asked.first, asked.length, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "calendar", sorted({visit.referral_id for visit in days.visits}))
    outside = outside_calendars(request.viewer, now=request.now)
    context = {
        "today": today,
        "zone": days.zone,
        "may_record": may(request.viewer, "record_visit"),
        "may_move": may(request.viewer, "schedule"),
        "waiting": sum(1 for visit in days.visits if visit.visit.is_booked),
        "collisions": collisions(request.viewer, now=request.now),
        "stale": [one for one in outside if one.is_stale],
    }
    return render(request, "desk/calendar.html", context | shown(request, asked, days, today) | links(asked, has_rooms=bool(days.rooms)))


def asked_of(request: HttpRequest, today: date) -> Asked:
    """What the address asks for; today where it names no day."""
    given = request.GET
    return Asked(
        day=day_of(given.get("day")) or today,
        is_week=given.get("span") == "week",
        by_room=given.get("by") == "room",
        is_list=bool(given.get("list")),
        who=uuid_of(given.get("who")),
    )


def shown(request: HttpRequest, asked: Asked, days: Days, today: date) -> dict[str, Any]:
    """The days with their columns, and where nobody works the next day on which somebody does."""
    entries = [day_entry(days, one, request.now, by_room=asked.by_room, who=asked.who) for one in days.days]
    columns = [column for entry in entries for column in entry["columns"]]
    works_next = None if asked.is_week or columns else next_worked_day(request.viewer, asked.day + timedelta(days=1))
    known = dict(days.rooms if asked.by_room else days.providers)
    return {
        "day": asked.day,
        "is_week": asked.is_week,
        "is_grid": not asked.is_list and (not asked.is_week or asked.who is not None),
        "is_list": asked.is_list,
        "by_room": asked.by_room,
        "who": asked.who,
        "who_name": known.get(asked.who, "") if asked.who else "",
        "days": [entry for entry in entries if not asked.is_week or entry["columns"] or entry["day"] == today],
        "one_week": columns if asked.is_week and asked.who else [],
        "people": [(key, name, address(asked.day, asked.chosen | {"who": str(key)})) for key, name in known.items()],
        "next_worked": works_next,
        "next_worked_url": address(works_next, asked.chosen),
    }


def links(asked: Asked, *, has_rooms: bool) -> dict[str, str]:
    """Where the same calendar is seen on other days and in other ways."""
    day, chosen, step = asked.day, asked.chosen, timedelta(days=asked.length)
    return {
        "back": address(day, chosen),
        "previous_url": address(asked.first - step, chosen),
        "next_url": address(asked.first + step, chosen),
        "today_url": address(None, chosen),
        "day_url": address(day, chosen | {"span": ""}),
        "week_url": address(day, chosen | {"span": "week"}),
        "list_url": address(day, chosen | {"list": "" if asked.is_list else "1"}),
        "all_url": address(day, chosen | {"who": ""}),
        "provider_url": address(day, chosen | {"by": "", "who": ""}),
        "room_url": address(day, chosen | {"by": "room", "who": ""}) if has_rooms else "",
    }


def address(day: date | None, chosen: dict[str, str]) -> str:
    """The calendar on a day (None: today) as it was looked at."""
    asked = ({"day": day.isoformat()} if day else {}) | {name: value for name, value in chosen.items() if value}
    return f"{reverse('calendar')}?{urlencode(asked)}" if asked else reverse("calendar")


def day_entry(days: Days, day: date, now: datetime, *, by_room: bool = False, who: UUID | None = None) -> dict[str, Any]:
    """One day: for each clinician (or operatory) with hours or visits, what fills it in order of time."""
    listed = days.rooms if by_room else days.providers
    columns = []
    for key, name in listed:
        if who is not None and key != who:
            continue
        column = (room_column if by_room else provider_column)(days, day, key, name, now)
        if column.blocks or column.visits or who is not None:
            columns.append(column)
    return {"day": day, "columns": columns, "is_holiday": day in days.holidays}


def provider_column(days: Days, day: date, provider_id: UUID, name: str, now: datetime) -> Column:
    """A clinician's day: hours, closures, busy times of their own calendar, visits."""
    zone = ZoneInfo(days.zone)
    blocks = [block for block in days.blocks if block.provider_id == provider_id and block.day == day]
    visits = [visit for visit in days.visits if visit.visit.provider_id == provider_id and visit.day == day]
    shut = [one for one in days.shut if one.provider_id in (None, provider_id) and covers(one.starts_at, one.ends_at, day, zone)]
    busy = [
        {"kind": "busy", "at": one.starts_at, "until": one.ends_at}
        for one in days.busy
        if one.provider_id == provider_id and covers(one.starts_at, one.ends_at, day, zone) and not is_written_down(one, visits)
    ]
    every = sorted(rows(blocks, visits, shut, now) + busy, key=in_order)
    where = places(blocks) or (_("public holiday") if day in days.holidays else "")
    return Column(f"{provider_id}-{day}", name, day, provider_id, where, blocks, every, visits=visits)


def room_column(days: Days, day: date, room_id: UUID, name: str, now: datetime) -> Column:
    """An operatory's day: the hours that name it, and the visits in it, whoever gives them."""
    blocks = [block for block in days.blocks if block.operatory_id == room_id and block.day == day]
    visits = [visit for visit in days.visits if visit.visit.operatory_id == room_id and visit.day == day]
    names = dict(days.providers)
    who = ", ".join(dict.fromkeys(names.get(block.provider_id, "") for block in blocks))
    return Column(f"{room_id}-{day}", name, day, None, who, blocks, sorted(rows(blocks, visits, [], now), key=in_order), visits=visits)


def is_written_down(busy: Busy, visits: Iterable[DayVisit]) -> bool:
    """Whether the busy time is one of these visits, which the practice wrote into its own calendar, too."""
    booked = (one.visit for one in visits if one.visit.status != "held")
    return any(visit.starts_at == busy.starts_at and busy.ends_at <= visit.ends_at for visit in booked)


def covers(starts_at: datetime, ends_at: datetime, day: date, zone: ZoneInfo) -> bool:
    """Whether a span of time falls on a local day."""
    return starts_at.astimezone(zone).date() <= day <= (ends_at - timedelta(seconds=1)).astimezone(zone).date()


def places(blocks: Iterable[Block]) -> str:
    """Where a clinician works on a day."""
    return ", ".join(dict.fromkeys(f"{block.location}, {block.operatory}" if block.operatory else block.location for block in blocks))


def in_order(row: dict[str, Any]) -> tuple[datetime, bool]:
    """By time, and what is behind a visit before it."""
    return row["at"], row["kind"] == "visit"


def rows(blocks: Iterable[Block], visits: Iterable[DayVisit], shut: Iterable[Shut], now: datetime) -> list[dict[str, Any]]:
    """Visits, holds, kept blocks and closures of one day."""
    found: list[dict[str, Any]] = [
        {"kind": "visit", "at": one.visit.starts_at, "until": one.visit.ends_at, "entry": one, "past": one.visit.starts_at <= now}
        for one in visits
    ]
    found += [
        {
            "kind": "reserved",
            "at": block.starts_at,
            "until": block.ends_at,
            "tier": block.reserved_tier,
            "for": block.reserved_kind,
            "opens_at": block.opens_at,
        }
        for block in blocks
        if block.is_kept(now)
    ]
    return found + [{"kind": "closed", "at": one.starts_at, "until": one.ends_at, "reason": one.reason} for one in shut]
