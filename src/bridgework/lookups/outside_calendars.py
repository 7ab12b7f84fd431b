"""Calendars of the outside: which are connected, which are stale, what their busy times collide with, and the feed of a clinician."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef

from bridgework.records.link_secrets import hash_of
from bridgework.records.models import Appointment, BusyCalendar, BusyTime, CalendarFeed, Provider
from bridgework.rules.calendar_feed import FeedVisit
from bridgework.rules.facts import Viewer
from bridgework.rules.outside_calendar import Freshness, is_stale, shown_address
from bridgework.rules.permissions import practice_of
from bridgework.rules.refusals import NotFound

FEED_BEHIND, FEED_AHEAD = timedelta(days=7), timedelta(days=180)
MOST_IN_FEED = 2000
COLLIDING = """
    FROM records_provider AS provider
    JOIN records_busytime AS busy ON busy.provider_id = provider.id AND busy.ends_at > %(now)s
    JOIN records_appointment AS visit ON visit.provider_id = provider.id
        AND visit.starts_at < busy.ends_at AND visit.ends_at > busy.starts_at AND visit.starts_at > %(now)s
        AND (visit.status = 'booked' OR visit.status = 'held' AND visit.held_until > %(now)s)
        AND NOT (visit.status = 'booked' AND visit.starts_at = busy.starts_at AND busy.ends_at <= visit.blocked_until)
"""
"""Visits and holds ahead that a busy time overlaps. One that begins with a booked visit and ends within it is the visit itself."""


@dataclass(frozen=True, slots=True)
class OutsideCalendar:
    """What is connected for a clinician. `feed_id` is that of the feed that stands; `address` names the server only. Times are UTC."""

    provider_id: UUID
    clinician: str
    feed_id: UUID | None
    feed_read_at: datetime | None
    address: str
    read_at: datetime | None
    tried_at: datetime | None
    problem: str
    is_stale: bool
    stale_after_hours: int
    busy_ahead: int


@dataclass(frozen=True, slots=True)
class Collision:
    """A visit that a busy time of the practice's own calendar overlaps: nothing is cancelled, somebody looks. UTC."""

    referral_id: UUID
    number: int
    patient: str
    clinician: str
    starts_at: datetime
    busy_from: datetime
    busy_until: datetime


@dataclass(frozen=True, slots=True)
class ToRead:
    """A calendar that a job reads: where, and in which zone its whole days are."""

    id: UUID
    address: str
    zone: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a secret address leads to."""

    id: UUID
    clinician: str
    visits: tuple[FeedVisit, ...]


def outside_calendars(viewer: Viewer, *, now: datetime) -> tuple[OutsideCalendar, ...]:
    """Of every clinician of the viewer's practice who sees patients, by name."""
    providers = Provider.objects.filter(practice_id=practice_of(viewer), is_active=True, sees_patients=True).order_by("name")
    feeds = {feed.provider_id: feed for feed in CalendarFeed.objects.filter(provider__in=providers, revoked_at=None)}
    calendars = {one.provider_id: one for one in BusyCalendar.objects.filter(provider__in=providers)}
    ahead = _busy_ahead([one.pk for one in calendars.values()], now)
    return tuple(_entry(provider, feeds.get(provider.pk), calendars.get(provider.pk), ahead, now) for provider in providers)


def _entry(
    provider: Provider, feed: CalendarFeed | None, calendar: BusyCalendar | None, ahead: dict[UUID, int], now: datetime
) -> OutsideCalendar:
    return OutsideCalendar(
        provider_id=provider.pk,
        clinician=provider.name,
        feed_id=feed.pk if feed else None,
        feed_read_at=feed.read_at if feed else None,
        address=shown_address(calendar.address) if calendar else "",
        read_at=calendar.read_at if calendar else None,
        tried_at=calendar.tried_at if calendar else None,
        problem=calendar.problem if calendar else "",
        is_stale=calendar is not None and is_stale(_freshness(calendar), now),
        stale_after_hours=calendar.stale_after_hours if calendar else 4,
        busy_ahead=ahead.get(calendar.pk, 0) if calendar else 0,
    )


