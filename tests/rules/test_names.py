"""Names: the same with accents, slips and short forms, another with a slip too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.names import also_written, is_short_for, kinship, likeness, normalize_name, slips
from bridgework.rules.short_names import FAMILIES

words = st.text(st.characters(categories=["L", "Zs", "Pd"]), max_size=14)


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
    ("one", "other", "count"),
    [
        ("quintero", "qintero", 1),
        ("marisol", "mariosl", 1),
        ("ana", "ava", 1),
        ("", "abc", 3),
        ("kim", "kim", 0),
        ("ab", "ba", 1),
        ("abc", "bca", 2),
    ],
)
def test_slips_of_typing(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Garcia Lopez", "Lopez Garcia", 1.0),
        ("Garcia", "Garcia Lopez", 0.8),
        ("Garcia Lopez", "Lopez", 0.8),
        ("Garcia Lopez", "Garcia Perez", 0.0),
        ("Smiths", "Smyths", 0.9),
        ("Smiths", "Smythe", 0.0),
        ("Smithee", "Smythes", 0.9),
        ("Lee", "Lea", 0.0),
        ("Levi", "Levy", 0.9),
        ("Robert", "Bob", 0.9),
        ("Mari Sol", "Marisol", 1.0),
        ("", "Levy", 0.0),
        ("---", "---", 0.0),
    ],
)
def test_how_alike_two_names_are(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == likeness(other, one) == alike


def test_short_names_allow_no_slip() -> None:
    assert likeness("Ana", "Ava") == 0
    assert likeness("Anna", "Ana") == 0
    assert likeness("Smith", "Smyth") > 0
    assert likeness("", "") == 0


@given(words, words)
def test_it_does_not_matter_which_name_is_first(one: str, other: str) -> None:
    assert kinship(one, other) == kinship(other, one)
    assert likeness(one, one) == (1.0 if normalize_name(one) else 0.0)


def test_every_short_form_is_written_as_it_is_compared() -> None:
    assert [name for family in FAMILIES for name in family if normalize_name(name) != name or " " in name] == []


def test_short_forms_are_of_one_name() -> None:
    assert is_short_for("bob", "robert")
    assert is_short_for("paco", "francisco")
    assert not is_short_for("bob", "william")


def test_what_a_word_may_also_stand_for() -> None:
    assert {"robert", "bobby"} <= set(also_written("Bob"))
    assert "john" in also_written("jhon")
    assert "quintero" not in also_written("qiuntero")  # a longer word is found by its likeness
    assert also_written("") == ()
    assert all(len(also_written(name)) < 30 for family in FAMILIES for name in family)
