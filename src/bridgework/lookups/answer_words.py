"""The answers to the typed questions of a form in words, the specialty's and the practice's own, in the order in which they were asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgework.rules.forms.answers import say_answer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.questions import ALL_FIELDS, Form

_CODED = frozenset({"tap", "choice", "choices"})


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """One answered question: its label and the parts of the answer, message ids where they are words of the form (`is_coded`).

    `is_own` says that the receiving practice added the question, `is_former` that it asks it otherwise today: shown as it was asked.
    """

    code: str
    label: str
    parts: tuple[str, ...]
    is_coded: bool
    is_own: bool = False
    is_former: bool = False


def answers_in_words(case: Mapping[str, Any], form: Form) -> tuple[AnswerWords, ...]:
    """What was answered of the forms' typed questions: those of this form first, then what another form asked before it was changed."""
    answers = case.get("answers") or {}
    here = [field for field in form.fields if field.code in answers]
    elsewhere = [field for code, field in ALL_FIELDS.items() if code in answers and field not in here]
    return tuple(
        AnswerWords(field.code, field.label, say_answer(field, answers[field.code]), field.kind in _CODED) for field in (*here, *elsewhere)
    )


def own_answers_in_words(case: Mapping[str, Any], asked: Sequence[OwnQuestion]) -> tuple[AnswerWords, ...]:
    """What was answered of a practice's own questions, each as it was asked."""
    answers = case.get("own") or {}
    return tuple(
        AnswerWords(
            code=question.id,
            label=question.field.label,
            parts=say_answer(question.field, answers[question.id]),
            is_coded=question.field.kind == "tap",
            is_own=True,
            is_former=not question.is_current,
        )
        for question in asked
        if question.id in answers
    )
