"""The form as data: every code once, every follow-up reachable."""

from bridgework.rules import questions
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.questions import FORMS, SPECIALTIES, form_for, label_of, minimum_records_for


def test_every_sign_stands_once_in_a_form() -> None:
    for form in FORMS:
        codes = [sign.code for sign in form.signs]
        assert len(codes) == len(set(codes))


def test_a_follow_up_names_signs_or_procedures_of_a_form() -> None:
    known = set(questions.ALL_SIGNS) | {choice.code for choice in questions.PROCEDURES}
    for sign in questions.ALL_SIGNS.values():
        assert set(sign.shown_when) <= known
        assert sign.code not in sign.shown_when
        assert sign.question.endswith("?")


def test_every_hidden_question_can_come_up() -> None:
    for form in FORMS:
        here = {sign.code for sign in form.signs if not sign.shown_when} | {choice.code for choice in form.procedures}
        for sign in form.signs:
            assert not sign.shown_when or here & set(sign.shown_when), sign.code


def test_each_specialty_has_a_form_and_records_that_can_be_asked_for() -> None:
    for specialty in SPECIALTIES:
        assert form_for(specialty) in FORMS
        assert set(minimum_records_for(specialty)) <= set(REQUIREMENTS)
    assert form_for("endodontics").asks_tooth
    assert "panoramic_film" in minimum_records_for("oral_surgery")


def test_safety_signs_know_that_they_are() -> None:
    assert questions.ALL_SIGNS["trouble_breathing"].is_safety
    assert not questions.ALL_SIGNS["mobility"].is_safety


def test_a_code_that_is_gone_is_shown_as_it_is() -> None:
    assert label_of(questions.WANTED, "evaluate") == "Evaluate only"
    assert label_of(questions.WANTED, "older") == "older"
