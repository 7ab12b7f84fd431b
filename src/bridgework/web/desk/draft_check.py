"""What the rules say beside a referral that is written: tier and advice, what is needed, how soon it is answered, how the patient is reached."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from bridgework.lookups.drafts import Draft, Recipient, check_draft, find_draft
from bridgework.lookups.habits import typical_answers
from bridgework.rules.completeness import is_complete
from bridgework.rules.contact import decide_channel
from bridgework.rules.emergency_words import words_to_say
from bridgework.rules.refusals import NotFound
from bridgework.rules.urgency import ADVICE
from bridgework.rules.windows import as_setting
from bridgework.web.desk.asks import changed_asks
from bridgework.web.desk.directory import took
from bridgework.web.desk.draft_form import Typed, coding_of, follow_ups, form_of_draft, read_form
from bridgework.web.shared.entry import staff_may

WANTS_ADVICE = "advice"
"""What is wanted where nobody is to be seen."""


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
    body: str = render_to_string("desk/draft/check.html", context, request) + render_to_string(
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
