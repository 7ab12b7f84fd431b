"""The case of a referral as a form, from the definition in `rules.forms`: what was posted becomes a case, a case becomes fields.

It knows neither a draft nor who asks, so that a page without an account shows the same questions as the desk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.rules import diagnosis, questions
from bridgework.rules.case import clean
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Group
from bridgework.rules.questions import form_for
from bridgework.web.shared.case_fields import choices, field_entries, own_entries, posted_case, posted_own, sign_entry, terms
from bridgework.web.shared.tooth_form import ToothField, read_teeth

FIRST_GROUPS = frozenset({"pain", "swelling", "safety", "injury"})
"""What decides how urgent it is; the other groups of a form are folded away where there are these."""


@dataclass(frozen=True, slots=True)
class TypedCase:
    """What a form holds: `case` and `tooth` can be kept as they are, `problems` (field -> sentence) name the rest.

    `shown` is what was typed, wrong parts included: a page that comes back shows exactly that.
    """

    case: dict[str, Any]
    shown: Mapping[str, Any]
    tooth: ToothField
    problems: dict[str, str]


def read_case(post: QueryDict, specialty: str, system: str, own: Sequence[OwnQuestion] = (), sender: str = "") -> TypedCase:
    """What was posted, of the form for that specialty and kind of sender. `system` is the sender's numbering of teeth, "" where it is not known."""
    form = form_for(specialty, sender)
    given = posted_case(post, (sign.code for sign in form.signs), form.fields)
    given["own"] = posted_own(post, own)
    case, wrong = clean(given, own)
    problems = {problem.field: problem.sentence for problem in wrong}
    tooth = read_teeth(post, system)
    if tooth.problem:
        problems["teeth"] = tooth.problem
    return TypedCase(dict(case), given, tooth, problems)


def case_fields(typed: TypedCase, specialty: str, system: str, own: Sequence[OwnQuestion] = (), sender: str = "") -> dict[str, Any]:
    """The context of `shared/case/*.html`: choices with what is chosen, groups of findings and fields with their answers."""
    form, shown = form_for(specialty, sender), typed.shown
    alerts = choices(questions.ALERTS, shown.get("medical_alerts"))
    groups = [_group(group, typed) for group in form.groups]
    first = [group for group in groups if group["code"] in FIRST_GROUPS]
    more = [group for group in groups if first and group not in first]
    return {
        "form": form,
        "shown": shown,
        "problems": typed.problems,
        "tooth": typed.tooth,
        "tooth_system": system,
        "procedures": choices(form.procedures, shown.get("procedure")),
        "wanted": choices(questions.WANTED, shown.get("wanted")),
        "durations": choices(questions.DURATION, shown.get("duration")),
        "pulpal": terms(diagnosis.PULPAL, shown.get("pulpal")),
        "apical": terms(diagnosis.APICAL, shown.get("apical")),
        "alerts": alerts[: questions.FIRST_ALERTS],
        "more_alerts": alerts[questions.FIRST_ALERTS :],
        "more_alerts_chosen": any(alert["chosen"] for alert in alerts[questions.FIRST_ALERTS :]),
        "anxieties": choices(questions.ANXIETY, shown.get("anxiety") or "not_asked"),
        "leave_tooth": choices(form.leave_tooth, shown.get("leave_tooth")),
        "places": choices(questions.SWELLING_WHERE, shown.get("swelling_where")),
        "groups": first or groups,
        "more_groups": more,
        "more_answered": any(one["value"] for group in more for one in (*group["signs"], *group["fields"])),
        "own_questions": _all_shown(own_entries(own, shown, typed.problems)),
    }


def _group(group: Group, typed: TypedCase) -> dict[str, Any]:
    return {
        "code": group.code,
        "label": _(group.label),
        "signs": [sign_entry(sign, typed.shown) for sign in group.signs],
        "fields": _all_shown(field_entries(group.fields, typed.shown, typed.problems)),
    }


def _all_shown(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Here the server is asked once, at the end: without script every question is there, with script those wait that nothing calls for."""
    return [entry | {"is_asked": True} for entry in entries]
