"""A practice's own windows: quicker as it likes, never slower than the floor."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.deadlines import Window
from bridgework.rules.facts import TIERS
from bridgework.rules.windows import FLOOR, KINDS, UNITS, USUAL, as_setting, check_window, read_windows

quick = settings(max_examples=80, deadline=None, database=None)
HALF_AN_HOUR = Window(around_the_clock=timedelta(minutes=30))


def test_a_practice_that_says_nothing_keeps_the_usual_windows() -> None:
    windows = read_windows({})
    assert dict(windows.response) == dict(USUAL["response"])
    assert windows.response["emergency"] == windows.contact["emergency"] == HALF_AN_HOUR


def test_quicker_counts_and_slower_than_the_floor_does_not() -> None:
    windows = read_windows({"response": {"urgent": {"hours": 2}, "emergency": {"minutes": 90}, "elective": {"days": 2}}})
    assert windows.response["urgent"] == Window(working_time=timedelta(hours=2))
    assert windows.response["emergency"] == HALF_AN_HOUR
    assert windows.response["elective"] == Window(working_days=2)


@pytest.mark.parametrize(
    ("tier", "setting", "word"),
    [
        ("emergency", {"minutes": 31}, "at most 30 minutes"),
        ("emergency", {"hours": 1}, "round the clock"),
        ("urgent", {"hours": 5}, "at most 4 working hours"),
        ("urgent", {"days": 1}, "at most"),
        ("soon", {"days": 2}, "at most 1 working day"),
        ("elective", {"minutes": 5}, "round the clock"),
        ("soon", {"days": 0}, "at least 1"),
        ("soon", {"days": True}, "whole number"),
        ("soon", {}, "one amount"),
        ("whenever", {"days": 1}, "one amount"),
    ],
)
def test_what_a_practice_may_not_set(tier: str, setting: dict[str, Any], word: str) -> None:
    assert word in str(check_window("response", tier, setting))


def test_the_usual_windows_keep_to_the_floor() -> None:
    for kind in KINDS:
        for tier in TIERS:
            unit, amount = as_setting(USUAL[kind][tier])
            assert check_window(kind, tier, {unit: amount}) is None
            unit, amount = FLOOR[kind][tier]
            assert check_window(kind, tier, {unit: amount}) is None


@quick
@given(st.sampled_from(KINDS), st.sampled_from(TIERS), st.sampled_from(UNITS), st.integers(-5, 1000))
def test_nothing_below_the_floor_is_ever_read(kind: str, tier: str, unit: str, amount: int) -> None:
    window = getattr(read_windows({kind: {tier: {unit: amount}}}), kind)[tier]
    assert check_window(kind, tier, dict([as_setting(window)])) is None
