"""Templates of the practice: named starting points of a referral, kept on one small page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.remove_template import remove_template
from bridgework.actions.save_template import save_template
from bridgework.lookups.drafts import find_draft
from bridgework.lookups.referral_templates import TemplateFacts, find_template, recipients_for_templates, templates_of
from bridgework.rules import questions
from bridgework.rules.drafting import TEMPLATE_HOLDS, hold_in_template
from bridgework.rules.refusals import NotComplete
from bridgework.rules.teeth import is_tooth
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("keep_templates")
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The list. Nothing here is about a patient."""
    found = templates_of(request.viewer, tooth_system=request.place.tooth_system)
    return render(request, "desk/templates/list.html", {"templates": found})


@staff_may("keep_templates")
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, template_id: UUID | None = None) -> HttpResponse:
    """One template, new or kept: what a referral starts with. `draft` begins a new one with the words of a draft."""
    known = find_template(request.viewer, template_id) if template_id else None
    if request.method != "POST":
        return _form(request, known, _start_of(request, known))
    typed = _typed(request)
    try:
        save_template(
            request.viewer,
            template_id,
            name=typed["name"],
            recipient_practice_id=uuid_of(typed["to"]),
            specialty=typed["specialty"],
            teeth=typed["teeth"],
            case={key: typed[key] for key in TEMPLATE_HOLDS},
            now=request.now,
        )
    except NotComplete as refused:
        return _form(request, known, typed, refused)
    messages.success(request, _("Saved. It is offered whenever somebody here starts a referral."))
    return redirect("referral_templates")


@staff_may("keep_templates")
@require_POST
def remove(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Takes it off the list; `undo` puts it back."""
    undo = "undo" in request.GET
    name = remove_template(request.viewer, template_id, now=request.now, undo=undo).name
    if undo:
        messages.success(request, _("“%(name)s” is back.") % {"name": name})
    else:
        again = f"{reverse('remove_template', args=[template_id])}?undo=1"
        messages.success(request, _("“%(name)s” was taken off the list.") % {"name": name}, extra_tags=f"undo:{again}")
    return redirect("referral_templates")


def _start_of(request: HttpRequest, known: TemplateFacts | None) -> dict[str, Any]:
    if known is not None:
        start = {"name": known.name, "to": str(known.recipient_id or ""), "specialty": known.specialty, "teeth": list(known.teeth)}
        return start | {key: known.case.get(key, "") for key in TEMPLATE_HOLDS}
    begun = uuid_of(request.GET.get("draft"))
    if begun is None:
        return {"name": "", "to": "", "specialty": "", "teeth": []} | dict.fromkeys(TEMPLATE_HOLDS, "")
    draft = find_draft(request.viewer, begun, now=request.now)
    audited(request, request.viewer, "template of a draft", [draft.id])
    # The reason was written about one patient, so it is not taken along unseen.
    held = hold_in_template(draft.case) | {"reason": ""}
    to = str(draft.recipient.id) if draft.recipient else ""
    return {"name": "", "to": to, "specialty": draft.specialty, "teeth": []} | {key: held.get(key, "") for key in TEMPLATE_HOLDS}


def _typed(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    typed: dict[str, Any] = {key: post.get(key, "") for key in ("name", "to", "specialty", *TEMPLATE_HOLDS)}
    return typed | {"teeth": [tooth for tooth in post.getlist("teeth") if is_tooth(tooth)]}


def _form(request: HttpRequest, known: TemplateFacts | None, typed: Mapping[str, Any], refused: NotComplete | None = None) -> HttpResponse:
    procedures = {choice.code: _(choice.label) for form in questions.FORMS for choice in form.procedures}
    leave = {choice.code: _(choice.label) for form in questions.FORMS for choice in form.leave_tooth}
    context = {
        "template": known,
        "typed": typed,
        "refusal": refused,
        "problems": refused.problems if refused else {},
        "recipients": [(str(practice_id), name) for practice_id, name in recipients_for_templates(request.viewer)],
        "procedures": procedures,
        "wanted": {choice.code: _(choice.label) for choice in questions.WANTED},
        "leave_tooth": leave,
    }
    return render(request, "desk/templates/form.html", context, status=refused.status if refused else 200)
