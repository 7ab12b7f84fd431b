"""What became of a visit: arrived, seen, did not come, cancelled; and that a report arrived outside the network."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.record_arrival import record_arrival
from bridgework.actions.record_delivery import record_delivery
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.record_visit import record_visit
from bridgework.rules.refusals import NotComplete
from bridgework.web.desk.asking import Question, act_view, ask_view, seen_version


def _arrived(request: HttpRequest, referral_id: UUID) -> str:
    record_arrival(request.viewer, referral_id, now=request.now)
    return _("The patient is here.")


def _seen(request: HttpRequest, referral_id: UUID) -> str:
    another = request.POST.get("another") == "yes"
    note = request.POST.get("note", "")
    record_visit(request.viewer, referral_id, note=note, another_visit_needed=another, now=request.now, seen_version=seen_version(request))
    return _("Seen. The next visit is to be booked.") if another else _("Seen. The report comes next.")


def _missed(request: HttpRequest, referral_id: UUID) -> str:
    record_no_show(request.viewer, referral_id, now=request.now, seen_version=seen_version(request))
    return _("Recorded. The sender is told, and the patient can choose another time.")


def _cancel(request: HttpRequest, referral_id: UUID) -> str:
    reason = request.POST.get("reason", "")
    if not reason.strip():
        raise NotComplete(_("The visit was not cancelled."), {"reason": _("Say why, in a few words.")})
    for_patient = request.POST.get("for_patient") == "yes"
    cancel_appointment(
        request.viewer, referral_id, reason=reason, for_patient=for_patient, now=request.now, seen_version=seen_version(request)
    )
    return _("The visit is cancelled. Patient and sender are told; booking it again is next.")


def _delivered(request: HttpRequest, referral_id: UUID) -> str:
    record_delivery(request.viewer, referral_id, proof=request.POST.get("proof", ""), now=request.now)
    return _("Recorded. The report has arrived.")


SEEN = Question("seen", "record_visit", gettext_lazy("The patient was seen"), gettext_lazy("Record the visit"), _seen)
MISSED = Question("missed", "record_no_show", gettext_lazy("The patient did not come"), gettext_lazy("Record it"), _missed)
CANCEL_VISIT = Question(
    "cancel_visit", "cancel_visit", gettext_lazy("Cancel the visit"), gettext_lazy("Cancel the visit"), _cancel, grave=True
)
DELIVERED = Question("record_delivery", "record_delivery", gettext_lazy("The report arrived"), gettext_lazy("Record the proof"), _delivered)

arrived = act_view(_arrived, "record_visit")
seen = ask_view(SEEN, "record_visit")
missed = ask_view(MISSED, "record_visit")
cancel_visit = ask_view(CANCEL_VISIT, "schedule")
delivered = ask_view(DELIVERED, "schedule")
