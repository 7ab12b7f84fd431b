"""Questions of a form as a page shows them, and what was posted as their answers. One shape for every page; see `shared/case/field.html`.

Names of inputs: those of the case, `finding_<sign>`, `answer_<field>`, `own_<question>`. What is empty was not asked.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.rules import diagnosis
from bridgework.rules.case import LONGEST
from bridgework.rules.forms.answers import is_called_for, present_in
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Field, Sign

CODES = ("procedure", "wanted", "duration", "pulpal", "apical", "anxiety", "leave_tooth")
LISTS = ("swelling_where", "medical_alerts")
ANSWER, OWN = "answer_", "own_"
"""How the inputs of typed questions are named: the prefix, then the field's code or the version's id."""
GRAVE = frozenset({"fever", "trismus"})
"""Safety signs that by themselves are no danger to life: shown like the ordinary ones."""
LONG_TEXT = 200
"""Characters beyond which a text gets more than one line."""


def posted_case(post: QueryDict, signs: Iterable[str], fields: Iterable[Field]) -> dict[str, Any]:
    """What was posted of a case, wrong parts included: of these signs and typed fields, and of what every form asks."""
    given: dict[str, Any] = {key: post.get(key, "") for key in (*CODES, *LONGEST)}
    given |= {key: post.getlist(key) for key in LISTS}
    given["findings"] = {sign: post[f"finding_{sign}"] for sign in signs if post.get(f"finding_{sign}")}
    given["answers"] = {field.code: answer for field in fields if (answer := posted_answer(post, ANSWER + field.code, field))}
    if "none_known" in given["medical_alerts"] and len(given["medical_alerts"]) > 1:
        # The last tap wins on paper, too; but a real alert is never dropped in favor of "none known".
        given["medical_alerts"].remove("none_known")
    return given


def posted_own(post: QueryDict, questions: Iterable[OwnQuestion]) -> dict[str, Any]:
    """What was posted for a practice's own questions."""
    return {question.id: answer for question in questions if (answer := posted_answer(post, OWN + question.id, question.field))}


def posted_answer(post: QueryDict, name: str, field: Field) -> Any:
    """One answer as it was posted."""
    return post.getlist(name) if field.kind == "choices" else post.get(name, "").strip()


def field_entries(fields: Iterable[Field], shown: Mapping[str, Any], problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """Typed questions with what was typed; one is asked once the answers call for it, or where it was answered."""
    present, answers = present_in(shown), shown.get("answers") or {}
    return [
        _entry(field, ANSWER, answers.get(field.code), problems, is_called_for(field, present) or field.code in answers) for field in fields
    ]


def own_entries(asked: Iterable[OwnQuestion], shown: Mapping[str, Any], problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """A practice's own questions in the same shape; those of other procedures wait."""
    procedure, answers = str(shown.get("procedure") or ""), shown.get("own") or {}
    return [
        _entry(question.field, OWN, answers.get(question.id), problems, question.is_asked_for(procedure) or question.id in answers)
        | {"when": " ".join(question.procedures), "is_required": question.is_required}
        for question in asked
    ]


def sign_entry(sign: Sign, shown: Mapping[str, Any]) -> dict[str, Any]:
    """A finding as a question with three answers."""
    return {
        "code": sign.code,
        "label": _(sign.question),
        "value": (shown.get("findings") or {}).get(sign.code, ""),
        "grave": sign.is_safety and sign.code not in GRAVE,
        "when": " ".join(sign.shown_when),
    }


def choices(offered: Iterable[Any], chosen: Any) -> list[dict[str, Any]]:
    """Codes with their words, and whether they are chosen."""
    picked = set(chosen) if isinstance(chosen, list | tuple) else {chosen}
    return [{"code": choice.code, "label": _(choice.label), "chosen": choice.code in picked} for choice in offered]


def terms(offered: Iterable[Any], chosen: Any) -> list[dict[str, Any]]:
    """Diagnostic terms as choices; "not sure" is one of them."""
    return choices((*offered, diagnosis.NOT_SURE), chosen)


def _entry(field: Field, prefix: str, answer: Any, problems: Mapping[str, str], is_asked: bool) -> dict[str, Any]:
    return {
        "code": field.code,
        "name": prefix + field.code,
        "prefix": prefix,
        "kind": field.kind,
        "question": _(field.question),
        "beside": ", ".join(_(part) for part in (field.unit, field.hint) if part),
        "choices": choices(field.choices, answer),
        "value": "" if answer is None or isinstance(answer, list | tuple) else answer,
        "longest": field.longest,
        "is_long": field.kind == "text" and field.longest > LONG_TEXT,
        "when": " ".join(field.shown_when),
        "is_asked": is_asked,
        "problem": problems.get(field.code, ""),
    }
