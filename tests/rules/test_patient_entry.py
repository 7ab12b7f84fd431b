"""A patient as typed at the desk."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.patient_entry import birth_date_typed, check_entry, read_birth_date

TODAY = date(2026, 11, 21)
GOOD = {"given_name": "Marisol", "family_name": "Quintero", "birth_date": "4/12/1992", "phone": "(312) 555-0130", "may_contact": "1"}


def test_what_is_right_is_kept_in_its_stored_form() -> None:
    entry, problems = check_entry(GOOD | {"given_name": "  Marisol "}, TODAY)
    assert problems == {}
    assert entry is not None
    assert (entry.given_name, entry.birth_date, entry.phone, entry.may_contact, entry.language) == (
        "Marisol",
        date(1992, 4, 12),
        "+13125550130",
        True,
        "en",
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("given_name", " ", "first name"),
        ("family_name", "", "last name"),
        ("family_name", "123", "no letter"),
        ("family_name", "x" * 121, "121 characters"),
        ("birth_date", "", "Give the birth date"),
        ("birth_date", "sometime", "month, day and year"),
        ("birth_date", "2/30/1990", "month, day and year"),
        ("birth_date", "11/22/2026", "in the future"),
        ("birth_date", "1/1/1850", "130 years"),
        ("phone", "12", "not a phone number"),
        ("email", "nobody", "not an e-mail address"),
        ("zip", "abc", "five digits"),
        ("language", "tlh", "listed languages"),
        ("preferred_channel", "pigeon", "listed ways"),
    ],
)
def test_what_cannot_be_right_is_named_in_a_sentence(field: str, value: str, said: str) -> None:
    entry, problems = check_entry(GOOD | {field: value}, TODAY)
    assert entry is None
    assert list(problems) == [field]
    assert said in problems[field]


def test_a_way_needs_its_address() -> None:
    _, problems = check_entry(GOOD | {"phone": "", "email": "m@mail.example", "preferred_channel": "sms"}, TODAY)
    assert "no phone number" in problems["preferred_channel"]


@pytest.mark.parametrize("typed", ["1992-04-12", "4/12/1992", "04-12-1992", "04121992", "12 Apr 1992", "April 12, 1992"])
def test_birth_dates_as_offices_write_them(typed: str) -> None:
    assert read_birth_date(typed) == date(1992, 4, 12)
    assert read_birth_date(birth_date_typed(date(1992, 4, 12))) == date(1992, 4, 12)


@given(st.dictionaries(st.sampled_from([*GOOD, "email", "zip", "language"]), st.text(max_size=60)))
def test_never_both_an_entry_and_a_problem(typed: dict[str, str]) -> None:
    entry, problems = check_entry(typed, TODAY)
    assert (entry is None) == bool(problems)
