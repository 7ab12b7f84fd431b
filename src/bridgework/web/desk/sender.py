"""What the sending side does with a referral that is under way: records, endings, the report, and asking to cancel."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.reopen_referral import reopen_referral
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.supply_records import supply_records
from bridgework.lookups.referral import find_referral
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, Refusal
from bridgework.web.desk.asking import Question, act_view, ask_view, asked, seen_version
from bridgework.web.desk.referral_page import referral_context
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


def _supply(request: HttpRequest, referral_id: UUID) -> str:
    supply_records(request.viewer, referral_id, note=request.POST.get("note", ""), now=request.now)
    return _("Sent. The ball is with the practice again.")


def _end(request: HttpRequest, referral_id: UUID) -> str:
    consequence, note = request.POST.get("consequence", ""), request.POST.get("note", "")
    acknowledge_ending(request.viewer, referral_id, consequence=consequence, note=note, now=request.now)
    return _("Closed. It stays readable, with what you said.")


def _cancel(request: HttpRequest, referral_id: UUID) -> str:
    request_cancellation(
        request.viewer, referral_id, reason=request.POST.get("reason", ""), now=request.now, seen_version=seen_version(request)
    )
    return _("Asked for. The practice confirms, or answers with the outcome; a booked visit stands until then.")


def _acknowledge(request: HttpRequest, referral_id: UUID) -> str:
    acknowledge_report(request.viewer, referral_id, now=request.now)
    return _("You have the report. The loop is closed.")


def _reopen(request: HttpRequest, referral_id: UUID) -> str:
    """Is not reached: `reopen` leads to the new draft instead of back."""
    raise NotImplementedError


SUPPLY = Question("supply_records", "supply_records", gettext_lazy("Send the records"), gettext_lazy("They are here: hand back"), _supply)
END = Question("acknowledge_ending", "acknowledge_ending", gettext_lazy("What becomes of the patient?"), gettext_lazy("Close it"), _end)
CANCEL = Question(
    "request_cancellation",
    "request_cancellation",
    gettext_lazy("Ask to cancel this referral"),
    gettext_lazy("Ask to cancel"),
    _cancel,
    grave=True,
)
REOPEN = Question("reopen_referral", "reopen", gettext_lazy("Refer again"), gettext_lazy("Start the new draft"), _reopen)
SENDER_QUESTIONS = (SUPPLY, END, REOPEN, CANCEL)

supply = ask_view(SUPPLY, "refer")
end = ask_view(END, "acknowledge")
cancel = ask_view(CANCEL, "request_cancellation")
acknowledge = act_view(_acknowledge, "acknowledge")


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A new, linked draft with the case and the files of the one that ended; it opens at once."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            draft = reopen_referral(request.viewer, referral_id, reason=request.POST.get("reason", ""), now=request.now)
        except (NotComplete, MoveNotAllowed) as refused:
            refusal = refused
        else:
            messages.success(request, _("A new draft with everything in it. Check it, then send."))
            return redirect("draft", draft.pk)
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "reopen", [page.id])
    context = referral_context(request, page) | {
        "asked": asked(REOPEN, page),
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": request.POST,
    }
    return render(request, "desk/ask.html", context, status=refusal.status if refusal else 200)
