"""The worklist: what stands on it for whom, in which order, and that a page costs the same however long the list is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
import people
from bridgework.lookups import worklist
from bridgework.lookups.menu import count_waiting
from bridgework.lookups.worklist import SHOWS, count_work, list_emergencies, list_work
from bridgework.records.models import Referral
from bridgework.rules.facts import Viewer
from people import Cast

LATER = people.NOW + timedelta(days=9)


def ids(viewer: Viewer, show: str, **how: object) -> list[object]:
    return [row.id for row in list_work(viewer, show=show, now=how.pop("now", people.NOW), **how).rows]


def test_the_most_pressing_comes_first(cast: Cast) -> None:
    elective, emergency = make.sent(cast), make.sent(cast, case=make.EMERGENCY)
    assert ids(cast.dana, "mine") == [emergency.pk, elective.pk]


def test_mine_is_what_my_role_does(cast: Cast) -> None:
    to_review, to_book, to_report = make.sent(cast), make.accepted(cast), make.seen(cast)
    assert set(ids(cast.theo, "mine")) == {to_book.pk}
    assert to_report.pk in ids(cast.lin, "mine")
    assert {to_review.pk, to_book.pk} <= set(ids(cast.dana, "mine"))
    assert ids(cast.ruth, "mine") == []


def test_each_list_holds_its_steps(cast: Cast) -> None:
    made = {"review": make.sent(cast), "book": make.accepted(cast), "reports": make.seen(cast)}
    for show, referral in made.items():
        assert ids(cast.dana, show) == [referral.pk]
    assert set(ids(cast.dana, "all")) == {referral.pk for referral in made.values()}


def test_missing_records_are_what_the_senders_owe_us(cast: Cast) -> None:
    asked = make.records_asked(cast)
    assert ids(cast.dana, "records") == [asked.pk]
    assert ids(cast.dana, "all") == []
    assert ids(cast.jo, "mine") == [asked.pk]


def test_another_practice_sees_nothing_of_it(cast: Cast) -> None:
    make.sent(cast)
    assert all(ids(cast.ines, show) == [] for show in SHOWS)


def test_what_is_closed_stands_on_no_list(cast: Cast) -> None:
    make.closed(cast)
    assert all(ids(viewer, show, now=LATER) == [] for viewer in (cast.dana, cast.raman) for show in SHOWS)


@pytest.mark.parametrize("now", [people.NOW, LATER])
def test_every_count_is_the_length_of_its_list(cast: Cast, now: object) -> None:
    for maker in (
        make.sent,
        make.records_asked,
        make.accepted,
        make.offered,
        make.booked,
        make.missed,
        make.seen,
        make.cancel_requested,
        make.reported,
    ):
        maker(cast)
    for viewer in (cast.dana, cast.theo, cast.lin, cast.ruth, cast.raman):
        counted = count_work(viewer, now=now)
        assert {show: len(ids(viewer, show, now=now)) for show in SHOWS} == dict(counted)
        assert count_waiting(viewer, receives=True, now=now).counts["worklist"] == (counted["mine"], counted["late"] > 0)


def test_counting_stops(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "MOST_COUNTED", 2)
    for _ in range(3):
        make.sent(cast)
    assert count_work(cast.dana, now=people.NOW)["review"] == 2


def test_pages_follow_each_other_without_gap_or_repetition(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "PAGE", 2)
    made = {make.sent(cast).pk for _ in range(5)}
    found: list[object] = []
    after = None
    for _ in range(3):
        page = list_work(cast.dana, show="all", now=people.NOW, after=after)
        found += [row.id for row in page.rows]
        after = page.after
    assert after is None
    assert len(found) == 5
    assert set(found) == made


def test_a_page_is_one_query_however_many_rows(cast: Cast) -> None:
    make.sent(cast)
    for expected in (1, 4):
        while Referral.objects.count() < expected:
            make.sent(cast)
        with CaptureQueriesContext(connection) as queries:
            assert len(list_work(cast.dana, show="mine", now=people.NOW).rows) == expected
        assert len(queries) == 1


def test_a_practice_with_much_work_is_read_from_its_index(cast: Cast) -> None:
    make.sent(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    for show, index in {"all": "using worklist", "review": "using worklist", "records": "using received_open"}.items():
        plan = worklist._shown(cast.dana, show, people.NOW).order_by("due_at", "pk")[:51].explain()
        assert index in plan.lower(), plan


def test_an_emergency_is_named_above_older_work(cast: Cast) -> None:
    old = make.sent(cast, now=people.NOW - timedelta(days=9))
    emergency, seen = make.sent(cast, case=make.EMERGENCY), make.seen(cast, case=make.EMERGENCY)
    assert ids(cast.dana, "mine", now=LATER)[0] == old.pk
    assert [row.id for row in list_emergencies(cast.dana, now=LATER)] == [emergency.pk]
    assert seen.tier == "emergency"
    assert list_emergencies(cast.ines, now=LATER) == ()
