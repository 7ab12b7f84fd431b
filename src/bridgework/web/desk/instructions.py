"""Settings: what is told before a visit, to patients and to referring offices, for any visit or for one kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bridgework.actions.save_instructions import save_instructions
from bridgework.lookups.instructions import own_instructions
from bridgework.lookups.practice import find_specialty, visit_types_of
from bridgework.rules.instructions import AUDIENCES, usual_instructions
from bridgework.rules.refusals import NotComplete
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may


@staff_may("run_practice")
@require_http_methods(["GET", "HEAD", "POST"])
def instructions(request: HttpRequest) -> HttpResponse:
    """All words on one page, each a form of its own; empty words bring the usual ones back."""
    post, refused = request.POST, None
    if request.method == "POST":
        try:
            saved = save_instructions(
                request.viewer,
                audience=post.get("audience", ""),
                visit_type_id=uuid_of(post.get("visit_type")),
                text=post.get("text", ""),
                text_es=post.get("text_es", ""),
                now=request.now,
            )
        except NotComplete as wrong:
            refused = wrong
        else:
            messages.success(request, _("Saved. It goes with decisions from now on.") if saved else _("The usual words again."))
            return redirect("instructions")
    context = {
        "entries": entries_of(request, post if refused else {}),
        "refusal": refused,
        "problems": refused.problems if refused else {},
    }
    return render(request, "desk/settings/instructions.html", context, status=refused.status if refused else 200)


def entries_of(request: HttpRequest, typed: Any) -> list[dict[str, Any]]:
    """For each audience: the words for any visit, and those for each kind, own or not yet."""
    specialty = find_specialty(request.viewer)
    own = {(one.instructions.audience, one.instructions.visit_type_id): one for one in own_instructions(request.viewer)}
    kinds = [(None, ""), *((kind.id, kind.name) for kind in visit_types_of(request.viewer))]
    entries = []
    for audience in AUDIENCES:
        usual = usual_instructions(audience, specialty)
        for key, name in kinds:
            found = own.get((audience, key))
            is_typed = bool(typed) and (typed.get("audience"), uuid_of(typed.get("visit_type"))) == (audience, key)
            words = found.instructions if found else (usual if key is None else None)
            entries.append(
                {
                    "audience": audience,
                    "visit_type": key or "",
                    "name": name,
                    "key": f"{audience}-{key or 'any'}",
                    "text": typed.get("text", "") if is_typed else words.text if words else "",
                    "text_es": typed.get("text_es", "") if is_typed else words.text_es if words else "",
                    "changed_at": found.changed_at if found else None,
                    "is_open": is_typed or key is None,
                }
            )
    return entries
