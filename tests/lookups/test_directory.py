"""The directory: who is in it, what they want, how soon they have time and really answer, how far they are."""

from datetime import timedelta
from typing import Any

import pytest

import make
from bridgework.lookups.directory import directory_filters, find_practice, find_practices, usual_practices
from bridgework.lookups.open_times import open_times
from bridgework.records.models import Availability, Favorite, Location, Practice, PracticeWords, Provider, VisitType
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound
from people import NOW, Cast

FAR = "10001"
"""New York; the cast is in Chicago."""


def names(viewer: Viewer, **asked: Any) -> list[str]:
    return [listing.name for listing in find_practices(viewer, now=NOW, **asked).listings]


def test_practices_that_receive_without_one_s_own(cast: Cast) -> None:
    found = names(cast.raman)
    assert cast.harbor.name in found
    assert cast.lakeview.name not in found
    assert cast.harbor.name not in names(cast.dana)


def test_filters(cast: Cast) -> None:
    assert names(cast.raman, specialty="endodontics") == [cast.harbor.name]
    assert names(cast.raman, procedure="retreatment") == [cast.harbor.name]
    Practice.objects.filter(pk=cast.tidewater.pk).update(languages=["en"])
    assert cast.tidewater.name in names(cast.raman, language="en")
    assert cast.tidewater.name not in names(cast.raman, language="es")
    assert names(cast.raman, specialty="endodontics", language="tlh") == []


@pytest.mark.parametrize("words", ["mei lin", "LIN harb", "Harbor Endodontics", "brandt", "eastside"])
def test_words_begin_words_of_names_people_and_places(cast: Cast, words: str) -> None:
    assert names(cast.raman, words=words) == [cast.harbor.name]


@pytest.mark.parametrize("words", ["nobody of that name", "arbor endodontics", "100%", "_arbor"])
def test_words_that_fit_nobody(cast: Cast, words: str) -> None:
    assert names(cast.raman, words=words) == []


def test_a_new_name_is_found_and_one_that_left_is_not(cast: Cast) -> None:
    Provider.objects.create(practice=cast.harbor, name="Dr. Zoë Müller-Quast")
    assert names(cast.raman, words="muller quast") == [cast.harbor.name]
    Provider.objects.filter(name="Dr. Mei Lin").update(is_active=False)
    assert names(cast.raman, words="mei lin") == []
    Practice.objects.filter(pk=cast.harbor.pk).update(name="Zebra Root Canals")
    assert names(cast.raman, words="zebra") == ["Zebra Root Canals"]
    assert PracticeWords.objects.count() == Practice.objects.count()


def test_only_who_is_near_and_the_nearest_first(cast: Cast) -> None:
    tidewater = cast.tidewater
    for location in Location.objects.filter(practice=tidewater):
        location.zip = FAR
        location.save()
    near = find_practices(cast.raman, now=NOW, zip_code="60601", miles=25).listings
    assert tidewater.name not in [listing.name for listing in near]
    miles = [listing.miles for listing in near]
    assert None not in miles
    assert miles == sorted(miles, key=lambda far: far or 0)
    assert names(cast.raman, zip_code=FAR, miles=5) == [tidewater.name]
    assert names(cast.raman, zip_code="00000") == []


def test_favorites_come_first_and_can_be_asked_for_alone(cast: Cast) -> None:
    northpoint = cast.practices["northpoint-orthodontics"]
    make.sent(cast, to=cast.tidewater)
    Favorite.objects.create(practice=cast.lakeview, favorite=northpoint, created_at=NOW)
    first, second = find_practices(cast.raman, now=NOW + timedelta(hours=1)).listings[:2]
    assert (first.name, first.is_favorite) == (northpoint.name, True)
    assert (second.name, second.is_favorite) == (cast.tidewater.name, False)
    assert names(cast.raman, only_favorites=True) == [northpoint.name]
    assert names(cast.marsh, only_favorites=True) == []


def test_whom_one_refers_to_most_comes_first(cast: Cast) -> None:
    make.sent(cast, to=cast.tidewater)
    first = find_practices(cast.raman, now=NOW + timedelta(hours=1)).listings[0]
    assert (first.name, first.sent_before) == (cast.tidewater.name, 1)


