"""Whether a carrier is on a practice's list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.coverage import is_carrier_listed

LISTED = ("Delta Dental PPO", "MetLife", "Cigna DPPO", "Blue Cross Blue Shield of Illinois", "Dental Health Plan")


@pytest.mark.parametrize(
    ("carrier", "answer"),
    [
        ("Delta Dental PPO", "listed"),
        ("delta dental of illinois", "listed"),
        ("METLIFE Dental", "listed"),
        ("Blue Cross Blue Shield", "listed"),
        ("Dental Health Plan", "listed"),
        ("Dental Plan", "not_listed"),
        ("Aetna", "not_listed"),
        ("", "not_known"),
        ("---", "not_known"),
    ],
)
def test_a_carrier_against_the_list(carrier: str, answer: str) -> None:
    assert is_carrier_listed(carrier, LISTED) == answer


def test_a_practice_that_lists_nobody_says_nothing() -> None:
    assert is_carrier_listed("Aetna", ()) == "not_known"


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_what_is_listed_by_its_own_name_is_found(carrier: str, others: list[str]) -> None:
    assert is_carrier_listed(carrier, [*others, carrier]) in ("listed", "not_known")
