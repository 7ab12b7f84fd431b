"""Every form as a FHIR Questionnaire, and every answer in its response; what was not asked is not there."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bridgework.connections.fhir.questionnaire import questionnaire, response
from bridgework.rules.case import clean
from bridgework.rules.forms.own import OwnQuestion, Wording, field_of
from bridgework.rules.forms.shapes import Field, Form
from bridgework.rules.questions import FORMS, form_for

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
FORM_IDS = [form.code for form in FORMS]


def flat(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from flat(item.get("item", []))


def an_answer(field: Field) -> Any:
    some = {"tap": "no", "date": "2026-11-01", "text": "words", "pressure": "138/86", "number": max(field.lowest, 1)}
    if field.kind == "choices":
        return [choice.code for choice in field.choices[:2]]
    return field.choices[0].code if field.kind == "choice" else some[field.kind]


def full(form: Form) -> dict[str, Any]:
    """Everything answered: each sign with no, each field with something it can hold."""
    case, problems = clean(
        {
            "procedure": form.procedures[0].code,
            "wanted": "evaluate",
            "findings": {sign.code: "no" for sign in form.signs},
            "answers": {field.code: an_answer(field) for field in form.fields},
            "medical_alerts": ["diabetes"],
        }
    )
    assert problems == ()
    return dict(case)


@pytest.mark.parametrize("form", FORMS, ids=FORM_IDS)
def test_each_question_stands_once_and_each_condition_can_be_met(form: Form) -> None:
    items = list(flat(questionnaire(form)["item"]))
    ids = [item["linkId"] for item in items]
    assert len(ids) == len(set(ids))
    assert {sign.code for sign in form.signs} | {field.code for field in form.fields} <= set(ids)
    options = {item["linkId"]: {option["valueCoding"]["code"] for option in item.get("answerOption", [])} for item in items}
    for item in items:
        for condition in item.get("enableWhen", []):
            assert condition["question"] in ids
            if "answerCoding" in condition:
                assert condition["answerCoding"]["code"] in options[condition["question"]]
    conditional = {question.code for question in (*form.signs, *form.fields) if question.shown_when}
    assert conditional == {item["linkId"] for item in items if item.get("enableWhen")}


@pytest.mark.parametrize("form", FORMS, ids=FORM_IDS)
def test_every_answer_is_in_the_response_of_the_type_that_was_asked(form: Form) -> None:
    types = {item["linkId"]: item["type"] for item in flat(questionnaire(form)["item"])}
    given = {item["linkId"]: item["answer"] for item in flat(response(form, full(form), (), authored=AT)["item"]) if "answer" in item}
    assert {sign.code for sign in form.signs} | {field.code for field in form.fields} <= set(given)
    key = {
        "boolean": "Boolean",
        "choice": "Coding",
        "integer": "Integer",
        "decimal": "Decimal",
        "date": "Date",
        "text": "String",
        "string": "String",
    }
    for code, answers in given.items():
        assert all(f"value{key[types[code]]}" in answer for answer in answers), code


def test_what_was_not_asked_is_not_there() -> None:
    form = form_for("endodontics")
    asked = {
        item["linkId"]
        for item in flat(response(form, clean({"procedure": "trauma", "findings": {"fever": "no"}})[0], (), authored=AT)["item"])
    }
    assert asked == {"procedure", "group-swelling", "fever"}


def test_an_own_question_travels_in_the_version_that_was_answered() -> None:
    asked = OwnQuestion("5f4b", field_of("5f4b", Wording("Who places the crown?", "choice", choices=("we", "you"))))
    form = form_for("endodontics")
    assert questionnaire(form, [asked])["item"][-1]["item"][0]["text"] == "Who places the crown?"
    [own] = response(form, {"own": {"5f4b": "we"}}, [asked], authored=AT)["item"]
    assert own["item"][0]["answer"][0]["valueCoding"]["code"] == "we"
