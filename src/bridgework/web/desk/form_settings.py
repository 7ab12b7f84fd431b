"""What the practice asks of those who refer to it: the records it wants, its own questions, and the form as senders see it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.end_form_question import end_form_question
from bridgework.actions.restore_form_question import restore_form_question
from bridgework.actions.set_wanted_records import set_wanted_records
from bridgework.actions.write_form_question import write_form_question
from bridgework.lookups.form_settings import FormSettings, WantedRow, find_form_settings
from bridgework.rules.case import plain_text
from bridgework.rules.completeness import REQUIREMENTS, Minimum, check_records
from bridgework.rules.forms.own import LONGEST_HINT, LONGEST_LABEL, MOST, MOST_CHOICES, OWN_KINDS, OwnQuestion, Wording
from bridgework.rules.questions import Choice, form_for
from bridgework.rules.refusals import NotComplete
from bridgework.web.desk.draft_form import details_of, group_codes, group_of
from bridgework.web.shared.case_fields import own_entries
from bridgework.web.shared.entry import staff_may

KINDS = {
    "tap": gettext_lazy("Yes, no or not asked"),
    "choice": gettext_lazy("One of several answers"),
    "choices": gettext_lazy("Several answers"),
    "number": gettext_lazy("A number"),
    "date": gettext_lazy("A date"),
    "text": gettext_lazy("A short text"),
}
"""How an own question is answered, in words."""
TERMS = (("", gettext_lazy("not wanted")), ("help", gettext_lazy("helps")), ("needed", gettext_lazy("needed")))


@staff_may("run_practice")
@require_safe
def form_settings(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, refused: NotComplete | None = None, asked: UUID | None = None) -> HttpResponse:
    """The page; after a refusal with what was typed, at the question or the list that it was about."""
    page = find_form_settings(request.viewer)
    typed = request.POST if refused else QueryDict()
    of_question = refused is not None and "label" in typed
    rows = [_wanted(row, page, typed if refused and not of_question else None) for row in page.wanted]
    context = {
        "page": page,
        "refusal": refused,
        "problems": refused.problems if refused else {},
        "wanted": [row for row in rows if row["is_wanted"]],
        "others": [row for row in rows if not row["is_wanted"]],
        "own": [
            _question(row.asked, page, typed if of_question and row.question == asked else None) | {"id": row.question} for row in page.own
        ],
        "new": _question(None, page, typed if of_question and asked is None else None),
        "is_full": len(page.own) >= MOST,
        "most": MOST,
    }
    return render(request, "desk/form_settings/page.html", context, status=refused.status if refused else 200)


def _wanted(row: WantedRow, page: FormSettings, typed: QueryDict | None) -> dict[str, Any]:
    terms = ("needed" if row.minimum.is_required else "help") if row.is_wanted else ""
    months = str(row.minimum.max_age_months or "") if row.has_age else ""
    only: Any = row.minimum.procedures
    if typed is not None:
        terms, months, only = typed.get(f"want_{row.code}", ""), typed.get(f"months_{row.code}", ""), typed.getlist(f"for_{row.code}")
    return {
        "code": row.code,
        "label": _(row.label),
        "terms": [{"code": code, "label": label, "chosen": code == terms} for code, label in TERMS],
        "has_age": row.has_age,
        "months": months,
        "is_wanted": bool(terms),
        "procedures": _procedures(page.dental_procedures, only),
        "only": ", ".join(_(choice.label) for choice in page.dental_procedures if choice.code in only),
    }


def _question(asked: OwnQuestion | None, page: FormSettings, typed: QueryDict | None) -> dict[str, Any]:
    """An own question as its form shows it: as it is, as it was typed, or empty."""
    field = asked.field if asked else None
    values: dict[str, Any] = {
        "label": field.question if field else "",
        "hint": field.hint if field else "",
        "kind": field.kind if field else "tap",
        "choices": "\n".join(choice.label for choice in field.choices) if field else "",
        "unit": field.unit if field else "",
        "lowest": f"{field.lowest:g}" if field and field.kind == "number" else "",
        "highest": f"{field.highest:g}" if field and field.kind == "number" else "",
        "position": asked.position if asked else len(page.own) + 1,
        "is_required": bool(asked and asked.is_required),
    }
    only: Any = asked.procedures if asked else ()
    if typed is not None:
        values = {name: typed.get(name, "") for name in values} | {"is_required": bool(typed.get("is_required"))}
        only = typed.getlist("procedures")
    return values | {
        "version": asked.version if asked else 0,
        "kinds": [{"code": code, "label": KINDS[code], "chosen": code == values["kind"]} for code in OWN_KINDS],
        "said": KINDS.get(str(values["kind"]), ""),
        "procedures": _procedures(page.procedures, only),
        "only": ", ".join(_(choice.label) for choice in page.procedures if choice.code in only),
        "is_open": typed is not None,
        "longest_label": LONGEST_LABEL,
        "longest_hint": LONGEST_HINT,
        "most_choices": MOST_CHOICES,
    }


def _procedures(procedures: tuple[Choice, ...], chosen: Any) -> list[dict[str, Any]]:
    return [{"code": choice.code, "label": _(choice.label), "chosen": choice.code in chosen} for choice in procedures]


@staff_may("run_practice")
@require_POST
def set_records(request: HttpRequest) -> HttpResponse:
    post = request.POST
    wanted = {
        code: Minimum(code, post[f"want_{code}"] == "needed", _whole(post.get(f"months_{code}", "")), tuple(post.getlist(f"for_{code}")))
        for code in REQUIREMENTS
        if post.get(f"want_{code}") in ("help", "needed")
    }
    try:
        set_wanted_records(request.viewer, wanted=wanted, now=request.now)
    except NotComplete as refused:
        return _page(request, refused)
    messages.success(request, _("Saved. Senders see it at once in the directory and the form."))
    return redirect(f"{reverse('form_settings')}#records")


def _whole(text: str) -> int | None:
    """Months as typed; what is no number is out of range, and so is said."""
    text = text.strip()
    return None if not text else int(text) if text.isdecimal() and len(text) < 5 else -1


@staff_may("run_practice")
@require_POST
def write_question(request: HttpRequest, question_id: UUID | None = None) -> HttpResponse:
    post = request.POST
    position = post.get("position", "")
    try:
        write_form_question(
            request.viewer,
            question_id,
            wording=_wording(post),
            is_required=bool(post.get("is_required")),
            position=int(position) if position.isdecimal() and len(position) < 4 else 0,
            now=request.now,
        )
    except NotComplete as refused:
        return _page(request, refused, question_id)
    messages.success(request, _("Saved. It is asked from now on; referrals that answered keep the question as it was."))
    return redirect(f"{reverse('form_settings')}#own")


def _wording(post: QueryDict) -> Wording:
    text = {name: plain_text(post.get(name, "")) for name in ("label", "hint", "kind", "unit", "choices")}
    return Wording(
        label=" ".join(text["label"].split()),
        kind=text["kind"],
        hint=" ".join(text["hint"].split()),
        choices=tuple(line.strip() for line in text["choices"].splitlines() if line.strip()),
        unit=text["unit"],
        lowest=_number(post.get("lowest", "")),
        highest=_number(post.get("highest", "")),
        procedures=tuple(post.getlist("procedures")),
    )


def _number(text: str) -> float:
    """A bound as typed; what is none counts as nought, and an empty range is then named."""
    try:
        number = float(text.replace(",", ".").strip() or 0)
    except ValueError:
        return 0.0
    return number if abs(number) <= 1_000_000 else 0.0


@staff_may("run_practice")
@require_POST
def end_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    end_form_question(request.viewer, question_id, now=request.now)
    undo = reverse("restore_form_question", args=[question_id])
    messages.success(request, _("Removed. Referrals that answered it keep it."), extra_tags=f"undo:{undo}")
    return redirect(f"{reverse('form_settings')}#own")


@staff_may("run_practice")
@require_POST
def restore_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    try:
        restore_form_question(request.viewer, question_id, now=request.now)
    except NotComplete as refused:
        messages.error(request, next(iter(refused.problems.values())))
    else:
        messages.success(request, _("It is asked again."))
    return redirect(f"{reverse('form_settings')}#own")


@staff_may("run_practice")
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """The form as a sender sees it, for one request; nothing that is tapped here goes anywhere."""
    page = find_form_settings(request.viewer)
    sender = "medical" if request.GET.get("from") == "medical" else ""
    form = form_for(page.specialty, sender)
    procedures = {choice.code for choice in form.procedures}
    procedure = request.GET.get("procedure", "") if request.GET.get("procedure") in procedures else form.procedures[0].code
    shown: dict[str, Any] = {"procedure": procedure}
    own = [row.asked for row in page.own]
    minimum = [row.minimum for row in page.wanted if row.is_wanted]
    entries = own_entries(own, shown, {})
    details = details_of(form, shown, {})
    context = {
        "page": page,
        "form": form,
        "from_medical": sender == "medical",
        "procedures": [{"code": one.code, "label": _(one.label), "chosen": one.code == procedure} for one in form.procedures],
        "groups": [group_of(form, code, shown) for code in group_codes(form)],
        "details": details,
        "own": entries,
        "own_asked": any(entry["is_asked"] for entry in entries),
        "requirements": check_records(minimum, shown, (), (), request.now.date(), own) if not sender else (),
    }
    return render(request, "desk/form_settings/preview.html", context)
