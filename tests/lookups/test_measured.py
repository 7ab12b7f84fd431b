"""The numbers of the dashboard: equal to the rule that defines them, and to the length of the list behind each."""

from datetime import timedelta

import pytest

import make
import people
from bridgework.lookups.measured import ENDINGS, REACHED, list_measured, measure, overdue_by_step
from bridgework.lookups.stages import stage_times
from bridgework.lookups.worklist import list_work
from bridgework.records.models import Referral
from bridgework.rules.measures import STAGES, count_stages, time_in_stages
from people import Cast
from recorded_rows import made_once

SINCE = people.NOW - timedelta(days=1)
LATER = people.NOW + timedelta(days=12)
MAKERS = (
    make.draft,
    make.sent,
    make.records_asked,
    make.accepted,
    make.booked,
    make.missed,
    make.seen,
    make.declined,
    make.ending_acknowledged,
    make.cancelled,
    make.reported,
    make.closed,
)


@pytest.fixture
def cast(db: None) -> Cast:
    return made_once("one referral of every maker", one_of_each)


def one_of_each() -> Cast:
    cast = people.build()
    for maker in MAKERS:
        maker(cast)
    return cast


def test_stages_are_counted_as_the_rule_says(cast: Cast) -> None:
    referrals = [stage_times(row) for row in Referral.objects.filter(sent_at__isnull=False)]
    measured = measure(cast.dana, "received", SINCE, now=LATER)
    assert measured.stages == {stage.stage: stage.count for stage in count_stages(referrals)}
    assert measured.stages["sent"] == len(MAKERS) - 1
    assert set(measured.stages) == set(STAGES)


def test_medians_are_those_of_the_rule(cast: Cast) -> None:
    referrals = [stage_times(row) for row in Referral.objects.filter(sent_at__isnull=False)]
    expected = {span.stage: span.median for span in time_in_stages(referrals) if span.median is not None and span.stage != "received"}
    measured = measure(cast.dana, "received", SINCE, now=LATER).medians
    assert set(measured) == set(expected)
    for stage, median in expected.items():
        assert abs(measured[stage] - median) < timedelta(seconds=1), stage


def test_the_list_behind_every_number_is_as_long_as_the_number(cast: Cast) -> None:
    numbers = measure(cast.dana, "received", SINCE, now=LATER)
    for stage in REACHED:
        assert len(list_measured(cast.dana, "received", SINCE, now=LATER, stage=stage).rows) == numbers.stages[stage], stage
    for ending in ENDINGS:
        assert len(list_measured(cast.dana, "received", SINCE, now=LATER, ending=ending).rows) == numbers.endings[ending], ending


def test_what_was_answered_in_time_is_listed(cast: Cast) -> None:
    assert measure(cast.dana, "received", SINCE, now=LATER).answered == len(
        list_measured(cast.dana, "received", SINCE, now=LATER, ending="answered").rows
    )


def test_no_visit_never_counts_as_completed(cast: Cast) -> None:
    endings = measure(cast.dana, "received", SINCE, now=LATER).endings
    assert endings["completed"] == 1  # make.closed; the reported one is not acknowledged yet
    assert endings["declined"] == 2


def test_both_sides_count_the_same_referrals(cast: Cast) -> None:
    received, sent = (measure(viewer, side, SINCE, now=LATER) for viewer, side in ((cast.dana, "received"), (cast.raman, "sent")))
    assert received.stages == sent.stages


def test_another_practice_counts_nothing(cast: Cast) -> None:
    assert measure(cast.ines, "received", SINCE, now=LATER).stages["sent"] == 0
    assert overdue_by_step(cast.ines, now=LATER) == {}


def test_what_is_overdue_is_on_the_worklist_behind_it(cast: Cast) -> None:
    counted = overdue_by_step(cast.dana, now=LATER)
    assert counted
    for step, (open_ones, late) in counted.items():
        assert len(list_work(cast.dana, show="all", step=step, now=LATER).rows) == open_ones
        assert len(list_work(cast.dana, show="all", step=step, late=True, now=LATER).rows) == late


def test_a_period_begins_where_it_is_told(cast: Cast) -> None:
    assert measure(cast.dana, "received", people.NOW + timedelta(days=2), now=LATER).stages["sent"] == 0
