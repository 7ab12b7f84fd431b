"""Who is the same person: slips of typing, twins, father and son, and birth dates that cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.identity import PersonFacts, age_on, check_birth_date, compare, likeness, normalize_name, slips

MARISOL = PersonFacts("Quintero", "Marisol", date(1992, 3, 14), "+13125550123", "m@example.org")
TODAY = date(2026, 11, 21)
names = st.text(st.characters(categories=["L", "Zs", "Pd"]), max_size=12)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Núñez-O'Neil", "nunez oneil"),
        ("  MARISOL  ", "marisol"),
        ("Quintero, M.", "quintero m"),
        ("Straße", "strasse"),
        ("", ""),
        ("李", "李"),
    ],
)
def test_names_for_comparing(typed: str, normal: str) -> None:
    assert normalize_name(typed) == normal


@pytest.mark.parametrize(
    ("one", "other", "count"), [("quintero", "qintero", 1), ("marisol", "mariosl", 1), ("ana", "ava", 1), ("", "abc", 3), ("kim", "kim", 0)]
)
def test_slips_of_typing(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize(
    ("change", "decision"),
    [
        ({}, "same"),
        ({"family_name": "QUINTERO", "given_name": "marisol"}, "same"),
        ({"family_name": "Qintero"}, "same"),
        ({"given_name": "Mariosl"}, "same"),
        ({"family_name": "Marisol", "given_name": "Quintero"}, "same"),
        ({"family_name": "Quintero Vega"}, "same"),
        ({"family_name": "Quintero Vega", "phone": "", "email": ""}, "likely"),
        ({"phone": "", "email": ""}, "same"),
        ({"birth_date": date(1992, 3, 15)}, "likely"),
        ({"birth_date": None}, "likely"),
        ({"given_name": "Mari Sol"}, "same"),
        ({"family_name": "Vega"}, "likely"),
        ({"given_name": "Pilar"}, "likely"),  # a nickname or a twin: a person looks
        ({"given_name": "Pilar", "phone": "", "email": ""}, "unlike"),
        ({"birth_date": date(1962, 7, 2)}, "likely"),  # mother and daughter of one name under one phone
        ({"birth_date": date(1962, 7, 2), "phone": "", "email": ""}, "unlike"),
        ({"family_name": "Park", "given_name": "Gideon"}, "unlike"),
        ({"family_name": "Park", "given_name": "Gideon", "birth_date": date(2014, 5, 1)}, "unlike"),
    ],
)
def test_who_is_the_same(change: dict[str, object], decision: str) -> None:
    found = compare(MARISOL, replace(MARISOL, **change))
    assert found.decision == decision, found


def test_swapped_day_and_month_is_a_slip() -> None:
    born = replace(MARISOL, birth_date=date(1992, 4, 3))
    assert compare(born, replace(born, birth_date=date(1992, 3, 4))).decision == "likely"


def test_it_says_what_agrees_and_what_differs() -> None:
    found = compare(MARISOL, replace(MARISOL, given_name="Pilar", family_name="Qintero"))
    assert found.agrees == ("family name (nearly)", "birth date", "phone", "e-mail")
    assert found.differs == ("given name",)


def test_what_is_not_known_does_not_differ() -> None:
    assert compare(MARISOL, replace(MARISOL, phone="", birth_date=None)).differs == ()


def test_the_better_match_scores_higher() -> None:
    scores = [compare(MARISOL, replace(MARISOL, **change)).score for change in ({}, {"family_name": "Qintero"}, {"given_name": "Pilar"})]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100


@settings(max_examples=60, deadline=None, database=None)
@given(names, names, names, names)
def test_it_does_not_matter_who_is_compared_with_whom(family: str, given_name: str, other_family: str, other_given: str) -> None:
    one, other = PersonFacts(family, given_name, TODAY), PersonFacts(other_family, other_given, TODAY)
    forth, back = compare(one, other), compare(other, one)
    assert (forth.decision, forth.score) == (back.decision, back.score)
    assert 0 <= forth.score <= 100
    if normalize_name(family) and normalize_name(given_name):
        assert compare(one, one).decision == "same"


def test_short_names_allow_no_slip() -> None:
    assert likeness("Ana", "Ava") == 0
    assert likeness("Anna", "Ana") == 0
    assert likeness("Smith", "Smyth") > 0
    assert likeness("", "") == 0


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2026, 11, 22), "in the future"),
        (date(1896, 11, 21), "more than 130 years ago"),
        (date(1, 1, 1), "more than 130 years ago"),
        (TODAY, None),
        (date(1896, 11, 22), None),
    ],
)
def test_birth_dates_that_cannot_be(born: date, words: str | None) -> None:
    found = check_birth_date(born, TODAY)
    assert (found is None) if words is None else (words in (found or ""))


def test_age_counts_full_years() -> None:
    assert age_on(date(1992, 11, 21), TODAY) == 34
    assert age_on(date(1992, 11, 22), TODAY) == 33
    assert age_on(date(2024, 2, 29), date(2026, 2, 28)) == 1
