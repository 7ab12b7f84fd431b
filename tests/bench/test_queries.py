"""What a list costs does not grow with its rows: each is one query, however many referrals are on it; what a search and a booking cost."""

from datetime import timedelta
from typing import Any

import make
from bridgework.actions.book_appointment import book_appointment
from bridgework.lookups.measured import list_measured
from bridgework.lookups.open_times import open_times
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


def test_open_times_of_months_are_four_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    kind = make.booked(cast).appointments.get().visit_type_id

    with django_assert_num_queries(3):  # and what is taken, which Django does not count
        assert open_times(cast.theo, cast.harbor.pk, kind, tier="elective", now=NOW, days=90)


def test_a_booking_is_about_thirty_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    referral = make.accepted(cast)
    slots, kind = make.free_times(referral, cast.theo, NOW + timedelta(days=2))

    with django_assert_max_num_queries(31):
        book_appointment(
            cast.theo,
            referral.pk,
            provider_id=slots[0].provider_id,
            visit_type_id=kind,
            starts_at=slots[0].starts_at,
            now=NOW + timedelta(hours=2),
        )