def _busy_ahead(calendar_ids: Collection[UUID], now: datetime) -> dict[UUID, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT calendar_id, count(*) FROM records_busytime WHERE calendar_id = ANY(%s) AND ends_at > %s GROUP BY calendar_id",
            [list(calendar_ids), now],
        )
        return dict(cursor.fetchall())


def _freshness(calendar: BusyCalendar) -> Freshness:
    return Freshness(calendar.added_at, calendar.read_at, calendar.stale_after_hours)


def stale_providers(provider_ids: Collection[UUID], now: datetime) -> frozenset[UUID]:
    """Those whose own calendar is connected and was not read for too long: their times can only be asked for. For actions and pages."""
    return frozenset(one.provider_id for one in BusyCalendar.objects.filter(provider__in=provider_ids) if is_stale(_freshness(one), now))


def collisions(viewer: Viewer, *, now: datetime) -> tuple[Collision, ...]:
    """The first twenty visits and holds ahead that a busy time overlaps, soonest first.

    A busy time that begins with a booked visit and ends within it is taken for the visit itself, written down by the practice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT referral.id, referral.number, patient.given_name || ' ' || patient.family_name, provider.name, visit.starts_at,
                busy.starts_at, busy.ends_at
            {COLLIDING}
            JOIN records_referral AS referral ON referral.id = visit.referral_id
            JOIN records_patient AS patient ON patient.id = referral.patient_id
            WHERE provider.practice_id = %(practice)s
            ORDER BY visit.starts_at, busy.starts_at LIMIT 20
            """,
            {"now": now, "practice": practice_of(viewer)},
        )
        return tuple(Collision(*row) for row in cursor.fetchall())


def without_busy(times: Collection[Appointment]) -> list[Appointment]:
    """Those of the held times that nobody is busy at by their own calendar: the others cannot be had any more. For actions and pages."""
    held = [time.pk for time in times]
    overlaps = {"starts_at__lt": OuterRef("ends_at"), "ends_at__gt": OuterRef("starts_at")}
    busy = BusyTime.objects.filter(provider_id=OuterRef("provider_id"), **overlaps)
    gone = set(Appointment.objects.filter(Exists(busy), pk__in=held).values_list("pk", flat=True)) if held else set()
    return [time for time in times if time.pk not in gone]


def calendars_to_read() -> tuple[UUID, ...]:
    """Every connected calendar of somebody who sees patients, for the clock."""
    return tuple(
        BusyCalendar.objects.filter(provider__is_active=True).order_by(F("tried_at").asc(nulls_first=True)).values_list("pk", flat=True)
    )


def find_calendar_to_read(calendar_id: UUID) -> ToRead | None:
    """Where a job reads it from; None where it was disconnected meanwhile."""
    row = BusyCalendar.objects.filter(pk=calendar_id).values_list("pk", "address", "provider__practice__time_zone").first()
    return ToRead(*row) if row else None


def find_feed(secret: str, *, now: datetime) -> Feed:
    """What a secret address leads to: the visits of a week back and half a year ahead. Raises NotFound for one that does not work (any more)."""
    feed = (
        CalendarFeed.objects.filter(secret_sha256=hash_of(secret), revoked_at=None, provider__is_active=True)
        .select_related("provider")
        .first()
    )
    if feed is None:
        raise NotFound
    rows = (
        Appointment.objects.filter(provider=feed.provider, starts_at__gte=now - FEED_BEHIND, starts_at__lt=now + FEED_AHEAD)
        .filter(status__in=["held", "booked", "arrived", "seen"])
        .exclude(status="held", held_until__lte=now)
        .select_related("referral__patient", "location", "operatory")
        .order_by("starts_at")[:MOST_IN_FEED]
    )
    return Feed(feed.pk, feed.provider.name, tuple(_feed_visit(row) for row in rows))


def _feed_visit(row: Appointment) -> FeedVisit:
    patient = row.referral.patient
    return FeedVisit(
        id=row.pk,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        changed_at=row.changed_at,
        is_held=row.status == "held",
        initials=f"{patient.given_name[:1]}{patient.family_name[:1]}",
        number=row.referral.number,
        place=f"{row.location.name}, {row.operatory.name}" if row.operatory else row.location.name,
    )
