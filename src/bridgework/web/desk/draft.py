"""Writing a referral: the form, saved while it is typed, with what the rules say beside it; then sending, and the receipt."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.release_time import release_time
from bridgework.actions.restore_draft import restore_draft
from bridgework.actions.save_draft import save_draft
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.lookups.directory import usual_practices
from bridgework.lookups.drafts import Draft, Recipient, check_draft, find_draft
from bridgework.lookups.habits import typical_answers
from bridgework.lookups.referral import find_referral
from bridgework.rules.completeness import is_complete
from bridgework.rules.contact import decide_channel
from bridgework.rules.emergency_words import words_to_say
from bridgework.rules.refusals import DraftOvertaken, FileRefused, MoveNotAllowed, NotComplete, NotFound
from bridgework.rules.urgency import ADVICE
from bridgework.rules.windows import as_setting
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.asks import asks_of, changed_asks
from bridgework.web.desk.directory import practice_entry, took
from bridgework.web.desk.draft_form import (
    Typed,
    coding_of,
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
from bridgework.web.shared.receipt import receipt_of
from bridgework.web.shared.viewing import audited

WANTS_ADVICE = "advice"
"""What is wanted where nobody is to be seen."""


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
        if act in ("send", "send_with_link"):
            if asking := ask_about_duplicates(request, found, act):
                return asking
            return _send(request, found.id, with_link=act == "send_with_link")
        if act == "choose_practice":
            return redirect(f"{reverse('directory')}?draft={found.id}")
        if act == "upload":
            return redirect(f"{reverse('draft', args=[found.id])}#films")
        if act == "person":
            return redirect(f"{reverse('draft', args=[found.id])}#person")
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
    messages.success(request, _("Saved."))
    return redirect("draft", found.id)


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
        context = {"draft": found, "entries": usual, "may_refer": True, "draft_id": found.id}
        return render(request, "desk/draft/where.html", context, status=status)
    context = fields_of(typed, found, request.place.tooth_system) | checked(found, typed, request.now) | answers(request, found)
    context |= listing(request, found.films, found.id, is_draft=True) | {"draft": found, "problems": problems or typed.problems}
    context |= pen_of_page(request, found) | {"overtaken": overtaken}
    context |= person_context(request, found.patient, problems or {})
    context |= {"asks": asks_of(context["check"].contradictions, request.POST)}
    return render(request, "desk/draft/form.html", context, status=status)


def answers(request: HttpRequest, found: Draft) -> dict[str, str]:
    """How soon the practice usually answers, as it was measured."""
    if found.recipient is None:
        return {}
    measured = typical_answers(request.viewer, [found.recipient.id], now=request.now)[found.recipient.id]
    return {"usually": took(measured.hurried if found.tier in ("emergency", "urgent") else measured.others)}


def checked(found: Draft, typed: Typed, now: datetime) -> dict[str, Any]:
    """What the rules say of the form as it stands: tier and advice, what is needed, what contradicts itself, what keeps it from going."""
    written = typed.in_draft(found)
    check = check_draft(written, now=now)
    urgency = check.urgency
    recipient = found.recipient
    return {
        "check": check,
        "tier_code": urgency.tier,
        "advice": [ADVICE[code] for code in urgency.advice if code in ADVICE],
        "promise": promise(urgency.tier, recipient) if recipient else "",
        "say": words_to_say(urgency.advice, found.patient.contact.language),
        "closed": recipient.when_closed if recipient else None,
        "typed_problems": typed.problems,
        "is_incomplete": not is_complete(check.requirements),
        "wants_advice": typed.case.get("wanted") == WANTS_ADVICE,
        "link_by": _link_by(found),
    }


def promise(tier: str, recipient: Recipient) -> str:
    """How soon the practice answers, in words; the receipt then gives the very time."""
    unit, amount = as_setting(recipient.response[tier])
    facts = {"practice": recipient.name, "n": amount}
    if unit == "minutes":
        return _("%(practice)s answers within %(n)s minutes, day and night.") % facts
    if unit == "hours":
        return (
            ngettext("%(practice)s answers within %(n)s working hour.", "%(practice)s answers within %(n)s working hours.", amount) % facts
        )
    if amount == 1:
        return _("%(practice)s answers by the next working day.") % facts
    return _("%(practice)s answers within %(n)s working days.") % facts


def _link_by(found: Draft) -> str:
    """How the patient would get the link: "sms", "email", or "" where no message may or can reach them."""
    patient = found.patient
    way = decide_channel(patient.preferred_channel, patient.contact.phone, patient.contact.email)
    return way if patient.may_contact and way in ("sms", "email") else ""


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
def check(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The fragment beside the form, computed from the form as it is now. The follow-up questions come along only when they change,
    so that nothing is replaced under somebody's hands. 204: it was sent while the page still asked; nothing is left to check."""
    found = find_draft(request.viewer, referral_id, now=request.now)
    if not found.is_open:
        return HttpResponse(status=204)
    if found.recipient is None:
        raise NotFound
    typed = read_form(request.POST, found, request.place.tooth_system)
    form = form_of_draft(found)
    following = follow_ups(form, typed.shown)
    context = checked(found, typed, request.now) | {"draft": found, "form": form} | following | coding_of(form, typed.shown)
    body = render_to_string("desk/draft/check.html", context, request) + render_to_string(
        "desk/draft/advice.html", context | {"oob": True}, request
    )
    if following["asked_codes"] != request.POST.get("asked_codes", ""):
        body += render_to_string("desk/draft/follow_ups.html", context | {"oob": True}, request)
    if context["proposed_codes"] != request.POST.get("proposed_codes", ""):
        body += render_to_string("desk/draft/codes.html", context | {"oob": True}, request)
    body += changed_asks(request, found, context["check"].contradictions)
    if typed.tooth.state != request.POST.get("teeth_asked", ""):
        body += render_to_string("shared/tooth_asked.html", {"tooth": typed.tooth, "oob": True}, request)
    response = HttpResponse(body)
    if typed.tooth.text:
        trigger_client_event(response, "teeth-read", typed.tooth.as_read)  # what was typed lights up on the chart
    advice_shown = request.POST.get("advice_shown", "0") == "1"
    if context["tier_code"] != request.POST.get("tier_shown", context["tier_code"]) or context["wants_advice"] != advice_shown:
        trigger_client_event(response, "tier-changed", after="settle")
    return response


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


@staff_may("refer")
@require_POST
def discard(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    discard_draft(request.viewer, referral_id, now=request.now)
    messages.success(request, _("Draft given up."), extra_tags=f"undo:{reverse('restore_draft', args=[referral_id])}")
    whose = request.POST.get("whose", "")
    return redirect(f"{reverse('drafts')}?whose={whose}" if whose in ("mine", "all") else reverse("drafts"))


@staff_may("refer")
@require_POST
def restore(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    restore_draft(request.viewer, referral_id, now=request.now)
    messages.success(request, _("The draft is back, with everything in it."))
    return redirect("draft", referral_id)


@staff_may("read_referrals")
@require_safe
def receipt(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What the sender has in hand at once: the number, the promised time, what is missing, what happens next."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if page.side != "initiator":
        return redirect("referral", referral_id)
    if page.sent_at is None:
        return redirect("draft", referral_id)
    audited(request, request.viewer, "receipt", [page.id])
    sent_link = any(message.recipient == "patient" for message in page.messages)
    lines = receipt_of(page, reader_zone=request.place.time_zone)
    return render(request, "desk/draft/receipt.html", {"page": page, "sent_link": sent_link, "receipt": lines})
