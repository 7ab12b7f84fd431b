"""The directory: practices to refer to, what they want, when they have time, and how soon they really answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from bridgework.lookups.next_times import NextTimes, next_times
from bridgework.lookups.wanted_records import wanted_from
from bridgework.records.models import Location, Practice, Provider, Referral
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound

MEASURED_DAYS = 90
MEASURED_REFERRALS = 400
"""A practice's typical answer is the median of its last referrals, so that the query stays small however many there are."""
FEWEST = 3
"""Fewer answers than this are no habit, and nothing is said."""
PAGE = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a practice sees patients."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Answers:
    """How soon a practice answers: the median from sent to reviewed over its last 90 days, or None where there is no habit yet."""

    hurried: timedelta | None
    """Emergency and urgent referrals."""
    others: timedelta | None
    how_many: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A practice in the directory. Times are UTC; `wants` are records in words; codes of languages and specialty are stored ones."""

    id: UUID
    name: str
    specialty: str
    about: str
    time_zone: str
    phone: str
    phone_display: str
    on_call_display: str
    on_network: bool
    auto_accept: bool
    languages: tuple[str, ...]
    insurance: tuple[str, ...]
    procedures: tuple[str, ...]
    wants: tuple[str, ...]
    places: tuple[Place, ...]
    clinicians: tuple[str, ...]
    times: NextTimes
    answers: Answers
    sent_before: int
    """How many referrals the viewer's practice sent them in the last 90 days."""


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """What can be filtered by: the values that occur."""

    specialties: tuple[str, ...]
    languages: tuple[str, ...]
    insurance: tuple[str, ...]


def find_practices(
    viewer: Viewer, *, now: datetime, words: str = "", specialty: str = "", language: str = "", insurance: str = "", limit: int = PAGE
) -> tuple[Listing, ...]:
    """Practices that receive referrals, without the viewer's own: those the viewer's practice refers to most first, then by name."""
    found = _receiving(viewer)
    if specialty:
        found = found.filter(specialty=specialty)
    if language:
        found = found.filter(languages__contains=[language])
    if insurance:
        found = found.filter(insurance__contains=[insurance])
    for word in words.split()[:5]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(about__icontains=word)
            | Q(pk__in=Provider.objects.filter(name__icontains=word, is_active=True).values("practice_id"))
            | Q(pk__in=Location.objects.filter(Q(name__icontains=word) | Q(city__icontains=word)).values("practice_id"))
        )
    before = _sent_before(viewer, now)
    rows = sorted(found, key=lambda row: (-before.get(row.pk, 0), row.name))[:limit]
    return _listed(viewer, rows, before, now)


def find_practice(viewer: Viewer, practice_id: UUID, *, now: datetime) -> Listing:
    """One practice of the directory. Raises NotFound."""
    rows = list(_receiving(viewer).filter(pk=practice_id))
    if not rows:
        raise NotFound
    return _listed(viewer, rows, _sent_before(viewer, now), now)[0]


def directory_filters(viewer: Viewer) -> DirectoryFilters:
    """The specialties, languages and insurances that occur in the directory, in order."""
    rows = list(_receiving(viewer).values_list("specialty", "languages", "insurance"))
    return DirectoryFilters(
        specialties=tuple(sorted({specialty for specialty, _, _ in rows})),
        languages=tuple(sorted({language for _, languages, _ in rows for language in languages})),
        insurance=tuple(sorted({name for _, _, names in rows for name in names})),
    )


def usual_practices(viewer: Viewer, *, now: datetime, specialty: str = "", limit: int = 4) -> tuple[Listing, ...]:
    """Where the viewer's practice usually refers to, the most frequent first, those of the wanted specialty before the others."""
    before = _sent_before(viewer, now)
    rows = sorted(_receiving(viewer), key=lambda row: (bool(specialty) and row.specialty != specialty, -before.get(row.pk, 0), row.name))
    return _listed(viewer, rows[:limit], before, now)


def names_at(viewer: Viewer, practice_id: UUID) -> dict[UUID, str]:
    """Names of the clinicians and the locations of a practice by key, to tell an open time with."""
    del viewer  # what is in the directory everybody may know
    clinicians = Provider.objects.filter(practice_id=practice_id).values_list("pk", "name")
    return dict(clinicians) | dict(Location.objects.filter(practice_id=practice_id).values_list("pk", "name"))


