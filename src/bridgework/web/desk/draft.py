"""Writing a referral: the form, saved while it is typed, with what the rules say beside it; then sending."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.release_time import release_time
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.lookups.directory import usual_practices
from bridgework.lookups.drafts import Draft, find_draft
from bridgework.lookups.two_people import perhaps_one
from bridgework.rules.refusals import DraftOvertaken, FileRefused, MoveNotAllowed, NotComplete, NotFound
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.asks import asks_of
from bridgework.web.desk.directory import practice_entry
from bridgework.web.desk.draft_check import answers, checked
from bridgework.web.desk.draft_form import (
    Typed,
    fields_of,
    follow_ups,
    form_of,
    form_of_draft,
    group_codes,
    group_of,
    read_form,
    rest_is_no,
)
from bridgework.web.desk.duplicates import ask_about_duplicates
from bridgework.web.desk.files import attach_posted, listing
from bridgework.web.desk.pen import pen_of, pen_of_page
from bridgework.web.desk.person import person_context, take_person
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

PLACES = {"upload": "films", "person": "person"}
"""Where on the form somebody goes on after these buttons."""


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    found = find_draft(request.viewer, referral_id, now=request.now)
    if found.sent_at is not None:
        return redirect("receipt", referral_id)
    if request.method == "POST":
        return _take(request, found)
    if found.is_discarded:
        return redirect("referral", referral_id)
    return _page(request, found, form_of(found, request.viewer))


def _take(request: HttpRequest, found: Draft) -> HttpResponse:
    """A posted form: kept, then sent or whatever the button says. A refusal shows the page again with everything that was typed."""
    typed = read_form(request.POST, found, request.place.tooth_system)
    act = request.POST.get("act", "save")
    try:
        keep(request, found.id, typed)
        take_person(request, found.patient.id, found.id)
        if request.FILES.getlist("file") or act == "upload":
            # Without script a chosen file travels with whatever button is pressed: it is never left behind.
            attach_posted(request, found.id)
        if typed.problems:
            raise NotComplete(_("Something here cannot be right. Everything you typed is still on the page."), typed.problems)
        return _done(request, found, act)
    except MoveNotAllowed:
        # Sent from another window, or by the first of two clicks: the receipt says so, and nothing is sent twice.
        if find_draft(request.viewer, found.id, now=request.now).sent_at:
            return redirect("receipt", found.id)
        raise
    except DraftOvertaken as refused:
        # The page comes back with a pen that knows of the other text: whichever button is pressed next goes on with this one.
        found = find_draft(request.viewer, found.id, now=request.now)
        return _page(request, found, typed, status=refused.status, overtaken=refused.sentence)
    except (NotComplete, FileRefused) as refused:
        problems = getattr(refused, "problems", None) or {"films": refused.sentence}
        found = find_draft(request.viewer, found.id, now=request.now)
        return _page(request, found, typed, problems, status=422)


def _done(request: HttpRequest, found: Draft, act: str) -> HttpResponse:
    """What the button says, now that everything is kept."""
    if act in ("send", "send_with_link"):
        return ask_about_duplicates(request, found, act) or _send(request, found.id, with_link=act == "send_with_link")
    if act == "choose_practice":
        return redirect(f"{reverse('directory')}?draft={found.id}")
    here = reverse("draft", args=[found.id])
    if act in PLACES:
        return redirect(f"{here}#{PLACES[act]}")
    messages.success(request, _("Saved."))
    return redirect(here)


def keep(request: HttpRequest, referral_id: UUID, typed: Typed) -> None:
    """Saves what can be kept; what cannot stays on the page and is named."""
    save_draft(
        request.viewer,
        referral_id,
        case=typed.case,
        teeth=typed.teeth,
        sites=typed.sites,
        referring_provider_id=typed.referring_provider_id,
        now=request.now,
        **pen_of(request),
    )


def _send(request: HttpRequest, referral_id: UUID, *, with_link: bool) -> HttpResponse:
    send_referral(request.viewer, referral_id, now=request.now)
    if with_link:
        send_patient_link(request.viewer, referral_id, now=request.now)
    return redirect("receipt", referral_id)


def _page(
    request: HttpRequest, found: Draft, typed: Typed, problems: dict[str, str] | None = None, status: int = 200, overtaken: str = ""
) -> HttpResponse:
    audited(request, request.viewer, "draft", [found.id])
    if found.recipient is None:
        usual = [practice_entry(listing) for listing in usual_practices(request.viewer, now=request.now, specialty=found.specialty)]
        context: dict[str, Any] = {"draft": found, "entries": usual, "may_refer": True, "draft_id": found.id}
        return render(request, "desk/draft/where.html", context, status=status)
    context = fields_of(typed, found, request.place.tooth_system) | checked(found, typed, request.now) | answers(request, found)
    context |= listing(request, found.films, found.id, is_draft=True) | {"draft": found, "problems": problems or typed.problems}
    context |= pen_of_page(request, found) | {"overtaken": overtaken}
    context |= person_context(request, found.patient, problems or {})
    context |= {
        "asks": asks_of(context["check"].contradictions, request.POST),
        "perhaps_one": perhaps_one(request.viewer, found.patient.id),
    }
    return render(request, "desk/draft/form.html", context, status=status)


@staff_may("refer")
@require_POST
def save(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What the page posts by itself while somebody types. 204: kept. 409: it was sent elsewhere, or another page saved it since."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    typed = read_form(request.POST, found, request.place.tooth_system)
    try:
        keep(request, referral_id, typed)
    except DraftOvertaken as refused:
        fresh = find_draft(request.viewer, referral_id, now=request.now)
        return render(request, "desk/draft/overtaken.html", {"draft": fresh, "overtaken": refused.sentence, "asks": True}, status=409)
    except MoveNotAllowed as refused:
        return HttpResponse(_(refused.sentence), status=409)
    response = HttpResponse(status=204)
    if _kind_of_visit(found) != _kind_of_visit(find_draft(request.viewer, referral_id, now=request.now)):
        response["HX-Trigger"] = "tier-changed"  # other times are open for another kind of visit
    return response


def _kind_of_visit(found: Draft) -> UUID | None:
    return found.recipient.visit_type_id if found.recipient else None


@staff_may("refer")
@require_POST
def answer_rest(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """ "No" to everything else in one group of questions that were asked."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    typed = read_form(request.POST, found, request.place.tooth_system)
    group, form = request.POST.get("group", ""), form_of_draft(found)
    if group != "follow-ups" and group not in group_codes(form):
        raise NotFound
    case = rest_is_no(typed.case, form, group)
    answered = replace(typed, case=case, shown={**typed.shown, "findings": case["findings"]})
    keep(request, referral_id, answered)
    if request.htmx:
        if group == "follow-ups":
            response = render(request, "desk/draft/follow_ups.html", {"draft": found, **follow_ups(form, answered.shown)})
        else:
            response = render(request, "desk/draft/group.html", {"draft": found, "group": group_of(form, group, answered.shown)})
        response["HX-Trigger-After-Settle"] = "answered"  # the check reads the form as it is then
        return response
    if typed.problems:
        return _page(request, found, answered, status=422)
    return redirect(f"{reverse('draft', args=[referral_id])}#group-{group}")


@staff_may("refer")
@require_POST
def draft_practice(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Chooses, or changes, where the draft goes. A held time belongs to the practice before and is given back."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    to = uuid_of(request.POST.get("to"))
    if to is None:
        raise NotFound
    typed = read_form(request.POST, found, request.place.tooth_system) if "procedure" in request.POST else form_of(found, request.viewer)
    move_draft(request, found, to, typed)
    return redirect("draft", referral_id)


def move_draft(request: HttpRequest, found: Draft, to: UUID, typed: Typed) -> None:
    if found.hold is not None and found.recipient is not None and found.recipient.id != to:
        release_time(request.viewer, found.id, now=request.now)
    save_draft(
        request.viewer,
        found.id,
        case=typed.case,
        teeth=typed.teeth,
        sites=typed.sites,
        recipient_practice_id=to,
        referring_provider_id=typed.referring_provider_id,
        now=request.now,
        **pen_of(request),
    )
