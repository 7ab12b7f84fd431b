"""Who fits what was typed: in any order, with slips, and the exact one first."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.identity import PersonFacts, likeness_of_days
from bridgework.rules.patient_fit import birth_dates_near, fit, phones_near
from bridgework.rules.search_words import SearchWords, read_search

MARISOL = PersonFacts("Quintero Vega", "Marisol", date(1992, 4, 12), "+13125550130")
ROBERT = PersonFacts("O'Neil-Smith", "Robert", date(1961, 2, 3), "+13125550177")
INES = PersonFacts("Núñez", "Inés", date(1985, 9, 9), "")


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("marisol", MARISOL),
        ("quintero", MARISOL),
        ("vega marisol", MARISOL),
        ("Quintero, Marisol", MARISOL),
        ("qiuntero", MARISOL),
        ("quintro mar", MARISOL),
        ("qunte", MARISOL),
        ("marisol 4/12/1992", MARISOL),
        ("marisol 12/4/1992", MARISOL),
        ("marisol 4/13/1992", MARISOL),
        ("marisol 4/12/1982", MARISOL),
        ("312 555 0130", MARISOL),
        ("312 555 0131", MARISOL),
        ("312 555 0103", MARISOL),
        ("0130", MARISOL),
        ("bob", ROBERT),
        ("bobby oneil", ROBERT),
        ("o'neil-smith", ROBERT),
        ("rob smith 2/3/1961", ROBERT),
        ("nunez ines", INES),
        ("Nuñez", INES),
    ],
)
def test_found(typed: str, person: PersonFacts) -> None:
    assert fit(read_search(typed), person) > 0


@pytest.mark.parametrize(
    "typed", ["pilar", "marisol hale", "marisol 5/13/1992", "marisol 4/12/1981", "312 555 0199 marisol", "0199", "ana", "", "#19"]
)
def test_not_found(typed: str) -> None:
    assert fit(read_search(typed), MARISOL) == 0


def test_the_exact_one_comes_first() -> None:
    typed = ["marisol quintero", "mar quintero", "marisol qintero"]
    degrees = [fit(read_search(words), MARISOL) for words in typed]
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[0] == 1
    assert fit(read_search("marisol 4/12/1992"), MARISOL) > fit(read_search("marisol 12/4/1992"), MARISOL)


letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)


@given(letters, letters, st.integers(0, 10))
def test_two_neighbors_swapped_in_any_name_are_forgiven(family: str, given_name: str, place: int) -> None:
    at = min(place, len(family) - 2)
    swapped = family[:at] + family[at + 1] + family[at] + family[at + 2 :]
    assert fit(SearchWords(names=(swapped,)), PersonFacts(family, given_name)) > 0
    assert fit(SearchWords(names=(given_name, family)), PersonFacts(given_name, family)) == 1


@given(st.dates(date(1900, 1, 1), date(2026, 11, 21)))
def test_every_slip_of_a_birth_date_is_near_and_nothing_else(day: date) -> None:
    near = birth_dates_near(day)
    assert near[0] == day
    assert len(set(near)) == len(near) <= 75
    assert all(likeness_of_days(day, other) > 0 for other in near)


@given(st.dates(date(1900, 1, 1), date(2026, 11, 21)), st.dates(date(1900, 1, 1), date(2026, 11, 21)))
def test_what_is_likened_is_looked_up(one: date, other: date) -> None:
    assert (other in birth_dates_near(one)) == (likeness_of_days(one, other) > 0)


@given(st.integers(2_000_000_000, 9_999_999_999))
def test_every_slip_of_a_phone_number(number: int) -> None:
    phone = f"+1{number}"
    near = phones_near(phone)
    assert near[0] == phone
    assert len(set(near)) == len(near) <= 100
    digits = str(number)
    for place, (one, other) in enumerate(pairwise(digits)):
        assert f"+1{digits[:place]}{other}{one}{digits[place + 2 :]}" in near


@pytest.mark.parametrize("phone", ["", "+442071234567", "+1312", "0130"])
def test_what_is_no_us_number_has_no_neighbors(phone: str) -> None:
    assert phones_near(phone) == (phone,)
