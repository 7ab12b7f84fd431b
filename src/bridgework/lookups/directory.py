"""The directory: practices to refer to, found by what they are, where they are and whom they treat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.lookups.listings import Listing, list_practices
from bridgework.records.models import DirectoryValue, Favorite, Location, Practice, PracticeWords, Provider, Referral
from bridgework.rules.distance import Position, box_around, miles_between, position_of_zip
from bridgework.rules.facts import Viewer
from bridgework.rules.names import normalize_name
from bridgework.rules.refusals import NotFound

PAGE = 16
MOST_PAGES = 25
"""Nobody reads on beyond these; a filter finds sooner."""
MILES = (5, 10, 25, 50, 100)
"""Distances that can be asked for."""
USUAL = 4
"""Practices that are proposed before anybody searches."""
USUAL_DAYS = 90
USUAL_REFERRALS = 200
"""Where a practice usually refers to is read from its latest referrals."""


@dataclass(frozen=True, slots=True)
class FoundPractices:
    """A page of the directory, and whether another one follows."""

    listings: tuple[Listing, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """What can be filtered by: the values that occur."""

    specialties: tuple[str, ...]
    procedures: tuple[str, ...]
    languages: tuple[str, ...]
    insurance: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """What lies within a distance: miles by key of the location, and the nearest of each practice."""

    places: Mapping[UUID, float] = field(default_factory=dict)
    practices: Mapping[UUID, float] = field(default_factory=dict)


def find_practices(
    viewer: Viewer,
    *,
    now: datetime,
    words: str = "",
    specialty: str = "",
    procedure: str = "",
    language: str = "",
    insurance: str = "",
    zip_code: str = "",
    miles: int = 25,
    only_favorites: bool = False,
    page: int = 1,
) -> FoundPractices:
    """Practices that receive referrals, without the viewer's own, that fit everything that is asked.

    Each word begins a word of the practice's name or text, of a clinician's name, of a place or town. The viewer's favorites come first, then those that their practice refers to most; the others by distance where a ZIP code is given
    (only those within so many miles of it are found), else by name. A ZIP code that is nowhere finds nobody.
    """
    found = _receiving(viewer)
    for column, value in (("specialty", specialty), ("procedures__contains", procedure and [procedure]),
                          ("languages__contains", language and [language]), ("insurance__contains", insurance and [insurance])):  # fmt: skip
        if value:
            found = found.filter(**{column: value})
    if asked := normalize_name(words).split()[:5]:
        fits = PracticeWords.objects.all()
        for word in asked:
            fits = fits.filter(words__contains=f" {word}")
        found = found.filter(pk__in=fits.values("practice"))
    near = _Near()
    if zip_code:
        middle = position_of_zip(zip_code)
        near = _near(middle, miles) if middle else near
        found = found.filter(pk__in=list(near.practices))
    stars, before = _favorites(viewer), _sent_before(viewer, now)
    if only_favorites:
        found = found.filter(pk__in=list(stars))
    skipped = PAGE * (max(1, min(page, MOST_PAGES)) - 1)
    ids = _ordered(found, stars, before, near if zip_code else None, skipped)
    rows = found.model._default_manager.in_bulk(ids[:PAGE])
    listings = list_practices(viewer, [rows[key] for key in ids[:PAGE]], now=now, sent_before=before, miles=near.places)
    return FoundPractices(listings, has_more=len(ids) > PAGE)


def _ordered(found: QuerySet[Practice], stars: set[UUID], before: Mapping[UUID, int], near: _Near | None, skipped: int) -> list[UUID]:
    """The keys of a page and one more: the known ones first, which are few; of the others only as many as are shown."""
    known = found.filter(pk__in=[*stars, *before]).values_list("pk", "name")
    ids = [key for key, _ in sorted(known, key=lambda row: (row[0] not in stars, -before.get(row[0], 0), row[1]))]
    others = found.exclude(pk__in=ids)
    if near is not None:
        rest = sorted(others.values_list("pk", "name"), key=lambda row: (near.practices[row[0]], row[1]))
        return [*ids, *(key for key, _ in rest)][skipped : skipped + PAGE + 1]
    start = max(0, skipped - len(ids))
    wanted = PAGE + 1 - len(ids[skipped : skipped + PAGE + 1])
    rest_ids = list(others.order_by("name", "pk").values_list("pk", flat=True)[start : start + wanted]) if wanted else []
    return [*ids[skipped : skipped + PAGE + 1], *rest_ids]


def find_practice(viewer: Viewer, practice_id: UUID, *, now: datetime) -> Listing:
    """One practice of the directory. Raises NotFound."""
    rows = list(_receiving(viewer).filter(pk=practice_id))
    if not rows:
        raise NotFound
    return list_practices(viewer, rows, now=now, sent_before=_sent_before(viewer, now), miles={})[0]


def directory_filters(viewer: Viewer) -> DirectoryFilters:
    """The specialties, procedures, languages and insurances that occur in the directory, in order."""
    del viewer  # what is in the directory everybody may know
    found: dict[str, list[str]] = {}
    for column, value in DirectoryValue.objects.order_by("value").values_list("column", "value"):
        found.setdefault(column, []).append(value)
    return DirectoryFilters(*(tuple(found.get(column, ())) for column in ("specialty", "procedures", "languages", "insurance")))


def usual_practices(viewer: Viewer, *, now: datetime, specialty: str = "") -> tuple[Listing, ...]:
    """Where the viewer's practice usually refers to: those of the wanted specialty before the others, favorites and the most frequent first.

    Where that is not enough, others of the directory, by name.
    """
    stars, before = _favorites(viewer), _sent_before(viewer, now)
    known = _receiving(viewer).filter(pk__in=[*stars, *before])
    rows = sorted(
        known, key=lambda row: (bool(specialty) and row.specialty != specialty, row.pk not in stars, -before.get(row.pk, 0), row.name)
    )
    fitting = [row for row in rows if not specialty or row.specialty == specialty][:USUAL]
    if len(fitting) < USUAL:
        others = _receiving(viewer).exclude(pk__in=[row.pk for row in rows])
        others = others.filter(specialty=specialty) if specialty else others
        fitting += others.order_by("name")[: USUAL - len(fitting)]
    rest = [row for row in rows if row not in fitting]
    return list_practices(viewer, [*fitting, *rest][:USUAL], now=now, sent_before=before, miles={})


def names_at(viewer: Viewer, practice_id: UUID) -> dict[UUID, str]:
    """Names of the clinicians and the locations of a practice by key, to tell an open time with."""
    del viewer  # what is in the directory everybody may know
    clinicians = Provider.objects.filter(practice_id=practice_id).values_list("pk", "name")
    return dict(clinicians) | dict(Location.objects.filter(practice_id=practice_id).values_list("pk", "name"))


def _receiving(viewer: Viewer) -> QuerySet[Practice]:
    return Practice.objects.filter(receives=True).exclude(Q(pk=viewer.practice_id))


def _near(middle: Position, miles: int) -> _Near:
    """The places within a distance: a box of the index first, then each is measured."""
    box = box_around(middle, miles)
    rows = Location.objects.filter(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east), practice__receives=True)
    places: dict[UUID, float] = {}
    practices: dict[UUID, float] = {}
    for key, practice, latitude, longitude in rows.values_list("pk", "practice_id", "latitude", "longitude"):
        if latitude is None or longitude is None:
            continue
        far = miles_between(middle, Position(latitude, longitude))
        if far <= miles:
            places[key] = far
            practices[practice] = min(far, practices.get(practice, far))
    return _Near(places, practices)


def _favorites(viewer: Viewer) -> set[UUID]:
    return set(Favorite.objects.filter(Q(practice_id=viewer.practice_id)).values_list("favorite_id", flat=True))


def _sent_before(viewer: Viewer, now: datetime) -> dict[UUID, int]:
    """How many of the practice's latest referrals went where, over at most 90 days."""
    latest = (
        Referral.objects.filter(
            sender_practice_id=viewer.practice_id, created_at__gte=now - timedelta(days=USUAL_DAYS), sent_at__isnull=False
        )
        .order_by("-created_at", "-id")
        .values_list("recipient_practice_id", flat=True)[:USUAL_REFERRALS]
    )
    counted: dict[UUID, int] = {}
    for recipient in latest:
        if recipient is not None:
            counted[recipient] = counted.get(recipient, 0) + 1
    return counted
