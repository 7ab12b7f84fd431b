"""Who agreed to messages and who wanted no more: the history of a patient's consent, and what they tell a person about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bridgework.actions.take_consent import take_consent, take_consent_in_chart
from bridgework.lookups.consents import ConsentEntry, ConsentHistory, consents_of_patient, consents_of_referral
from bridgework.rules.person import CONSENT_WORDING, CONSENT_WORDINGS
from bridgework.rules.refusals import NotComplete
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

CHANNELS = {"sms": gettext_lazy("Text messages"), "email": gettext_lazy("E-mails"), "": gettext_lazy("Messages")}
STATES = {
    "agreed": (gettext_lazy("agreed"), "ok"),
    "stopped": (gettext_lazy("stopped"), "alert"),
    "withdrawn": (gettext_lazy("taken back"), "alert"),
    "never": (gettext_lazy("has not agreed"), "warn"),
    "nowhere": (gettext_lazy("no number or address"), ""),
}
"""How a channel stands: its words, and how its mark looks."""
KINDS = {
    "given": gettext_lazy("Agreed"),
    "withdrawn": gettext_lazy("Taken back"),
    "stopped": gettext_lazy("Stopped"),
    "again": gettext_lazy("Wanted again"),
}
CONFIRMED = {
    "us": gettext_lazy("confirmed once by us"),
    "service": gettext_lazy("confirmed once by the message service"),
}
WANTED = {
    "both": gettext_lazy("Text messages and e-mails"),
    "sms": gettext_lazy("Text messages only"),
    "email": gettext_lazy("E-mails only"),
    "none": gettext_lazy("No messages"),
}
OF_CHART = {"both": gettext_lazy("Messages are fine"), "none": gettext_lazy("No messages")}
"""The practice that refers writes nothing itself: what it hears counts for all channels."""
TOLD = {
    "phone": gettext_lazy("By phone"),
    "person": gettext_lazy("In person"),
    "paper": gettext_lazy("On paper"),
    "writing": gettext_lazy("In writing"),
}


@staff_may("read_referrals")
@require_http_methods(["GET", "HEAD", "POST"])
def of_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """For either side of a referral; the practice that texts records what it is told."""
    refusal: NotComplete | None = None
    if request.method == "POST":
        try:
            silent = take_consent(request.viewer, referral_id, now=request.now, **_given(request))
        except NotComplete as refused:
            refusal = refused
        else:
            _say(request, is_silent=bool(silent))
            return redirect("consent", referral_id)
    history = consents_of_referral(request.viewer, referral_id)
    audited(request, request.viewer, "consent", [referral_id])
    return _show(request, history, WANTED, refusal, reverse("referral", args=[referral_id]))


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def of_patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """For the practice whose chart the patient is in."""
    refusal: NotComplete | None = None
    if request.method == "POST":
        try:
            take_consent_in_chart(request.viewer, patient_id, now=request.now, **_given(request))
        except NotComplete as refused:
            refusal = refused
        else:
            _say(request, is_silent=False)
            return redirect("patient_consent", patient_id)
    history = consents_of_patient(request.viewer, patient_id)
    audited(request, request.viewer, "consent", [], [patient_id])
    return _show(request, history, OF_CHART, refusal, reverse("patient", args=[patient_id]))


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("wanted", "told")}


def _say(request: HttpRequest, *, is_silent: bool) -> None:
    if is_silent:
        messages.warning(request, _("Recorded. The patient stopped messages themselves: they come again once the patient texts START."))
    else:
        messages.success(request, _("Recorded, with the time and who heard it."))


def _show(
    request: HttpRequest, history: ConsentHistory, choices: Mapping[str, Any], refusal: NotComplete | None, back: str
) -> HttpResponse:
    context = {
        "history": history,
        "channels": [(CHANNELS[one.channel], one, *STATES[one.state]) for one in history.channels],
        "entries": [_entry(entry) for entry in history.entries],
        "choices": choices.items(),
        "told_choices": TOLD.items(),
        "read_out": _(CONSENT_WORDINGS[CONSENT_WORDING]),
        "back": back,
        "refusal": refusal,
        "problems": refusal.problems if refusal else {},
        "typed": request.POST,
    }
    return render(request, "desk/consent.html", context, status=refusal.status if refusal else 200)


def _entry(entry: ConsentEntry) -> dict[str, Any]:
    """One thing that was said, in words. Who told a person is named there; what the patient wrote stands in quotes."""
    by_service = entry.source == "service"
    return {
        "is": entry,
        "kind": KINDS[entry.kind],
        "channel": CHANNELS[entry.channel],
        "by": _("reported by the message service") if by_service else entry.word if entry.source == "person" else entry.source,
        "wrote": entry.word if entry.source == "reply" else "",
        "confirmed": CONFIRMED.get(entry.confirmed_by, ""),
        "words": _(CONSENT_WORDINGS[entry.wording]) if entry.wording in CONSENT_WORDINGS else "",
    }
