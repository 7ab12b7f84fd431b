"""The case of a referral as a form, from the definition in `rules.forms`: what was posted becomes a case, a case becomes fields.

It knows neither a draft nor who asks, so that a page without an account shows the same questions as the desk. Names of inputs: those of the
case, `finding_<sign>`, `answer_<field>`, `own_<question>`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.rules import diagnosis, questions, teeth
from bridgework.rules.case import LONGEST, clean
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Field, Sign
from bridgework.rules.questions import form_for
from bridgework.rules.teeth import System, Tooth

CODES = ("procedure", "wanted", "duration", "pulpal", "apical", "anxiety", "leave_tooth")
LISTS = ("swelling_where", "medical_alerts")
GRAVE = frozenset({"fever", "trismus"})
"""Safety signs that by themselves are no danger to life: shown like the ordinary ones."""
FIRST_GROUPS = frozenset({"pain", "swelling", "safety", "injury"})
"""What decides how urgent it is; the other groups of a form are folded away where there are these."""
LONG_TEXT = 240
"""Characters from which a text gets more than one line."""


@dataclass(frozen=True, slots=True)
class TypedCase:
    """What a form holds: `case` and `teeth` can be kept as they are, `problems` (field -> sentence) name the rest.

    `shown` is what was typed, wrong parts included: a page that comes back shows exactly that.
    """

    case: dict[str, Any]
    shown: Mapping[str, Any]
    teeth: tuple[str, ...]
    teeth_typed: str
    problems: dict[str, str]


def read_case(post: QueryDict, specialty: str, system: System, own: Sequence[OwnQuestion] = (), sender: str = "") -> TypedCase:
    """What was posted, of the form for that specialty and kind of sender. Teeth are ticked on the chart or typed in a numbering; a bare number that could be two is asked about."""
    form = form_for(specialty, sender)
    given: dict[str, Any] = {key: post.get(key, "") for key in (*CODES, *LONGEST)}
    given |= {key: post.getlist(key) for key in LISTS}
    given["findings"] = {sign.code: post[f"finding_{sign.code}"] for sign in form.signs if post.get(f"finding_{sign.code}")}
    given["answers"] = _answers("answer", form.fields, post)
    given["own"] = _answers("own", (question.field for question in own), post)
    if "none_known" in given["medical_alerts"] and len(given["medical_alerts"]) > 1:
        given["medical_alerts"].remove("none_known")  # a real alert is never dropped in favor of “none known”
    case, wrong = clean(given, own)
    problems = {problem.field: problem.sentence for problem in wrong}
    ticked = [tooth for tooth in post.getlist("teeth") if teeth.is_tooth(tooth)]
    typed = post.get("teeth_typed", "").strip()[:80]
    named, problem = _typed_teeth(typed, system)
    if problem:
        problems["teeth"] = problem
    return TypedCase(dict(case), given, tuple(dict.fromkeys([*ticked, *named])), typed if problem else "", problems)


def case_fields(typed: TypedCase, specialty: str, system: str, own: Sequence[OwnQuestion] = (), sender: str = "") -> dict[str, Any]:
    """The context of `shared/case/*.html`: choices with what is chosen, groups of findings and fields with their answers."""
    form, shown = form_for(specialty, sender), typed.shown
    alerts = choices(questions.ALERTS, shown.get("medical_alerts"))
    groups = [_group(group.code, group.label, group.signs, group.fields, shown) for group in form.groups]
    first = [group for group in groups if group["code"] in FIRST_GROUPS]
    more = [group for group in groups if first and group not in first]
    return {
        "form": form,
        "shown": shown,
        "problems": typed.problems,
        "teeth": typed.teeth,
        "teeth_typed": typed.teeth_typed,
        "tooth_system": system,
        "procedures": choices(form.procedures, shown.get("procedure")),
        "wanted": choices(questions.WANTED, shown.get("wanted")),
        "durations": choices(questions.DURATION, shown.get("duration")),
        "pulpal": _terms(diagnosis.PULPAL, shown.get("pulpal")),
        "apical": _terms(diagnosis.APICAL, shown.get("apical")),
        "alerts": alerts[: questions.FIRST_ALERTS],
        "more_alerts": alerts[questions.FIRST_ALERTS :],
        "more_alerts_chosen": any(alert["chosen"] for alert in alerts[questions.FIRST_ALERTS :]),
        "anxieties": choices(questions.ANXIETY, shown.get("anxiety") or "not_asked"),
        "leave_tooth": choices(form.leave_tooth, shown.get("leave_tooth")),
        "places": choices(questions.SWELLING_WHERE, shown.get("swelling_where")),
        "groups": first or groups,
        "more_groups": more,
        "more_answered": any(one["value"] for group in more for one in (*group["signs"], *group["fields"])),
        "own_questions": [_field("own", question.field, shown) | {"shown_when": " ".join(question.procedures)} for question in own],
    }


def choices(offered: Iterable[Any], chosen: Any) -> list[dict[str, Any]]:
    """Codes with their words, and whether they are chosen."""
    picked = set(chosen) if isinstance(chosen, list | tuple) else {chosen}
    return [{"code": choice.code, "label": _(choice.label), "chosen": choice.code in picked} for choice in offered]


def _answers(prefix: str, fields: Iterable[Field], post: QueryDict) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for field in fields:
        name = f"{prefix}_{field.code}"
        answer = post.getlist(name) if field.kind == "choices" else post.get(name, "").strip()
        if answer:
            given[field.code] = answer
    return given


def _typed_teeth(typed: str, system: System) -> tuple[list[str], str]:
    """The teeth that were typed, and a sentence for the first that is none or could be two."""
    read = teeth.parse_list(typed, system) if typed else ()
    named = [found.universal for found in read if isinstance(found, Tooth)]
    wrong = next((found for found in read if not isinstance(found, Tooth)), None)
    return named, wrong.sentence if wrong else ""


def _group(code: str, label: str, signs: Iterable[Sign], fields: Iterable[Field], shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": code,
        "label": _(label),
        "signs": [_sign(sign, shown) for sign in signs],
        "fields": [_field("answer", field, shown) for field in fields],
    }


def _sign(sign: Sign, shown: Mapping[str, Any]) -> dict[str, Any]:
    value = (shown.get("findings") or {}).get(sign.code, "")
    return {
        "code": sign.code,
        "label": _(sign.question),
        "value": value,
        "grave": sign.is_safety and sign.code not in GRAVE,
        "shown_when": " ".join(sign.shown_when),
    }


def _field(prefix: str, field: Field, shown: Mapping[str, Any]) -> dict[str, Any]:
    answer = (shown.get("own" if prefix == "own" else "answers") or {}).get(field.code, "")
    return {
        "name": f"{prefix}_{field.code}",
        "code": field.code,
        "label": _(field.question),
        "kind": field.kind,
        "hint": _(field.hint) if field.hint else "",
        "unit": field.unit,
        "longest": field.longest,
        "is_long": field.kind == "text" and field.longest >= LONG_TEXT,
        "value": answer,
        "choices": choices(field.choices, answer),
        "shown_when": " ".join(field.shown_when),
    }


def _terms(terms: Any, chosen: Any) -> list[dict[str, Any]]:
    return choices((*terms, diagnosis.NOT_SURE), chosen)
