"""What people type into a search box."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.search_words import SearchWords, read_search


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Quintero", SearchWords(names=("Quintero",))),
        ("marisol quintero", SearchWords(names=("marisol", "quintero"))),
        ("Quintero, Marisol 4/12/1992", SearchWords(birth_date=date(1992, 4, 12), names=("Quintero", "Marisol"))),
        ("1992-04-12", SearchWords(birth_date=date(1992, 4, 12))),
        ("100123", SearchWords(number=100123)),
        ("#100123", SearchWords(number=100123)),
        ("100027", SearchWords(number=100027)),
        ("04121992", SearchWords(birth_date=date(1992, 4, 12))),
        ("(312) 555-0130", SearchWords(phone="+13125550130")),
        ("3125550130 Quintero", SearchWords(phone="+13125550130", names=("Quintero",))),
        ("0130", SearchWords(digits="0130")),
        ("#19", SearchWords(teeth=("19",))),
        ("tooth 19", SearchWords(teeth=("19",))),
        ("19", SearchWords(teeth=("19",))),
        ("#A", SearchWords(teeth=("A",))),
        ("A", SearchWords(names=("A",))),
        ("", SearchWords()),
        ("33", SearchWords()),
    ],
)
def test_reads_what_was_meant(typed: str, found: SearchWords) -> None:
    assert read_search(typed) == found


def test_a_bare_number_is_a_tooth_of_the_office_s_own_numbering() -> None:
    assert read_search("36", "fdi").teeth == ("19",)
    assert read_search("36", "universal").teeth == ()


@given(st.text(max_size=200))
def test_anything_can_be_typed(typed: str) -> None:
    words = read_search(typed)
    assert len(words.names) <= 5
    assert all(any(sign.isalpha() for sign in name) for name in words.names)
