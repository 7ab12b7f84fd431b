"""All 52 teeth in all directions against an independent package, and what was typed that is no tooth or more than one."""

import pytest
import toothnotation
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import teeth
from bridgework.rules.teeth import Ambiguous, NotATooth, Tooth, in_plain_words, parse

ORACLE = toothnotation.all_teeth()


@pytest.mark.parametrize("oracle", ORACLE, ids=lambda tooth: tooth.universal)
def test_every_tooth_agrees_with_the_oracle(oracle: toothnotation.Tooth) -> None:
    tooth = teeth.BY_UNIVERSAL[oracle.universal]
    assert (tooth.fdi, tooth.palmer, tooth.position) == (oracle.fdi_str, str(oracle.palmer), oracle.position)
    assert tooth.name.replace("primary ", "") == oracle.name.replace("primary ", "")
    assert tooth.is_primary == (oracle.dentition == "primary") == ("primary" in tooth.name)
    assert (tooth.arch, tooth.side) == (oracle.arch, oracle.side)
    for system in teeth.SYSTEMS:
        assert tooth.written(system) == oracle.to(system)
        assert parse(oracle.to(system), system) == tooth
    assert parse(tooth.palmer_drawn, None) == tooth
    assert parse(tooth.name.upper(), "fdi") == tooth


def test_there_are_exactly_these_teeth() -> None:
    assert len(ORACLE) == len(teeth.ALL) == 52
    assert {tooth.universal for tooth in ORACLE} == set(teeth.BY_UNIVERSAL)


def test_the_chart_is_seen_from_in_front_of_the_patient() -> None:
    assert [tooth.universal for tooth in teeth.UPPER_ARCH] == [str(number) for number in range(1, 17)]
    assert [tooth.universal for tooth in teeth.LOWER_ARCH] == [str(number) for number in range(32, 16, -1)]
    assert "".join(tooth.universal for tooth in teeth.UPPER_PRIMARY_ARCH) == "ABCDEFGHIJ"
    assert "".join(tooth.universal for tooth in teeth.LOWER_PRIMARY_ARCH) == "TSRQPONMLK"


def test_the_bracket_stands_where_the_patients_quadrant_is() -> None:
    drawn = [teeth.BY_UNIVERSAL[number].palmer_drawn for number in ("3", "14", "19", "30", "K")]
    assert drawn == ["6┘", "└6", "┌6", "6┐", "┌E"]


@pytest.mark.parametrize("typed", ["8", "18", "11", "28", "31", "32", "1", "A", "e"])
def test_a_bare_symbol_of_two_systems_is_asked_about(typed: str) -> None:
    found = parse(typed, None)
    assert isinstance(found, Ambiguous)
    assert len({tooth for _, tooth in found.candidates}) > 1
    assert "Which one is meant?" in found.sentence


@pytest.mark.parametrize(
    ("typed", "universal"),
    [("19", "19"), ("9", "9"), ("36", "19"), ("55", "A"), ("T", "T"), ("LL6", "19"), ("ul a", "F"), ("tooth #19", "19"), ("019", "19")],
)
def test_what_only_one_system_knows_is_read_without_asking(typed: str, universal: str) -> None:
    found = parse(typed, None)
    assert isinstance(found, Tooth)
    assert found.universal == universal


def test_tooth_33_gets_a_sentence_that_helps() -> None:
    found = parse("33", "universal")
    assert isinstance(found, NotATooth)
    assert found.sentence == (
        "There is no tooth “33” in Universal numbering. Universal numbers run from 1 to 32, letters from A to T. "
        "In FDI numbering it would be the lower left canine, which is 22 here."
    )


@pytest.mark.parametrize("typed", ["", "   ", "0", "99", "-1", "U", "19.5", "LL9", "half", "1" * 500, "²", "#"])
@pytest.mark.parametrize("system", [None, "universal", "fdi", "palmer"])
def test_what_is_no_tooth_is_said_so(typed: str, system: teeth.System | None) -> None:
    found = parse(typed, system)
    assert isinstance(found, NotATooth)
    assert found.sentence.endswith(".")
    assert len(found.sentence) < 400


def test_a_palmer_number_without_quadrant_is_asked_about() -> None:
    found = parse("6", "palmer")
    assert isinstance(found, Ambiguous)
    assert [tooth.palmer for _, tooth in found.candidates] == ["UR6", "UL6", "LL6", "LR6"]


@settings(max_examples=80, deadline=None, database=None)
@given(st.text(max_size=20), st.sampled_from([None, "universal", "fdi", "palmer"]))
def test_whatever_is_typed_has_an_answer(typed: str, system: teeth.System | None) -> None:
    found = parse(typed, system)
    assert isinstance(found, Tooth | Ambiguous | NotATooth)
    if isinstance(found, Tooth):
        assert teeth.is_tooth(found.universal)


@pytest.mark.parametrize(
    ("designations", "english", "spanish"),
    [
        (["19"], "a lower left back tooth", "una muela de abajo a la izquierda"),
        (["8"], "an upper right front tooth", "un diente de arriba, al frente, a la derecha"),
        (["6"], "an upper right eye tooth", "un colmillo de arriba a la derecha"),
        (["K"], "a lower left baby back tooth", "una muela de leche de abajo a la izquierda"),
        (["18", "19"], "lower left back teeth", "unas muelas de abajo a la izquierda"),
        (["8", "7"], "upper right front teeth", "unos dientes de arriba, al frente, a la derecha"),
        (["19", "3"], "several teeth", "varios dientes"),
        ([], "a tooth", "un diente"),
        (["33"], "a tooth", "un diente"),
    ],
)
def test_patients_read_a_place_and_no_number(designations: list[str], english: str, spanish: str) -> None:
    assert in_plain_words(designations) == english
    assert in_plain_words(designations, "es") == spanish


def test_only_letters_are_primary() -> None:
    assert teeth.is_primary("K")
    assert not teeth.is_primary("19")
    assert not teeth.is_primary("Z")
