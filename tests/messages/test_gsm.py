"""The alphabet of text messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.messages.gsm import segments, septets, to_gsm


@given(st.text(max_size=400))
def test_whatever_comes_in_can_be_carried(text: str) -> None:
    carried = to_gsm(text)

    assert segments(carried) <= max(1, -(-septets(carried) // 153))
    assert to_gsm(carried) == carried


@pytest.mark.parametrize(
    ("text", "carried"),
    [("Cómo llegar, mañana", "Como llegar, mañana"), ("¿Sí? “No”…", '¿Si? "No"...'), ("Núñez", "Nuñez"), ("日本", "??"), ("₂", "2")],
)
def test_accents_are_left_off_as_on_a_phone(text: str, carried: str) -> None:
    assert to_gsm(text) == carried


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2), ("日" * 70, 1), ("日" * 71, 2)],
)
def test_segments(text: str, count: int) -> None:
    assert segments(text) == count
