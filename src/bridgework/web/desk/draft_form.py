"""The form of a draft: what was posted as a case, and a case as the fields of a page. The questions themselves are `rules.questions`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.lookups.drafts import Draft
from bridgework.rules import diagnosis, questions
from bridgework.rules.anxiety import mdas_items, mdas_scale
from bridgework.rules.case import MDAS_ITEMS, clean
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.answers import is_called_for, present_in
from bridgework.rules.forms.coding import proposals
from bridgework.rules.questions import Form
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.form_fields import posted_to_draft
from bridgework.web.shared.case_fields import choices, field_entries, own_entries, posted_case, sign_entry, terms
from bridgework.web.shared.tooth_form import ToothField, read_teeth

TOGETHER = {"injury": "safety"}
"""Groups that ask little at first share a heading."""
BEFORE_FOLLOW_UPS = frozenset({"pain", "swelling", "safety", "pressure"})
"""The groups whose answers call for more questions: those questions, and their details, stand right below, so that nothing above moves."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds: `case` and `tooth` can be kept as they are, `problems` (field -> sentence) name the rest.

    `shown` is what was typed, wrong parts included: a page that comes back shows exactly that.
    """

    case: dict[str, Any]
    shown: Mapping[str, Any]
    tooth: ToothField
    referring_provider_id: UUID | None
    problems: dict[str, str]

    @property
    def teeth(self) -> tuple[str, ...]:
        """The chosen teeth, Universal."""
        return self.tooth.teeth

    @property
    def sites(self) -> tuple[str, ...]:
        """What the teeth do not say, in the shape of `rules.sites`."""
        return self.tooth.sites

    def in_draft(self, draft: Draft) -> Draft:
        """The draft as it would be with this in it."""
        return replace(draft, case=self.case, teeth=self.teeth, sites=self.sites, referring_provider_id=self.referring_provider_id)


def read_form(post: QueryDict, draft: Draft, system: str) -> Typed:
    """What was posted. Teeth are ticked on the chart or typed in the office's numbering; a bare number that could be two is asked about."""
    given = posted_case(post, questions.ALL_SIGNS, questions.ALL_FIELDS.values())
    given["own"], asked = posted_to_draft(post, draft)
    given["codes"] = [*post.getlist("codes"), *post.get("codes_typed", "").replace(",", " ").split()]
    given["procedure_code"] = post.get("procedure_code", "")
    scale = [post.get(f"mdas_{number}", "") for number in range(1, MDAS_ITEMS + 1)]
    given["mdas"] = scale if all(scale) else []
    case, wrong = clean(given, asked)
    problems = {problem.field: problem.sentence for problem in wrong}
    tooth = read_teeth(post, system)
    if tooth.problem:
        problems["teeth"] = tooth.problem
    return Typed(
        case=dict(case),
        shown=given,
        tooth=tooth,
        referring_provider_id=_provider(uuid_of(post.get("referring_provider")), draft),
        problems=problems,
    )


def form_of(draft: Draft, viewer: Viewer) -> Typed:
    """The form as the draft stands. Where the practice has one clinician only, it is that one who refers."""
    only = draft.providers[0][0] if len(draft.providers) == 1 else None
    return Typed(draft.case, draft.case, ToothField(draft.teeth, draft.sites), draft.referring_provider_id or only, {})


def _provider(given: UUID | None, draft: Draft) -> UUID | None:
    return given if given in {provider for provider, _name in draft.providers} else draft.referring_provider_id


def fields_of(typed: Typed, draft: Draft, system: str) -> dict[str, Any]:
    """The fields of the page: choices with what is chosen, groups of findings, the follow-up questions that the answers call for."""
    form, shown = form_of_draft(draft), typed.shown
    alerts = choices(questions.ALERTS, shown.get("medical_alerts"))
    asked_first = [group for group in group_codes(form) if group_of(form, group, shown)["signs"] or group not in BEFORE_FOLLOW_UPS]
    return {
        "form": form,
        "shown": shown,
        "problems": typed.problems,
        "tooth": typed.tooth,
        "tooth_system": system,
        "missing_teeth": [past.tooth for past in draft.facts.history if past.what == "extracted"],
        "referring_provider_id": typed.referring_provider_id,
        "procedures": choices(form.procedures, shown.get("procedure")),
        "wanted": choices(questions.WANTED, shown.get("wanted")),
        "durations": choices(questions.DURATION, shown.get("duration")),
        "pulpal": terms(diagnosis.PULPAL, shown.get("pulpal")),
        "apical": terms(diagnosis.APICAL, shown.get("apical")),
        "definitions": [*diagnosis.PULPAL, *diagnosis.APICAL] if form.asks_diagnosis else [],
        "alerts": alerts[: questions.FIRST_ALERTS],
        "more_alerts": alerts[questions.FIRST_ALERTS :],
        "has_more_alerts": any(alert["chosen"] for alert in alerts[questions.FIRST_ALERTS :]),
        "mdas": _mdas(shown),
        "own": (own := own_entries(draft.recipient.own_questions if draft.recipient else (), shown, typed.problems)),
        "own_asked": any(field["is_asked"] for field in own),
        **coding_of(form, shown),
        "anxieties": choices(questions.ANXIETY, shown.get("anxiety") or "not_asked"),
        "leave_tooth": choices(form.leave_tooth, shown.get("leave_tooth")),
        "groups": [group_of(form, code, shown, typed.problems) for code in asked_first],
        "details": (details := details_of(form, shown, typed.problems)),
        "details_asked": any(field["is_asked"] for field in details),
        **follow_ups(form, shown),
    }


