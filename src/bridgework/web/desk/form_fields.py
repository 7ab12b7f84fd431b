"""The typed questions of a form as fields of a page, and what was posted as their answers. A field is shown once the answers call for it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.lookups.drafts import Draft
from bridgework.lookups.wanted_records import questions_to_answer
from bridgework.rules.forms.answers import is_called_for, present_in
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Field
from bridgework.rules.questions import ALL_FIELDS

ANSWER, OWN = "answer_", "own_"
"""How the inputs are named: the prefix, then the field's code or the version's id."""
LONG_TEXT = 200


def posted_answers(post: QueryDict) -> dict[str, Any]:
    """What was posted for the specialty's fields; what is empty was not asked."""
    return {code: answer for code, field in ALL_FIELDS.items() if (answer := _posted(post, ANSWER + code, field))}


def posted_own(post: QueryDict, draft: Draft) -> tuple[dict[str, Any], tuple[OwnQuestion, ...]]:
    """What was posted for the practice's own questions, and the versions it answers: a page that was open while one changed is read too."""
    recipient, kept = draft.recipient, draft.case.get("own") or {}
    known = {question.id: question for question in (recipient.own_questions if recipient else ())}
    others = {name.removeprefix(OWN) for name in post if name.startswith(OWN)} - known.keys()
    former = questions_to_answer(recipient.id if recipient else None, others, kept)
    questions = (*known.values(), *former)
    answers = {question.id: answer for question in questions if (answer := _posted(post, OWN + question.id, question.field))}
    return answers, questions


def _posted(post: QueryDict, name: str, field: Field) -> Any:
    if field.kind == "choices":
        return post.getlist(name)
    return post.get(name, "").strip()


def field_entries(fields: Iterable[Field], shown: Mapping[str, Any], problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The specialty's fields as `desk/draft/field.html` shows them, each with what was typed."""
    present, answers = present_in(shown), shown.get("answers") or {}
    return [
        _entry(field, ANSWER, answers.get(field.code), problems, is_called_for(field, present) or field.code in answers) for field in fields
    ]


def own_entries(asked: Iterable[OwnQuestion], shown: Mapping[str, Any], problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The practice's own questions in the same shape; those of other procedures wait."""
    procedure, answers = str(shown.get("procedure") or ""), shown.get("own") or {}
    return [
        _entry(question.field, OWN, answers.get(question.id), problems, question.is_asked_for(procedure) or question.id in answers)
        | {"when": " ".join(question.procedures), "is_required": question.is_required}
        for question in asked
    ]


def _entry(field: Field, prefix: str, answer: Any, problems: Mapping[str, str], is_asked: bool) -> dict[str, Any]:
    picked = set(answer) if isinstance(answer, list | tuple) else {answer}
    return {
        "code": field.code,
        "name": prefix + field.code,
        "prefix": prefix,
        "kind": field.kind,
        "question": _(field.question),
        "beside": ", ".join(_(part) for part in (field.unit, field.hint) if part),
        "choices": [{"code": choice.code, "label": _(choice.label), "chosen": choice.code in picked} for choice in field.choices],
        "value": "" if answer is None or isinstance(answer, list | tuple) else answer,
        "longest": field.longest,
        "is_long": field.kind == "text" and field.longest > LONG_TEXT,
        "when": " ".join(field.shown_when),
        "is_asked": is_asked,
        "problem": problems.get(field.code, ""),
    }
