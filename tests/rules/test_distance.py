"""Distances: known ones, and what must hold for any two places."""

from math import cos, degrees, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.distance import EARTH_MILES, Box, Position, box_around, miles_between, position_of_zip

places = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
lands = st.builds(Position, st.floats(15, 72), st.floats(-175, -60))
"""Where the country's practices can be."""


def test_known_distances() -> None:
    chicago, new_york = Position(41.8781, -87.6298), Position(40.7128, -74.0060)

    assert miles_between(chicago, new_york) == pytest.approx(711.8, rel=0.005)
    assert miles_between(Position(0, 0), Position(0, 90)) == pytest.approx(EARTH_MILES * 3.14159265 / 2)


def test_a_zip_code_has_a_position() -> None:
    loop, lincoln_park = position_of_zip("60601"), position_of_zip(" 60614-1234")

    assert loop
    assert lincoln_park
    assert 1 < miles_between(loop, lincoln_park) < 5


@pytest.mark.parametrize("typed", ["", "60", "00000", "abcde", "６０６０１", "99999"])
def test_no_such_zip_code(typed: str) -> None:
    assert position_of_zip(typed) is None


@given(places, places)
def test_the_same_in_both_directions(one: Position, other: Position) -> None:
    there, back = miles_between(one, other), miles_between(other, one)

    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= EARTH_MILES * 3.1416


@given(places)
def test_no_way_to_the_same_place(place: Position) -> None:
    assert miles_between(place, place) == 0


@given(places, places, places)
def test_no_detour_is_shorter(one: Position, middle: Position, other: Position) -> None:
    assert miles_between(one, other) <= miles_between(one, middle) + miles_between(middle, other) + 0.01


@given(places, places, st.floats(0.1, 500))
def test_the_box_misses_nothing_that_is_near(middle: Position, other: Position, miles: float) -> None:
    if miles_between(middle, other) <= miles:
        assert box_around(middle, miles + 0.001).holds(other)


@given(lands, st.floats(1, 100), st.floats(-1, 1), st.floats(-1, 1))
def test_the_box_misses_nothing_close_by(middle: Position, miles: float, up: float, aside: float) -> None:
    north = degrees(miles / EARTH_MILES) * up
    other = Position(middle.latitude + north, middle.longitude + degrees(miles / EARTH_MILES) * aside / cos(radians(middle.latitude)))

    if miles_between(middle, other) <= miles:
        assert box_around(middle, miles + 0.001).holds(other)


@given(lands, st.floats(1, 100))
def test_the_box_is_not_much_larger(middle: Position, miles: float) -> None:
    box = box_around(middle, miles)

    corner = miles_between(middle, Position(box.north, box.east))
    assert isinstance(box, Box)
    assert corner < miles * 1.6
