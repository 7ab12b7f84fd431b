"""AAE terms, the codes proposed for them, and codes that contradict their words."""

import pytest

from bridgework.rules.diagnosis import APICAL, BY_CODE, PULPAL, check_code_against_term


def test_the_terms_of_the_consensus_are_all_here() -> None:
    assert len(PULPAL) == 7
    assert len(APICAL) == 6
    assert all(term.definition.endswith(".") for term in (*PULPAL, *APICAL))


@pytest.mark.parametrize(
    ("pulpal", "apical", "codes"),
    [
        ("symptomatic_irreversible_pulpitis", "symptomatic_apical_periodontitis", ["K04.02", "K04.4"]),
        ("asymptomatic_irreversible_pulpitis", "normal_apical_tissues", ["K04.02"]),
        ("reversible_pulpitis", "not_sure", ["K04.01"]),
        ("pulp_necrosis", "asymptomatic_apical_periodontitis", ["K04.1", "K04.5"]),
        ("pulp_necrosis", "acute_apical_abscess", ["K04.1", "K04.7"]),
        ("previously_treated", "chronic_apical_abscess", ["K04.6"]),
        ("not_sure", "not_sure", []),
    ],
)
def test_proposed_codes(pulpal: str, apical: str, codes: list[str]) -> None:
    assert [BY_CODE[term].icd for term in (pulpal, apical) if BY_CODE[term].icd] == codes


@pytest.mark.parametrize("term", PULPAL + APICAL, ids=lambda term: term.code)
def test_no_proposal_contradicts_its_own_term(term: object) -> None:
    if term.icd:
        assert check_code_against_term(term.icd, term.code) is None
        assert check_code_against_term(term.icd, term.label) is None


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("K04.01", "Irreversible pulpitis", "K04.01 means “reversible pulpitis”"),
        ("k0401", "Symptomatic irreversible pulpitis", "K04.01 means “reversible pulpitis”"),
        ("K04.02", "Reversible pulpitis", "K04.02 means “irreversible pulpitis”"),
        ("K04.01", "symptomatic_irreversible_pulpitis", "K04.01 means"),
        ("K04.5", "Acute apical periodontitis", "K04.5 means “chronic"),
        ("K04.4", "Chronic apical periodontitis", "K04.4 means “acute"),
        ("K04.6", "Periapical abscess without sinus", "K04.6 means “periapical abscess with sinus”"),
        ("K04.7", "Periapical abscess with sinus", "K04.7 means “periapical abscess without sinus”"),
        ("K04.7", "pulp_necrosis", "usually coded K04.1"),
        ("K04.0", "Pulpitis", "K04.0 is a group"),
        ("K05.1", "Chronic gingivitis", "K05.1 is a group"),
        ("S02.5XX", "Fracture of tooth", "needs a 7th character"),
        ("S025", "Fracture of tooth", "needs a 7th character"),
    ],
)
def test_a_code_that_contradicts_its_words_is_asked_about(code: str, words: str, expected: str) -> None:
    found = check_code_against_term(code, words)
    assert found is not None
    assert expected in found.sentence
    assert found.source


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("K04.01", "Reversible pulpitis"),
        ("K04.02", "Irreversible pulpitis"),
        ("K04.5", "Asymptomatic apical periodontitis"),
        ("K04.6", "Periapical abscess with sinus"),
        ("K04.7", "Periapical abscess without sinus"),
        ("S02.5XXA", "Fracture of tooth, initial encounter"),
        ("E11.9", "Type 2 diabetes"),
        ("K02.9", "reversible_pulpitis"),
        ("", ""),
        ("nonsense", "irreversible"),
    ],
)
def test_a_code_that_fits_or_is_not_ours_is_not_judged(code: str, words: str) -> None:
    assert check_code_against_term(code, words) is None
