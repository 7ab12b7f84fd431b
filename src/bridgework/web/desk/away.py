"""Who is away and who does their work meanwhile: said by oneself, or by a manager for others."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.end_stand_in import end_stand_in
from bridgework.actions.set_stand_in import set_stand_in
from bridgework.lookups.stand_ins import absences_of, candidates_of, offered_while_away
from bridgework.rules.permissions import may
from bridgework.rules.refusals import NotAllowed, NotComplete, Refusal
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.scheduling import day_of
from bridgework.web.shared.entry import staff_may


@staff_may("stand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest) -> HttpResponse:
    """Who is away now and later, and the form; a POST adds a time, from the morning of the first day to the end of the last."""
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            row = add(request)
        except (NotComplete, NotAllowed) as wrong:
            refused = wrong
        else:
            messages.success(
                request, _("Saved. %(name)s sees the work from then on, and it goes back by itself.") % {"name": row.stand_in.name}
            )
            return redirect("away")
    viewer, everybody = request.viewer, candidates_of(request.viewer)
    runs = may(viewer, "run_practice")
    typed: Any = request.POST if refused else {}
    context = {
        "absences": absences_of(viewer, now=request.now),
        "offered": offered_while_away(viewer, now=request.now),
        "runs": runs,
        "people": [one for one in everybody if runs or one.person_id == viewer.person_id],
        "everybody": everybody,
        "own": viewer.person_id,
        "fitting": [one for one in everybody if runs or viewer.person_id in one.for_whom],
        "typed": typed,
        "refusal": refused,
        "problems": getattr(refused, "problems", {}),
    }
    return render(request, "desk/settings/away.html", context, status=refused.status if refused else 200)


def add(request: HttpRequest) -> Any:
    """The absence that was posted. Raises NotComplete, NotAllowed."""
    post, zone = request.POST, ZoneInfo(request.place.time_zone)
    first, last = day_of(post.get("from")), day_of(post.get("until") or post.get("from"))
    if first is None or last is None:
        raise NotComplete(_("Not saved. What you chose is still here."), {"from": _("Give the first and the last day.")})
    return set_stand_in(
        request.viewer,
        person_id=uuid_of(post.get("person")) or request.viewer.person_id or UUID(int=0),
        stand_in_id=uuid_of(post.get("stand_in")) or UUID(int=0),
        starts_at=datetime.combine(first, time(), zone).astimezone(UTC),
        ends_at=datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC),
        now=request.now,
    )


@staff_may("stand_in")
@require_POST
def back(request: HttpRequest, stand_in_id: UUID) -> HttpResponse:
    """Somebody is back, or does not leave."""
    try:
        end_stand_in(request.viewer, stand_in_id, now=request.now)
        messages.success(request, _("The work is back where it was."))
    except NotAllowed as refused:
        messages.error(request, refused.sentence)
    return redirect("away")
