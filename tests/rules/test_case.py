"""A case from outside: what is valid is kept as it is, everything else is named in a sentence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.case import LONGEST, Case, clean

GOOD: dict[str, Any] = {
    "procedure": "first_treatment",
    "reason": "Pain since Monday",
    "wanted": "evaluate_and_treat",
    "findings": {"spontaneous_pain": "yes", "fever": "no"},
    "swelling_where": ["left_cheek"],
    "duration": "days",
    "pulpal": "pulp_necrosis",
    "apical": "acute_apical_abscess",
    "done_so_far": "",
    "antibiotics": "Amoxicillin 500 mg since this morning",
    "analgesics": "",
    "medical_alerts": ["diabetes", "penicillin_allergy"],
    "medical_note": "",
    "anxiety": "severe",
    "leave_tooth": "temporary",
    "instructions": "I will do the crown.",
    "answers": {},
    "own": {},
    "codes": ["K04.1"],
    "procedure_code": "D3330",
    "mdas": [],
}


def test_a_good_case_is_kept() -> None:
    case, problems = clean(GOOD)
    assert problems == ()
    assert case == GOOD | {"findings": {"spontaneous_pain": "yes", "fever": "no", "swelling": "yes"}}


def test_cleaning_twice_changes_nothing() -> None:
    once, _ = clean(GOOD)
    assert clean(once) == (once, ())


def test_an_empty_case_has_every_key_and_answers_nothing() -> None:
    case, _ = clean({})
    assert set(case) == Case.__required_keys__
    assert case["findings"] == {}
    assert case["anxiety"] == "not_asked"


@pytest.mark.parametrize(
    ("given_case", "field", "words"),
    [
        ({"procedure": "exorcism"}, "procedure", "“exorcism” is not a known procedure."),
        ({"pulpal": "acute_apical_abscess"}, "pulpal", "not a known pulpal diagnosis"),
        ({"findings": {"headache": "yes"}}, "findings", "“headache” is not a known finding."),
        ({"findings": {"fever": "maybe"}}, "findings", "“fever” is answered with yes or no, or not asked."),
        ({"findings": ["fever"]}, "findings", "must say yes or no"),
        ({"findings": {"fever": True}}, "findings", "yes or no"),
        ({"medical_alerts": "diabetes"}, "medical_alerts", "must be a list"),
        ({"medical_alerts": ["none_known", "diabetes"]}, "medical_alerts", "cannot stand beside"),
        ({"medical_alerts": [{"a": 1}]}, "medical_alerts", "“dict” is not a known medical alert."),
        ({"reason": 5}, "reason", "must be text"),
        ({"reason": "x" * 2001}, "reason", "2,001 characters; at most 2,000 fit"),
        ({"tooth": "19"}, "tooth", "not part of a referral"),
        ({"wanted": ["evaluate"]}, "wanted", "not a known"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(given_case: dict[str, Any], field: str, words: str) -> None:
    _, problems = clean(given_case)
    assert len(problems) == 1
    assert problems[0].field == field
    assert words in problems[0].sentence
    assert problems[0].sentence.endswith((".", "it."))


def test_not_asked_is_left_out_and_never_becomes_no() -> None:
    case, problems = clean({"findings": {"fever": "not_asked", "swelling": "", "trismus": None, "mobility": "no"}})
    assert problems == ()
    assert case["findings"] == {"mobility": "no"}


def test_a_placed_swelling_answers_the_safety_question_of_that_name() -> None:
    case, _ = clean({"swelling_where": ["eye", "floor_of_mouth"], "findings": {"swelling": "no"}})
    assert case["findings"] == {"swelling": "yes", "swelling_eye": "yes", "swelling_floor_of_mouth": "yes"}


def test_text_can_be_stored_whatever_was_pasted() -> None:
    case, problems = clean({"reason": " a\x00b\r\nc\ud800\u202ed e\u0301 "})
    assert problems == ()
    assert case["reason"].encode("utf-8")
    assert "\x00" not in case["reason"]
    assert case["reason"].startswith("ab\nc")
    assert case["reason"].endswith("é")


def test_text_of_exactly_the_longest_length_fits() -> None:
    assert clean({"reason": "x" * LONGEST["reason"]})[1] == ()


def test_a_flood_of_unknown_codes_gets_few_sentences() -> None:
    _, problems = clean({"medical_alerts": [str(number) for number in range(10_000)]})
    assert len(problems) < 50


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None, database=None)
@given(st.dictionaries(st.sampled_from([*GOOD, "other"]), anything))
def test_whatever_comes_in_a_valid_case_comes_out(given_case: dict[str, Any]) -> None:
    case, _ = clean(given_case)
    assert set(case) == Case.__required_keys__
    assert all(len(str(case[key])) <= most for key, most in LONGEST.items())
    assert clean(case) == (case, ()) or "none_known" in case["medical_alerts"]
