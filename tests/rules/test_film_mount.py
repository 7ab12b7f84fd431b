"""A mount shows the patient as one looks at them: nobody takes right for left."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bridgework.rules.film_mount import COLUMNS, HUNG, ROWS, is_worth_hanging, place_in_mount
from bridgework.rules.teeth import BY_UNIVERSAL


@pytest.mark.parametrize(
    ("kind", "tooth", "place"),
    [
        ("periapical", "1", ("upper", 1)),
        ("periapical", "3", ("upper", 1)),
        ("periapical", "5", ("upper", 2)),
        ("periapical", "6", ("upper", 3)),
        ("periapical", "8", ("upper", 4)),
        ("periapical", "14", ("upper", 7)),
        ("periapical", "19", ("lower", 7)),
        ("periapical", "30", ("lower", 1)),
        ("periapical", "A", ("upper", 2)),
        ("bitewing", "30", ("bitewing", 1)),
        ("bitewing", "12", ("bitewing", 6)),
        ("panoramic", "30", None),
        ("periapical", "", None),
        ("periapical", "33", None),
    ],
)
def test_where_a_film_hangs(kind: str, tooth: str, place: tuple[str, int] | None) -> None:
    assert place_in_mount(kind, tooth) == place


@given(some.sampled_from(sorted(BY_UNIVERSAL)), some.sampled_from(HUNG))
def test_the_patients_right_is_on_the_left(tooth: str, kind: str) -> None:
    place = place_in_mount(kind, tooth)
    assert place is not None
    row, column = place
    assert row in ROWS
    assert 1 <= column <= COLUMNS
    assert (column <= 4) if BY_UNIVERSAL[tooth].side == "right" else (column >= 4)


def test_one_film_is_no_mount() -> None:
    assert not is_worth_hanging([None, ("upper", 1), ("upper", 1)])
    assert is_worth_hanging([("upper", 1), None, ("lower", 1)])
