"""What the sending side does with a referral that is under way: records, endings, the report, and asking to cancel."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.reopen_referral import reopen_referral
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.supply_records import supply_records
from bridgework.web.desk.asking import Done, Question, act_view, ask_view, seen_version


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


def _reopen(request: HttpRequest, referral_id: UUID) -> Done:
    draft = reopen_referral(request.viewer, referral_id, reason=request.POST.get("reason", ""), now=request.now)
    return Done(_("A new draft with everything in it. Check it, then send."), reverse("draft", args=[draft.pk]))


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
reopen = ask_view(REOPEN, "refer")
acknowledge = act_view(_acknowledge, "acknowledge")
