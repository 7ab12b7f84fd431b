"""The directory: who is in it, what they want, how soon they have time and really answer."""

from datetime import timedelta

import pytest

import make
from bridgework.lookups.directory import find_practice, find_practices
from bridgework.lookups.open_times import open_times
from bridgework.records.models import VisitType
from bridgework.rules.refusals import NotFound
from people import NOW, Cast


def test_practices_that_receive_without_one_s_own(cast: Cast) -> None:
    names = [listing.name for listing in find_practices(cast.raman, now=NOW)]
    assert cast.harbor.name in names
    assert cast.lakeview.name not in names
    assert cast.harbor.name not in [listing.name for listing in find_practices(cast.dana, now=NOW)]


def test_filters_and_words(cast: Cast) -> None:
    assert [listing.name for listing in find_practices(cast.raman, now=NOW, specialty="endodontics")] == [cast.harbor.name]
    assert [listing.name for listing in find_practices(cast.raman, now=NOW, words="mei lin")] == [cast.harbor.name]
    assert find_practices(cast.raman, now=NOW, words="nobody of that name") == ()


def test_whom_one_refers_to_most_comes_first(cast: Cast) -> None:
    make.sent(cast, to=cast.tidewater)
    first = find_practices(cast.raman, now=NOW + timedelta(hours=1))[0]
    assert (first.name, first.sent_before) == (cast.tidewater.name, 1)


def test_the_next_open_time_is_one_that_can_be_held(cast: Cast) -> None:
    listing = find_practice(cast.raman, cast.harbor.pk, now=NOW)
    kind = VisitType.objects.filter(practice=cast.harbor).order_by("position", "name")[0]
    for tier, told in (("emergency", listing.times.emergency), ("elective", listing.times.elective)):
        assert told == open_times(cast.raman, cast.harbor.pk, kind.pk, tier=tier, now=NOW)[0].starts_at


def test_how_soon_they_answer_is_measured_and_three_answers_are_needed(cast: Cast) -> None:
    patient = make.patient(cast.lakeview)
    for _ in range(2):
        make.accepted(cast, of=patient)
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=1)).answers.others is None
    make.accepted(cast, of=patient)
    answers = find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=1)).answers
    assert (answers.others, answers.how_many) == (timedelta(hours=1), 3)
    assert find_practice(cast.raman, cast.harbor.pk, now=NOW + timedelta(days=91)).answers.others is None


def test_the_same_queries_however_many_practices(cast: Cast, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        find_practices(cast.raman, now=NOW)


def test_what_is_no_practice_of_the_directory_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        find_practice(cast.raman, cast.practices["marsh-dental"].pk, now=NOW)
