"""Counts and times of the stages."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.measures import STAGES, count_stages, is_overdue, reached, time_in_stages

DAY_0 = datetime(2026, 11, 2, tzinfo=UTC)


def times(**days: float) -> dict[str, datetime]:
    return {stage: DAY_0 + timedelta(days=day) for stage, day in days.items()}


FULL = times(sent=0, received=0, reviewed=1, booked=2, seen=9, reported=10, closed=12)
BOOKED = times(sent=0, received=0, reviewed=3, booked=8)
ADVISED = times(sent=0, received=0, reviewed=1, reported=2, closed=3)


def test_the_funnel_counts_each_stage_where_it_was_reached() -> None:
    found = {stage.stage: (stage.count, stage.share) for stage in count_stages([FULL, BOOKED, ADVISED, times(sent=0)])}
    assert found["sent"] == (4, 1.0)
    assert found["booked"] == (2, 0.5)
    assert found["seen"] == (1, 0.25)
    assert found["closed"] == (2, 0.5)


def test_what_was_declined_has_ended_but_no_loop_closed() -> None:
    declined = times(sent=0, received=0, reviewed=1, closed=2)
    assert {stage.stage: stage.count for stage in count_stages([FULL, declined])}["closed"] == 1
    assert {stage.stage: stage.count for stage in time_in_stages([FULL, declined])}["closed"] == 1


def test_no_referrals_no_division() -> None:
    assert all((stage.count, stage.share) == (0, 0.0) for stage in count_stages([]))
    assert all(stage.median is None for stage in time_in_stages([]))


def test_the_median_time_of_a_stage() -> None:
    found = {stage.stage: stage for stage in time_in_stages([FULL, BOOKED, ADVISED])}
    assert found["reviewed"].median == timedelta(days=1)
    assert found["booked"].median == timedelta(days=3)
    assert found["booked"].count == 2
    assert found["booked"].since == "reviewed"
    assert found["received"].median == timedelta()


def test_a_skipped_stage_hides_no_wait() -> None:
    found = {stage.stage: stage for stage in time_in_stages([ADVISED])}
    assert found["reported"].median == timedelta(days=1)
    assert found["seen"].count == 0


def test_a_chart_corrected_afterwards_takes_no_negative_time() -> None:
    found = {stage.stage: stage.median for stage in time_in_stages([times(sent=5, received=4)])}
    assert found["received"] == timedelta()


def test_the_dots_and_what_is_overdue() -> None:
    assert reached(BOOKED) == ("sent", "received", "reviewed", "booked")
    assert is_overdue(DAY_0, DAY_0 + timedelta(seconds=1))
    assert not is_overdue(DAY_0, DAY_0)
    assert not is_overdue(None, DAY_0)


moments = st.none() | st.integers(0, 400).map(lambda hours: DAY_0 + timedelta(hours=hours))


@settings(max_examples=40, deadline=None, database=None)
@given(st.lists(st.dictionaries(st.sampled_from(STAGES), moments), max_size=8))
def test_counts_and_times_agree(referrals: list[dict[str, datetime | None]]) -> None:
    counts = {stage.stage: stage.count for stage in count_stages(referrals)}
    for stage in time_in_stages(referrals):
        assert stage.count <= counts[stage.stage] <= len(referrals)
        assert (stage.median is None) == (stage.count == 0)
        assert stage.median is None or stage.median >= timedelta()