def form_of_draft(draft: Draft) -> Form:
    """The form that the recipient's specialty and the sender's choose."""
    return questions.form_for(draft.specialty, draft.sender_specialty)


def details_of(form: Form, shown: Mapping[str, Any], problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The typed questions that follow from pain, swelling and injury: they stand below the follow-up questions."""
    fields = [field for group in form.groups if TOGETHER.get(group.code, group.code) in BEFORE_FOLLOW_UPS for field in group.fields]
    return field_entries(fields, shown, problems)


def coding_of(form: Form, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Codes that the answers propose and those that were chosen; what was typed beyond them stays in its own field."""
    chosen = [str(code) for code in shown.get("codes") or ()]
    proposed = proposals(form, shown)
    offered = {proposal.code for proposal in proposed}
    return {
        "proposed": [{"code": each.code, "label": _(each.label), "chosen": each.code in chosen} for each in proposed],
        "codes_typed": " ".join(code for code in chosen if code not in offered),
        "proposed_codes": "-".join(each.code for each in proposed),
    }


def _mdas(shown: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The five questions of the anxiety scale, each with its five answers."""
    given = [str(answer) for answer in shown.get("mdas") or ()]
    answers = given + [""] * (MDAS_ITEMS - len(given))
    return [
        {
            "name": f"mdas_{number}",
            "question": question,
            "choices": [{"code": value, "label": label, "chosen": str(value) == answers[number - 1]} for value, label in mdas_scale()],
        }
        for number, question in enumerate(mdas_items(), start=1)
    ]


def group_of(form: Form, code: str, shown: Mapping[str, Any], problems: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One group of findings with the questions that are always asked, each with its answer."""
    groups = [group for group in form.groups if TOGETHER.get(group.code, group.code) == code]
    signs = [sign_entry(sign, shown) for group in groups for sign in group.signs if not sign.shown_when]
    later = code in BEFORE_FOLLOW_UPS
    fields = [] if later else field_entries([field for group in groups for field in group.fields], shown, problems or {})
    return {
        "fields": fields,
        "is_hidden": not signs and not any(field["is_asked"] for field in fields),
        "code": code,
        "label": " · ".join(_(group.label) for group in groups),
        "signs": signs,
        "is_open": any(not sign["value"] for sign in signs),
        "comes_first": code in group_codes(form)[: _last_before_follow_ups(form) + 1],
    }


def group_codes(form: Form) -> list[str]:
    """The groups that always ask something, in order."""
    return list(dict.fromkeys(TOGETHER.get(group.code, group.code) for group in form.groups))


def _last_before_follow_ups(form: Form) -> int:
    codes = group_codes(form)
    return max((place for place, code in enumerate(codes) if code in BEFORE_FOLLOW_UPS), default=-1)


def follow_ups(form: Form, shown: Mapping[str, Any]) -> dict[str, Any]:
    """The questions that follow from the answers so far, those already answered included; their codes as one word for comparing."""
    findings = shown.get("findings") or {}
    present = present_in(shown)
    asked = [sign for sign in form.signs if sign.shown_when and (is_called_for(sign, present) or findings.get(sign.code))]
    places = choices(questions.SWELLING_WHERE, shown.get("swelling_where")) if "swelling" in present else []
    codes = [sign.code for sign in asked] + (["where"] if places else [])
    return {"follow_ups": [sign_entry(sign, shown) for sign in asked], "swelling_where": places, "asked_codes": "-".join(codes)}


def rest_is_no(case: Mapping[str, Any], form: Form, code: str) -> dict[str, Any]:
    """The case with "no" for every question of a group that was asked and not answered: somebody said so for all of them at once."""
    findings = dict(case.get("findings") or {})
    if code == "follow-ups":
        open_signs = [sign["code"] for sign in follow_ups(form, case)["follow_ups"]]
    else:
        open_signs = [sign["code"] for sign in group_of(form, code, case)["signs"]]
    return {**case, "findings": dict.fromkeys(open_signs, "no") | findings}
