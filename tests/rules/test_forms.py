"""Every form as data: each field takes its own answers and nothing else, each code has a label, nothing that was not asked reads as no."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules.case import clean
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.forms.answers import is_called_for, present_in, say_answer
from bridgework.rules.forms.coding import MOST_CODES, as_icd, as_procedure_code, problem_of_direction, proposed_codes
from bridgework.rules.forms.own import MOST_CHOICES, OWN_KINDS, OwnQuestion, Wording, field_of, problems_of
from bridgework.rules.forms.shapes import KINDS, Field
from bridgework.rules.questions import ALERTS, ALL_FIELDS, ALL_SIGNS, FORMS, PROCEDURES, form_for

QUICK = settings(max_examples=60, deadline=None, database=None)
FIELDS = sorted(ALL_FIELDS.values(), key=lambda field: field.code)


def answers_to(field: Field) -> st.SearchStrategy[Any]:
    """Every answer that a field may hold."""
    codes = [choice.code for choice in field.choices]
    match field.kind:
        case "tap":
            return st.sampled_from(["yes", "no"])
        case "choice":
            return st.sampled_from(codes)
        case "choices":
            return st.lists(st.sampled_from(codes), min_size=1, unique=True)
        case "number":
            return st.floats(field.lowest, field.highest).map(
                lambda number: round(number, field.decimals) if field.decimals else int(number)
            )
        case "pressure":
            return st.tuples(st.integers(100, 300), st.integers(20, 99)).map(lambda pair: f"{pair[0]}/{pair[1]}")
        case "date":
            return st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
        case "text":
            return st.text("abc é,.", min_size=1, max_size=field.longest).map(str.strip).filter(bool)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Field, Any]:
    field = draw(st.sampled_from(FIELDS))
    return field, draw(answers_to(field))


# The definitions


def test_a_field_is_the_same_wherever_it_is_asked() -> None:
    for form in FORMS:
        codes = [field.code for field in form.fields]
        assert len(codes) == len(set(codes)), form.code
        for field in form.fields:
            assert ALL_FIELDS[field.code] == field, f"{field.code} is not the same in {form.code}"
    assert not ALL_FIELDS.keys() & ALL_SIGNS.keys()


def test_a_procedure_is_called_the_same_in_every_form() -> None:
    labels: dict[str, set[str]] = {}
    for form in FORMS:
        for choice in form.procedures:
            labels.setdefault(choice.code, set()).add(choice.label)
    assert {code: names for code, names in labels.items() if len(names) > 1} == {}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.code)
def test_a_field_says_all_that_its_kind_needs(field: Field) -> None:
    assert field.kind in KINDS
    assert field.label
    assert field.question
    assert (len(field.choices) >= 2) == (field.kind in ("choice", "choices"))
    codes = [choice.code for choice in field.choices]
    assert len(codes) == len(set(codes))
    assert all(choice.label for choice in field.choices)
    assert (field.lowest < field.highest) == (field.kind == "number")
    assert len(field.code) <= 40


def test_everything_that_calls_for_a_question_can_happen() -> None:
    known = set(ALL_SIGNS) | {choice.code for choice in PROCEDURES} | {f"alert:{choice.code}" for choice in ALERTS}
    for field in ALL_FIELDS.values():
        known |= {f"{field.code}:{choice.code}" for choice in field.choices}
    for field in ALL_FIELDS.values():
        assert set(field.shown_when) <= known, field.code


def test_every_field_can_come_up_in_each_of_its_forms() -> None:
    for form in FORMS:
        here = {choice.code for choice in form.procedures} | {sign.code for sign in form.signs}
        here |= {f"alert:{choice.code}" for choice in ALERTS}
        for field in form.fields:
            here |= {f"{field.code}:{choice.code}" for choice in field.choices}
        lost = [field.code for field in form.fields if field.shown_when and not here & set(field.shown_when)]
        assert lost == [], form.code


def asked(form: Any, case: dict[str, Any]) -> set[str]:
    return {field.code for field in form.fields if is_called_for(field, present_in(case))}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_form_asks_little_at_first(form: Any) -> None:
    case = {"procedure": form.procedures[0].code}
    signs = [sign for sign in form.signs if not sign.shown_when]
    assert len(asked(form, case)) <= 10
    assert len(signs) + len(asked(form, case)) <= 32


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_form_asks_for_what_cannot_wait_and_wants_known_records(form: Any) -> None:
    assert {"swelling", "fever", "trouble_breathing", "trouble_swallowing", "uncontrolled_bleeding"} <= {sign.code for sign in form.signs}
    wanted = {*form.minimum_records, *(code for code, _ in form.more_records)}
    assert wanted <= set(REQUIREMENTS)
    procedures = {choice.code for choice in form.procedures}
    assert {code for _, codes in form.more_records for code in codes} | set(form.tooth_for) <= procedures
    assert form.code == "endodontic" or "consultation" in procedures


def test_a_record_that_is_told_by_a_field_can_be_told_in_that_form() -> None:
    told_by = {"periodontal_chart": "deepest_pocket", "medicines": "medicines", "weight": "weight_kg", "treatment_date": "treatment_begins"}
    for form in FORMS:
        fields = {field.code for field in form.fields}
        for code in {*form.minimum_records, *(code for code, _ in form.more_records)} & told_by.keys():
            assert told_by[code] in fields, (form.code, code)


def test_the_form_follows_from_both_sides() -> None:
    assert form_for("oral_surgery").code == "oral_surgery"
    assert form_for("oral_surgery", "medical").code == "medical_to_dental"
    assert form_for("medical", "general").code == "dental_to_medical"
    assert form_for("medical", "medical").code == "general"
    assert form_for("astrology").code == "general"


# Answers


@QUICK
@given(answered())
def test_every_answer_of_every_field_comes_back_as_it_went_in(one: tuple[Field, Any]) -> None:
    field, answer = one
    case, problems = clean({"answers": {field.code: answer}})
    assert problems == ()
    assert case["answers"] == {field.code: answer}
    assert clean(case) == (case, ())
    assert all(isinstance(part, str) and part for part in say_answer(field, case["answers"][field.code]))


@QUICK
@given(
    st.sampled_from(FIELDS),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.text(max_size=3), max_size=3),
)
def test_whatever_comes_in_is_an_answer_or_a_sentence(field: Field, value: Any) -> None:
    case, problems = clean({"answers": {field.code: value}})
    assert all(problem.sentence.endswith(".") for problem in problems)
    assert clean(case) == (case, ())


@pytest.mark.parametrize("empty", ["", None, [], "  "])
def test_nothing_said_is_not_kept_and_never_becomes_no(empty: Any) -> None:
    for field in FIELDS:
        assert clean({"answers": {field.code: empty}})[0]["answers"] == {}


def test_nothing_unknown_passes() -> None:
    case, problems = clean({"answers": {"horoscope": "yes"}, "own": {"nobody": "x"}})
    assert (case["answers"], case["own"]) == ({}, {})
    assert [problem.field for problem in problems] == ["answers", "own"]


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        ("hba1c", "82", "from 3 to 20 %"),
        ("hba1c", float("nan"), "from 3 to 20 %"),
        ("hba1c", True, "is a number"),
        ("blood_pressure", "86/138", "like 138/86"),
        ("injury_on", "yesterday", "is a date"),
        ("injury_on", "1066-10-14", "of our time"),
        ("angle_class", "4", "is not an answer"),
        ("lesion_site", ["lip", "moon"], "“moon” is not an answer"),
        ("neck_lump", "maybe", "yes or no, or not asked"),
        ("medicines", "x" * 1001, "at most 1,000 fit"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(code: str, answer: Any, words: str) -> None:
    case, problems = clean({"answers": {code: answer}})
    assert case["answers"] == {}
    [problem] = problems
    assert problem.field == code
    assert words in problem.sentence


def test_a_comma_is_a_decimal_point() -> None:
    assert clean({"answers": {"hba1c": " 8,25 "}})[0]["answers"] == {"hba1c": 8.2}


def test_questions_come_up_when_they_are_called_for() -> None:
    form = form_for("oral_surgery")
    assert "impaction" not in asked(form, {"procedure": "extraction"})
    third = {"procedure": "third_molars", "answers": {"anesthesia": "sedation"}, "medical_alerts": ["anticoagulants"]}
    assert {"impaction", "asa", "inr"} <= asked(form, third)
    assert not is_called_for(ALL_FIELDS["asa"], present_in({"procedure": "third_molars"}))


# Codes


def test_codes_are_read_by_their_shape_and_travel_in_their_direction() -> None:
    assert (as_icd("k0402"), as_icd("K04.1 "), as_icd("S02.5XXA"), as_icd("tooth"), as_icd("K4")) == (
        "K04.02",
        "K04.1",
        "S02.5XXA",
        None,
        None,
    )
    assert (as_procedure_code("d3330"), as_procedure_code("41899"), as_procedure_code("D33")) == ("D3330", "41899", None)
    assert problem_of_direction("dental", "D3330") == ""
    assert "CDT" in problem_of_direction("dental", "41899")
    assert "CDT" in problem_of_direction("medical_to_dental", "D3330")
    assert problem_of_direction("medical_to_dental", "41899") == ""
    assert problem_of_direction("dental_to_medical", "99213")


def test_every_proposed_code_has_the_shape_of_one() -> None:
    for choice in (*PROCEDURES, *(choice for field in FIELDS for choice in field.choices)):
        assert not choice.icd or as_icd(choice.icd) == choice.icd


def test_codes_are_proposed_from_what_was_said() -> None:
    endo = form_for("endodontics")
    case = {"procedure": "cracked_tooth", "pulpal": "symptomatic_irreversible_pulpitis", "apical": "not_sure"}
    assert proposed_codes(endo, case) == ("K04.02", "K03.81")
    ortho = {"procedure": "malocclusion", "answers": {"angle_class": "3", "crossbite": ["front", "left"]}}
    assert proposed_codes(form_for("orthodontics"), ortho) == ("M26.213", "M26.24")
    assert proposed_codes(endo, {}) == ()


def test_at_most_a_handful_of_codes_is_kept() -> None:
    case, problems = clean({"codes": [f"K0{digit}.1" for digit in range(9)]})
    assert len(case["codes"]) == MOST_CODES
    assert [problem.field for problem in problems] == ["codes"]


@pytest.mark.parametrize(
    ("given_scale", "kept"), [([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]), (["1"] * 5, [1] * 5), ([1, 2], []), ([0, 1, 1, 1, 1], []), ("", [])]
)
def test_the_anxiety_scale_counts_only_when_it_is_whole(given_scale: Any, kept: list[int]) -> None:
    assert clean({"mdas": given_scale})[0]["mdas"] == kept


# A practice's own questions


def test_an_own_question_takes_its_answers_in_the_version_that_was_asked() -> None:
    first = OwnQuestion("v1", field_of("v1", Wording("Which side?", "choice", choices=("left", "right"))))
    second = OwnQuestion("v2", field_of("v2", Wording("Which side?", "choice", choices=("left", "right", "both"))), version=2)
    case, problems = clean({"own": {"v1": "left", "v2": "both"}}, [first, second])
    assert (case["own"], problems) == ({"v1": "left", "v2": "both"}, ())
    assert clean({"own": {"v1": "both"}}, [first, second])[1][0].field == "v1"
    assert clean({"own": {"v1": "left"}}, [second])[1][0].field == "own"


@pytest.mark.parametrize(
    ("wording", "field"),
    [
        (Wording("", "tap"), "label"),
        (Wording("x" * 161, "tap"), "label"),
        (Wording("Which?", "choice", choices=("only",)), "choices"),
        (Wording("Which?", "choice", choices=("a", "a")), "choices"),
        (Wording("Which?", "choices", choices=tuple(map(str, range(MOST_CHOICES + 1)))), "choices"),
        (Wording("How much?", "number", lowest=5, highest=5), "highest"),
        (Wording("How?", "poem"), "kind"),
        (Wording("How?", "tap", procedures=("exorcism",)), "procedures"),
    ],
)
def test_what_cannot_be_asked_is_said(wording: Wording, field: str) -> None:
    assert list(problems_of(wording, frozenset({"implant"}))) == [field]


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_every_kind_of_own_question_can_be_asked(kind: str) -> None:
    wording = Wording("A question", kind, choices=("a", "b") if kind.startswith("choice") else (), highest=10)
    assert problems_of(wording, frozenset()) == {}
    assert field_of("q", wording).kind == kind
