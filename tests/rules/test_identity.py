"""Who is the same person: slips of typing, twins, father and son, and birth dates that cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.identity import PersonFacts, age_on, check_birth_date, compare
from bridgework.rules.names import normalize_name

MARISOL = PersonFacts("Quintero", "Marisol", date(1992, 3, 14), "+13125550123", "m@example.org")
TODAY = date(2026, 11, 21)
names = st.text(st.characters(categories=["L", "Zs", "Pd"]), max_size=12)


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
        ({"family_name": "Vega", "given_name": "Marisol Ana"}, "unlike"),
        ({"family_name": "Quintero Vega", "birth_date": date(1992, 3, 15)}, "unlike"),
        ({"given_name": "Marisel"}, "likely"),  # a slip or a sister's name: a person looks
        ({"given_name": "Pilar"}, "relative"),  # a twin
        ({"given_name": "Pilar", "phone": "", "email": ""}, "relative"),
        ({"birth_date": date(1962, 7, 2)}, "relative"),  # mother and daughter of one name under one phone
        ({"birth_date": date(1962, 7, 2), "phone": "", "email": ""}, "unlike"),
        ({"family_name": "Park", "given_name": "Gideon"}, "unlike"),
        ({"family_name": "Park", "given_name": "Gideon", "birth_date": date(2014, 5, 1)}, "unlike"),
    ],
)
def test_who_is_the_same(change: dict[str, object], decision: str) -> None:
    found = compare(MARISOL, replace(MARISOL, **change))
    assert found.decision == decision, found


@pytest.mark.parametrize(
    ("born", "other", "decision"),
    [
        (date(1992, 4, 3), date(1992, 3, 4), "likely"),  # day and month swapped
        (date(1992, 12, 11), date(1992, 11, 12), "likely"),
        (date(1992, 4, 3), date(1982, 4, 3), "likely"),  # one digit
        (date(1992, 4, 3), date(1993, 3, 4), "unlike"),
        (date(1992, 4, 3), date(1981, 4, 3), "unlike"),
        (date(1992, 4, 3), date(1992, 4, 30), "likely"),  # two neighbors swapped
        (date(1992, 4, 13), date(1992, 4, 28), "unlike"),
        (date(1, 1, 1), date(1992, 4, 3), "unlike"),
    ],
)
def test_slips_in_a_birth_date(born: date, other: date, decision: str) -> None:
    unreachable = replace(MARISOL, phone="", email="", birth_date=born)
    assert compare(unreachable, replace(unreachable, birth_date=other)).decision == decision


def test_phone_or_e_mail_support_a_match_and_are_worth_the_same() -> None:
    for change in ({"phone": ""}, {"email": ""}, {"phone": "+13125550199"}, {"email": "M@EXAMPLE.ORG"}):
        found = compare(MARISOL, replace(MARISOL, given_name="Pilar", **change))
        assert (found.decision, found.score) == ("relative", 80)
    assert compare(MARISOL, replace(MARISOL, phone="+13125550199")).differs == ("phone",)
    assert compare(MARISOL, replace(MARISOL, phone="+13125550199", email="")).differs == ("phone",)


def test_it_says_what_agrees_and_what_differs() -> None:
    found = compare(MARISOL, replace(MARISOL, given_name="Pilar", family_name="Qintero"))
    assert found.agrees == ("family name (nearly)", "birth date", "phone", "e-mail")
    assert found.differs == ("given name",)


@pytest.mark.parametrize(
    ("one", "other", "decision", "kin"),
    [
        (("Reyes", "Ella", date(2015, 6, 3)), ("Reyes", "Bella", date(2015, 6, 3)), "likely", ""),
        (("Reyes", "Ella", date(2015, 6, 3)), ("Reyes", "Noah", date(2015, 6, 3)), "relative", "twins"),
        (("Reyes", "Mario", date(2015, 6, 3)), ("Reyes", "Maria", date(2015, 6, 3)), "likely", ""),
        (("Reyes", "Robert", date(1961, 6, 3)), ("Reyes", "Bob", date(1961, 6, 3)), "same", ""),
        (("Reyes", "Francisco", date(1961, 6, 3)), ("Reyes", "Paco", date(1961, 6, 30)), "likely", ""),
    ],
)
def test_two_people_who_are_easily_confused(one: tuple[str, str, date], other: tuple[str, str, date], decision: str, kin: str) -> None:
    found = compare(PersonFacts(*one, "+13125550123"), PersonFacts(*other, "+13125550123"))
    assert (found.decision, found.kin) == (decision, kin)
    assert bool(found.caution) == bool(kin)


def test_father_and_son_of_one_name_are_two_people() -> None:
    father, son = (
        PersonFacts("Hale", "Tobias", date(1968, 7, 7), "+13125550123"),
        PersonFacts("Hale", "Tobias", date(1994, 2, 19), "+13125550123"),
    )
    found = compare(father, son)
    assert (found.decision, found.kin) == ("relative", "namesakes")
    assert found.differs == ("birth date",)
    assert "birth date" in found.caution


@settings(max_examples=100, deadline=None, database=None)
@given(
    names.filter(normalize_name), names.filter(normalize_name), names, st.dates(date(1930, 1, 1), TODAY), st.dates(date(1930, 1, 1), TODAY)
)
def test_other_names_or_other_days_are_never_the_same(family: str, given_name: str, other: str, born: date, later: date) -> None:
    """Whatever else agrees: for "same" the birth date is equal, and the given name is no other one."""
    one = PersonFacts(family, given_name, born, "+13125550123", "m@example.org")
    if born != later:
        assert compare(one, replace(one, birth_date=later)).decision != "same"
    found = compare(one, replace(one, given_name=other))
    if found.decision == "same":
        assert "given name" not in found.differs


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
