from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.constraints import refusing
from bridgework.records.models import FormQuestion, Practice
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import MOST, Wording, problems_of
from bridgework.rules.questions import procedures_for
from bridgework.rules.refusals import NotComplete, NotFound


@transaction.atomic
def write_form_question(
    viewer: Viewer, question: UUID | None, *, wording: Wording, is_required: bool, position: int, now: datetime
) -> FormQuestion:
    """Adds a question to the form of those who refer to the viewer's practice (`question` None), or changes it.

    Other words, another kind of answer or other choices make a new version, so that a referral that answered keeps the question as it was
    asked; where it stands, for which requests and whether it is needed change in place. Raises NotComplete with field -> sentence, NotFound,
    NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    current = FormQuestion.objects.filter(practice=practice, ended_at=None)
    former = current.filter(question=question).first() if question else None
    if question and former is None:
        raise NotFound
    problems = problems_of(wording, frozenset(choice.code for choice in procedures_for(practice.specialty)))
    if former is None and current.count() >= MOST:
        problems["label"] = f"A form stays short: at most {MOST} questions of your own. Remove one first."
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    place: dict[str, Any] = {"is_required": is_required, "procedures": list(wording.procedures), "position": max(0, min(position, 99))}
    words = _words(wording)
    write_audit(viewer, "write_form_question", now, [])
    if former is not None and all(getattr(former, name) == value for name, value in words.items()):
        for name, value in place.items():
            setattr(former, name, value)
        former.save(update_fields=list(place))
        return former
    version = FormQuestion(practice=practice, question=question or uuid4(), created_at=now, **words, **place)
    if former is not None:
        version.version = former.version + 1
        former.ended_at = now
        former.save(update_fields=["ended_at"])
    with refusing():
        version.save(force_insert=True)
    return version


def _words(wording: Wording) -> dict[str, Any]:
    """The columns that make a version; what its kind does not need is left empty."""
    has_choices, has_range = wording.kind in ("choice", "choices"), wording.kind == "number"
    return {
        "label": wording.label,
        "hint": wording.hint,
        "kind": wording.kind,
        "choices": list(wording.choices) if has_choices else [],
        "unit": wording.unit if has_range else "",
        "lowest": float(wording.lowest) if has_range else 0.0,
        "highest": float(wording.highest) if has_range else 0.0,
    }
