"""What a patient tells us: that it got worse, the questions before the visit, how to be reminded, when they like to come, or that they do not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.answer_before_visit import answer_before_visit
from bridgework.actions.choose_reminders import choose_reminders
from bridgework.actions.join_wait_list import join_wait_list, leave_wait_list
from bridgework.actions.keep_visit import keep_visit
from bridgework.actions.note_wish import note_wish
from bridgework.actions.record_acceptance import record_acceptance
from bridgework.actions.tell_worse import tell_worse
from bridgework.lookups.patient_page import PatientPage
from bridgework.rules.refusals import NotComplete, Refusal
from bridgework.rules.worse import read_signs
from bridgework.web.patient.door import patient_may
from bridgework.web.patient.page import context_of, page_of
from bridgework.web.shared.entry import View

SIGNS = {
    "trouble_breathing": gettext_lazy("Is it hard to breathe?"),
    "trouble_swallowing": gettext_lazy("Is it hard to swallow?"),
    "swelling_eye": gettext_lazy("Is there swelling near your eye?"),
    "swelling_neck": gettext_lazy("Is there swelling under your jaw or on your neck?"),
    "uncontrolled_bleeding": gettext_lazy("Is there bleeding that does not stop?"),
    "swelling": gettext_lazy("Is your face or gum swollen?"),
    "fever": gettext_lazy("Do you have a fever?"),
    "trismus": gettext_lazy("Is it hard to open your mouth?"),
}
"""The signs of `rules.worse` in a patient's words, in its order."""
TELLABLE = ("waiting", "choose", "booked", "past")


@patient_may
@require_http_methods(["GET", "HEAD", "POST"])
def worse(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks the danger signs; whatever is answered, and if nothing is, a person calls. On top stand the emergency words, then the button."""
    page = page_of(request)
    if page.stage not in TELLABLE:
        return redirect("patient:home", secret)
    context = context_of(request, secret, page) | {"signs": SIGNS.items()}
    if request.method != "POST":
        return render(request, "patient/worse.html", context)
    signs = read_signs(request.POST)
    try:
        told = tell_worse(request.viewer, signs=signs, now=request.now)
    except Refusal:
        messages.error(request, _("This could not be sent. Please call the office now."))
        return redirect("patient:home", secret)
    return render(request, "patient/worse_told.html", context | {"worse": told, "is_answered": bool(signs), "page": page_of(request)})


@patient_may
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: HttpRequest, secret: str) -> HttpResponse:
    """Four short questions before the visit; every one may be left out."""
    page = page_of(request)
    if page.stage not in TELLABLE:
        return redirect("patient:home", secret)
    problem = ""
    if request.method == "POST":
        try:
            answer_before_visit(request.viewer, posted=request.POST.dict(), now=request.now)
        except NotComplete:
            problem = _("Please answer at least one question.")
        else:
            messages.success(request, _("Thank you. The office sees your answers."))
            return redirect("patient:home", secret)
    context = context_of(request, secret, page) | {"problem": problem}
    return render(request, "patient/before.html", context, status=422 if problem else 200)


def _saying(act: Callable[[HttpRequest, PatientPage], str]) -> View:
    """A press on the page: done and said, or a sentence that it could not be done."""

    @patient_may
    @require_POST
    def view(request: HttpRequest, secret: str) -> HttpResponse:
        try:
            messages.success(request, act(request, page_of(request)))
        except Refusal:
            messages.error(request, _("Nothing was changed. Please check your answers, or call the office."))
        return redirect("patient:home", secret)

    return view


def _reminders(request: HttpRequest, page: PatientPage) -> str:
    chosen = request.POST.get("channel", ""), request.POST.get("reminders", "")
    choose_reminders(request.viewer, channel=chosen[0], reminders=chosen[1], now=request.now)
    return _("Saved. We will do it this way.")


def _wish(request: HttpRequest, page: PatientPage) -> str:
    days = [int(day) for day in request.POST.getlist("weekday") if day in "01234567" and len(day) == 1]
    note_wish(request.viewer, page.referral_id, half=request.POST.get("half", ""), weekdays=days, now=request.now)
    return _("Saved. Times that work for you come first now.")


def _not_now(request: HttpRequest, page: PatientPage) -> str:
    record_acceptance(request.viewer, page.referral_id, says="no", because=request.POST.get("because", ""), now=request.now)
    return _("Thank you for telling us. Somebody from the office will call you. You can still pick a time here.")


def _earlier(request: HttpRequest, page: PatientPage) -> str:
    if request.POST.get("earlier") == "no":
        leave_wait_list(request.viewer, page.referral_id, now=request.now)
        return _("We will not ask you any more. Your visit stays as it is.")
    join_wait_list(request.viewer, page.referral_id, now=request.now)
    return _("We will write to you when an earlier time is free. Your visit stays as it is.")


def _keep(request: HttpRequest, page: PatientPage) -> str:
    keep_visit(request.viewer, page.referral_id, now=request.now)
    return _("Your visit stays as it is.")


keep = _saying(_keep)
reminders = _saying(_reminders)
wish = _saying(_wish)
not_now = _saying(_not_now)
earlier = _saying(_earlier)
