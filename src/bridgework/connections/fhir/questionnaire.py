"""A form as a FHIR R4 Questionnaire, and what was answered of it as a QuestionnaireResponse: both from the definition in `rules.forms`.

A sign is a boolean that is left out where nobody asked, so that "not asked" never travels as "no". Knows no HTTP and no tables.
Source: HL7 FHIR R4, Questionnaire (enableWhen, answerOption) and the extensions for units and bounds.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bridgework.rules import questions
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Choice, Field, Form, Group, Sign

BASE = "https://bridgework.dental/fhir"
"""Names the forms and their codes; nothing is fetched from there."""
_EXTENSION = "http://hl7.org/fhir/StructureDefinition"

Json = dict[str, Any]


def questionnaire(form: Form, own: Iterable[OwnQuestion] = ()) -> Json:
    """The form with its conditions; a practice's own questions are its last group."""
    groups = [_group(group, form) for group in form.groups]
    asked = [_field(question.field, form) | {"required": False} for question in own]
    return {
        "resourceType": "Questionnaire",
        "url": f"{BASE}/Questionnaire/{form.code}",
        "name": form.code,
        "title": form.label,
        "status": "active",
        "subjectType": ["Patient"],
        "item": [
            {"linkId": "procedure", "text": "What do you ask for?", **_options(form.procedures, "procedure"), "required": True},
            {"linkId": "wanted", "text": "The specialist should", **_options(questions.WANTED, "wanted"), "required": True},
            {"linkId": "reason", "text": "In your words", "type": "text", "maxLength": 2000},
            *groups,
            {"linkId": "medical_alerts", "text": "Medical alerts", **_options(questions.ALERTS, "medical_alerts"), "repeats": True},
            *([{"linkId": "group-own", "text": "The practice also asks", "type": "group", "item": asked}] if asked else []),
        ],
    }


def response(form: Form, case: Mapping[str, Any], own: Iterable[OwnQuestion], *, authored: datetime) -> Json:
    """What was answered, in the shape of `questionnaire`; a question without an answer is left out. `authored` is UTC."""
    answers, given = case.get("answers") or {}, case.get("own") or {}
    findings = case.get("findings") or {}
    items: list[Json] = [
        *_coded("procedure", "What do you ask for?", form.procedures, [case.get("procedure")]),
        *_coded("wanted", "The specialist should", questions.WANTED, [case.get("wanted")]),
        *([{"linkId": "reason", "text": "In your words", "answer": [{"valueString": case["reason"]}]}] if case.get("reason") else []),
    ]
    for group in form.groups:
        signs = [
            _answered(sign.code, sign.question, [{"valueBoolean": findings[sign.code] == "yes"}])
            for sign in group.signs
            if sign.code in findings
        ]
        fields = [_answer(field, answers[field.code]) for field in group.fields if field.code in answers]
        if signs or fields:
            items.append({"linkId": f"group-{group.code}", "text": group.label, "item": signs + fields})
    items += _coded("medical_alerts", "Medical alerts", questions.ALERTS, case.get("medical_alerts") or ())
    own_answers = [_answer(question.field, given[question.id]) for question in own if question.id in given]
    if own_answers:
        items.append({"linkId": "group-own", "text": "The practice also asks", "item": own_answers})
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{BASE}/Questionnaire/{form.code}",
        "status": "completed",
        "authored": authored.isoformat(),
        "item": items,
    }


def _group(group: Group, form: Form) -> Json:
    items = [_sign(sign, form) for sign in group.signs] + [_field(field, form) for field in group.fields]
    return {"linkId": f"group-{group.code}", "text": group.label, "type": "group", "item": items}


def _sign(sign: Sign, form: Form) -> Json:
    return {"linkId": sign.code, "text": sign.question, "type": "boolean", **_conditions(sign.shown_when, form)}


def _field(field: Field, form: Form) -> Json:
    item: Json = {"linkId": field.code, "text": field.question}
    match field.kind:
        case "tap":
            item["type"] = "boolean"
        case "choice" | "choices":
            item |= _options(field.choices, field.code)
            if field.kind == "choices":
                item["repeats"] = True
        case "number":
            kind = "Decimal" if field.decimals else "Integer"
            bounds = ((f"{_EXTENSION}/minValue", field.lowest), (f"{_EXTENSION}/maxValue", field.highest))
            item["type"] = kind.lower()
            item["extension"] = [{"url": url, f"value{kind}": bound if field.decimals else int(bound)} for url, bound in bounds]
            if field.unit:
                item["extension"].append({"url": f"{_EXTENSION}/questionnaire-unit", "valueCoding": {"display": field.unit}})
        case "date":
            item["type"] = "date"
        case "text":
            item |= {"type": "text", "maxLength": field.longest}
        case "pressure":
            item |= {"type": "string", "maxLength": 7}
    return item | _conditions(field.shown_when, form)


def _conditions(shown_when: Iterable[str], form: Form) -> Json:
    """The conditions that this form can meet; a question that also stands in other forms names theirs too."""
    known = [condition for token in shown_when if (condition := _condition(token, form))]
    return {"enableWhen": known, **({"enableBehavior": "any"} if len(known) > 1 else {})} if known else {}


def _condition(token: str, form: Form) -> Json | None:
    question, _, code = token.partition(":")
    if question == "alert":
        return _equals("medical_alerts", code)
    if code:
        return _equals(question, code) if any(field.code == question for field in form.fields) else None
    if any(sign.code == token for sign in form.signs):
        return {"question": token, "operator": "=", "answerBoolean": True}
    return _equals("procedure", token) if any(choice.code == token for choice in form.procedures) else None


def _equals(question: str, code: str) -> Json:
    return {"question": question, "operator": "=", "answerCoding": {"system": f"{BASE}/CodeSystem/{question}", "code": code}}


def _options(choices: Iterable[Choice], question: str) -> Json:
    return {"type": "choice", "answerOption": [{"valueCoding": _coding(choice, question)} for choice in choices]}


def _coding(choice: Choice, question: str) -> Json:
    return {"system": f"{BASE}/CodeSystem/{question}", "code": choice.code, "display": choice.label}


def _coded(question: str, text: str, choices: Iterable[Choice], codes: Iterable[Any]) -> list[Json]:
    picked = set(codes)
    found = [{"valueCoding": _coding(choice, question)} for choice in choices if choice.code in picked]
    return [_answered(question, text, found)] if found else []


def _answer(field: Field, answer: Any) -> Json:
    match field.kind:
        case "tap":
            values = [{"valueBoolean": answer == "yes"}]
        case "choice" | "choices":
            picked = set(answer) if isinstance(answer, list) else {answer}
            values = [{"valueCoding": _coding(choice, field.code)} for choice in field.choices if choice.code in picked]
        case "number":
            values = [{"valueDecimal" if field.decimals else "valueInteger": answer}]
        case "date":
            values = [{"valueDate": answer}]
        case _:
            values = [{"valueString": str(answer)}]
    return _answered(field.code, field.question, values)


def _answered(code: str, text: str, values: list[Json]) -> Json:
    return {"linkId": code, "text": text, "answer": values}
