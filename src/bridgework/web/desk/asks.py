"""What the rules ask of a draft, each question below the field that it is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from bridgework.actions.answer_contradiction import LONGEST_REASON
from bridgework.lookups.contradictions import Question
from bridgework.lookups.drafts import Draft
from bridgework.rules.contradictions import FIELDS


def asks_of(questions: Iterable[Question], typed: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """What is asked below each field: its questions with the reasons typed so far, and one word for what is shown there."""
    asked: dict[str, list[dict[str, Any]]] = {field: [] for field in FIELDS}
    for question in questions:
        asked[question.field].append({"question": question, "why": str((typed or {}).get(f"why_{question.code}") or "")[:LONGEST_REASON]})
    return {
        field: {"field": field, "entries": entries, "state": " ".join(_state(entry["question"]) for entry in entries)}
        for field, entries in asked.items()
    }


def changed_asks(request: HttpRequest, draft: Draft, questions: Iterable[Question]) -> str:
    """The questions below fields of the posted page that are others than those it shows, as fragments that find their place by themselves."""
    return "".join(
        render_to_string("desk/draft/asks.html", {"ask": ask, "draft": draft, "oob": True}, request)
        for field, ask in asks_of(questions, request.POST).items()
        if request.POST.get(f"asks_{field}", ask["state"]) != ask["state"]
    )


def _state(question: Question) -> str:
    return f"{question.code}:{question.fingerprint[:8]}:{question.answer.answer if question.answer else ''}"
