"""Review: accept, ask for more, redirect, decline; and the answer to a request to cancel."""

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.change_tier import change_tier
from bridgework.actions.confirm_cancellation import confirm_cancellation
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.redirect_referral import redirect_referral
from bridgework.rules import referral_states as states
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.triage import wording_of_request
from bridgework.web.desk.asking import Question, act_view, ask_view, seen_version, uuid_of
from bridgework.web.desk.visit_choice import length_entry


def _accept(request: HttpRequest, referral_id: UUID) -> str:
    kind = uuid_of(request.POST.get("visit_type"))
    referral = accept_referral(
        request.viewer,
        referral_id,
        now=request.now,
        provider_id=uuid_of(request.POST.get("provider")),
        triage=length_entry(request.viewer, referral_id, kind, request.POST),
        seen_version=seen_version(request),
    )
    if referral.state == states.SCHEDULED:
        return _("Accepted, and the held time is booked. Patient and sender are told.")
    return _("Accepted. The patient gets the link to choose a time.")


def _ask(request: HttpRequest, referral_id: UUID) -> str:
    records, note = request.POST.getlist("records"), in_words(request)
    ask_for_records(request.viewer, referral_id, records=records, note=note, now=request.now, seen_version=seen_version(request))
    return _("Asked for. The ball is with the sender until it comes.")


def in_words(request: HttpRequest) -> str:
    """The words of the request; those that were ready and that nobody touched name what was ticked in the end."""
    note = " ".join(request.POST.get("note", "").split())
    if not note or note != " ".join(request.POST.get("ready_words", "").split()):
        return request.POST.get("note", "")
    return wording_of_request(REQUIREMENTS[code] for code in request.POST.getlist("records") if code in REQUIREMENTS)


def _change_tier(request: HttpRequest, referral_id: UUID) -> str:
    tier, reason = request.POST.get("tier", ""), request.POST.get("reason", "")
    change_tier(request.viewer, referral_id, tier=tier, reason=reason, now=request.now, seen_version=seen_version(request))
    return _("Changed, with your reason. The clocks follow.")


def _redirect(request: HttpRequest, referral_id: UUID) -> str:
    # What is no practice at all is refused in the same words as one that does not receive.
    target = uuid_of(request.POST.get("to_practice")) or uuid4()
    note = request.POST.get("note", "")
    follower = redirect_referral(
        request.viewer, referral_id, to_practice_id=target, note=note, now=request.now, seen_version=seen_version(request)
    )
    return _("Redirected as referral %(number)s. The sender is told.") % {"number": follower.number}


def _decline(request: HttpRequest, referral_id: UUID) -> str:
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    decline_referral(request.viewer, referral_id, reason=reason, note=note, now=request.now, seen_version=seen_version(request))
    return _("Declined. The sender is told and decides what comes next.")


def _confirm(request: HttpRequest, referral_id: UUID) -> str:
    confirm_cancellation(request.viewer, referral_id, now=request.now, seen_version=seen_version(request))
    return _("Cancelled. Its times are free again, and the sender is told.")


ASK_FOR_RECORDS = Question("ask_for_records", "ask_for_records", gettext_lazy("Ask for more"), gettext_lazy("Ask for this"), _ask)
CHANGE_TIER = Question("change_tier", "change_tier", gettext_lazy("Change the urgency"), gettext_lazy("Change it"), _change_tier)
REDIRECT = Question("redirect_referral", "redirect", gettext_lazy("Redirect to another practice"), gettext_lazy("Redirect"), _redirect)
DECLINE = Question("decline", "decline", gettext_lazy("Decline this referral"), gettext_lazy("Decline"), _decline, grave=True)

accept = act_view(_accept, "review")
ask = ask_view(ASK_FOR_RECORDS, "review")
tier = ask_view(CHANGE_TIER, "review")
redirect_to = ask_view(REDIRECT, "review")
decline = ask_view(DECLINE, "review")
confirm = act_view(_confirm, "review")