def _receiving(viewer: Viewer) -> QuerySet[Practice]:
    return Practice.objects.filter(receives=True).exclude(Q(pk=viewer.practice_id)).order_by("name")


def _sent_before(viewer: Viewer, now: datetime) -> dict[UUID, int]:
    """How many of the practice's latest referrals went where, over at most 90 days and 400 referrals."""
    latest = (
        Referral.objects.filter(
            sender_practice_id=viewer.practice_id, created_at__gte=now - timedelta(days=MEASURED_DAYS), sent_at__isnull=False
        )
        .order_by("-created_at", "-id")
        .values_list("recipient_practice_id", flat=True)[:MEASURED_REFERRALS]
    )
    counted: dict[UUID, int] = {}
    for recipient in latest:
        if recipient is not None:
            counted[recipient] = counted.get(recipient, 0) + 1
    return counted


def _listed(viewer: Viewer, rows: Sequence[Practice], before: dict[UUID, int], now: datetime) -> tuple[Listing, ...]:
    ids = [row.pk for row in rows]
    times, answers = next_times(viewer, ids, now=now), typical_answers(viewer, ids, now=now)
    places: dict[UUID, list[Place]] = {}
    for location in Location.objects.filter(practice_id__in=ids).order_by("name"):
        address = f"{location.street}, {location.city}, {location.region} {location.zip}"
        places.setdefault(location.practice_id, []).append(Place(location.name, address, display_phone(location.phone)))
    clinicians: dict[UUID, list[str]] = {}
    for provider in Provider.objects.filter(practice_id__in=ids, is_active=True, sees_patients=True).order_by("name"):
        clinicians.setdefault(provider.practice_id, []).append(provider.name)
    return tuple(
        Listing(
            id=row.pk,
            name=row.name,
            specialty=row.specialty,
            about=row.about,
            time_zone=row.time_zone,
            phone=row.phone,
            phone_display=display_phone(row.phone),
            on_call_display=display_phone(row.on_call_phone) if row.on_call_phone else "",
            on_network=row.on_network,
            auto_accept=row.auto_accept,
            languages=tuple(row.languages),
            insurance=tuple(row.insurance),
            procedures=tuple(row.procedures),
            wants=tuple(
                REQUIREMENTS[minimum.code] for minimum in wanted_from(row, specialty=row.specialty, sender="") if not minimum.procedures
            ),
            places=tuple(places.get(row.pk, ())),
            clinicians=tuple(clinicians.get(row.pk, ())),
            times=times.get(row.pk, NextTimes(None, None)),
            answers=answers[row.pk],
            sent_before=before.get(row.pk, 0),
        )
        for row in rows
    )


def typical_answers(viewer: Viewer, practice_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Answers]:
    """How soon practices answer, measured from their own referrals: one query over at most 400 rows of each. It tells no referral."""
    ids = list(practice_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.id,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY latest.took) FILTER (WHERE latest.hurried),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY latest.took) FILTER (WHERE NOT latest.hurried),
                   count(*) FILTER (WHERE latest.hurried), count(*) FILTER (WHERE NOT latest.hurried)
            FROM unnest(%s::uuid[]) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT reviewed_at - sent_at AS took, tier IN ('emergency', 'urgent') AS hurried
                FROM (
                    SELECT reviewed_at, sent_at, tier FROM records_referral
                    WHERE recipient_practice_id = asked.id AND sent_at > %s ORDER BY sent_at DESC, id DESC LIMIT %s
                ) AS newest
                WHERE reviewed_at IS NOT NULL
            ) AS latest
            GROUP BY asked.id
            """,
            [ids, now - timedelta(days=MEASURED_DAYS), MEASURED_REFERRALS],
        )
        measured = {
            practice: Answers(
                hurried if hurried_count >= FEWEST else None, others if other_count >= FEWEST else None, hurried_count + other_count
            )
            for practice, hurried, others, hurried_count, other_count in cursor.fetchall()
        }
    return {practice: measured.get(practice, Answers(None, None, 0)) for practice in ids}