def test_pages_hold_everybody_once(cast: Cast) -> None:
    for number in range(40):
        Practice.objects.create(
            slug=f"more-{number}",
            name=f"More {number:02}",
            specialty="endodontics",
            time_zone="UTC",
            phone="+13125550100",
            email="",
            receives=True,
            created_at=NOW,
        )
    Favorite.objects.create(practice=cast.lakeview, favorite=Practice.objects.get(slug="more-39"), created_at=NOW)
    found: list[str] = []
    for page in range(1, 10):
        answer = find_practices(cast.raman, now=NOW, page=page)
        found += [listing.name for listing in answer.listings]
        if not answer.has_more:
            break
    assert len(found) == len(set(found)) == Practice.objects.filter(receives=True).exclude(pk=cast.lakeview.pk).count()
    assert found[0] == "More 39"


@pytest.mark.parametrize("tier", ["emergency", "urgent", "soon", "elective"])
def test_the_next_open_time_is_one_that_can_be_held(cast: Cast, tier: str) -> None:
    make.booked(cast)
    listing = find_practice(cast.raman, cast.harbor.pk, now=NOW)
    kind = VisitType.objects.filter(practice=cast.harbor, is_active=True).order_by("position", "name")[0]
    told = getattr(listing.times, tier)
    assert told == open_times(cast.raman, cast.harbor.pk, kind.pk, tier=tier, now=NOW)[0].starts_at


def test_who_has_no_hours_has_no_times(cast: Cast) -> None:
    Availability.objects.filter(provider__practice=cast.harbor).delete()
    times = find_practice(cast.raman, cast.harbor.pk, now=NOW).times
    assert (times.emergency, times.elective) == (None, None)


def test_how_soon_they_answer_is_measured_and_three_answers_are_needed(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    for _ in range(2):
        make.accepted(cast, of=patient)
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=1)).answers.others is None
    make.accepted(cast, of=patient)
    answers = find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=1)).answers
    assert (answers.others, answers.how_many) == (timedelta(hours=1), 3)
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=91)).answers.others is None


def test_how_many_end_with_a_report_is_measured_later(cast: Cast) -> None:
    for _ in range(3):
        make.reported(cast)
    make.accepted(cast)
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=30)).completion.share is None
    completion = find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=90)).completion
    assert (completion.share, completion.how_many) == (0.75, 4)
    assert completion.took is not None


def test_how_one_that_is_not_on_the_network_is_reached(cast: Cast) -> None:
    Practice.objects.filter(pk=cast.tidewater.pk).update(on_network=False)
    assert find_practice(cast.raman, cast.tidewater.pk, now=NOW).reached == "email"
    Practice.objects.filter(pk=cast.tidewater.pk).update(email="")
    assert find_practice(cast.raman, cast.tidewater.pk, now=NOW).reached == "paper"
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW).reached == "network"


def test_what_can_be_filtered_by_occurs(cast: Cast) -> None:
    filters = directory_filters(cast.raman)
    assert "endodontics" in filters.specialties
    assert "retreatment" in filters.procedures
    assert list(filters.languages) == sorted(filters.languages)
    assert filters.insurance
    Practice.objects.filter(pk=cast.tidewater.pk).update(languages=["en", "hmn"])
    assert "hmn" in directory_filters(cast.raman).languages
    Practice.objects.filter(pk=cast.tidewater.pk).update(receives=False)
    assert "hmn" not in directory_filters(cast.raman).languages


def test_the_usual_ones_of_a_specialty_come_first(cast: Cast) -> None:
    make.sent(cast, to=cast.tidewater)
    after = NOW + timedelta(hours=1)
    assert usual_practices(cast.raman, now=after)[0].name == cast.tidewater.name
    assert usual_practices(cast.raman, now=after, specialty="endodontics")[0].name == cast.harbor.name


def test_the_same_queries_however_many_practices(cast: Cast, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        find_practices(cast.raman, now=NOW, zip_code="60601", words="e")


def test_what_is_no_practice_of_the_directory_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        find_practice(cast.raman, cast.practices["marsh-dental"].pk, now=NOW)
