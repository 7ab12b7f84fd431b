"""What a list costs does not grow with its rows: each is one query, however many referrals are on it."""

from datetime import timedelta
from typing import Any

import make
from bridgework.lookups.measured import list_measured
from bridgework.lookups.worklist import count_work, list_work
from people import NOW, Cast


def test_a_worklist_of_many_is_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    for maker in (make.sent, make.accepted, make.booked, make.seen, make.records_asked):
        maker(cast)

    with django_assert_num_queries(1):
        page = list_work(cast.dana, show="all", now=NOW + timedelta(days=30))
    assert len(page.rows) == 4
    with django_assert_num_queries(1):
        assert count_work(cast.dana, now=NOW)["records"] == 1


def test_the_list_behind_a_number_is_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    make.sent(cast)
    make.reported(cast)

    with django_assert_num_queries(1):
        page = list_measured(cast.ruth, "received", NOW - timedelta(days=30), now=NOW)
    assert len(page.rows) == 2
