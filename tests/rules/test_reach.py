"""Shares with honest intervals, and fair halves."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.reach import FEWEST, difference, share_of, variant_of, verdict


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_in_its_interval(count: int, more: int) -> None:
    share = share_of(count, count + more)
    assert 0 <= share.low <= share.share + 1e-12 <= share.high + 1e-9 <= 1 + 1e-9
    turned = share_of(more, count + more)
    assert turned.low == pytest.approx(1 - share.high)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_published_intervals(count: int, of: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    share = share_of(count, of)
    assert (share.low, share.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (10, 10), 0.6791, 1.0),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_the_published_differences(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10."""
    found = difference(share_of(*one), share_of(*other))
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_nothing_is_said_of_few() -> None:
    assert verdict(share_of(0, FEWEST - 1), share_of(FEWEST - 1, FEWEST - 1)) == "too_few"
    assert verdict(share_of(20, 100), share_of(22, 100)) == "open"
    assert verdict(share_of(20, 100), share_of(60, 100)) == "better"
    assert verdict(share_of(60, 100), share_of(20, 100)) == "worse"


def test_a_part_is_no_larger_than_the_whole() -> None:
    with pytest.raises(ValueError, match="part"):
        share_of(2, 1)


def test_halves_are_fair_and_stay() -> None:
    trial = UUID(int=7)
    got = [variant_of(trial, UUID(int=number)) for number in range(2_000)]
    assert got == [variant_of(trial, UUID(int=number)) for number in range(2_000)]
    assert 900 < got.count("b") < 1_100
    assert got != [variant_of(UUID(int=8), UUID(int=number)) for number in range(2_000)]
