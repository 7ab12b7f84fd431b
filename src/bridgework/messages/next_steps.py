"""The next step in words: what is to be done, or for whom the other side waits, and why."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TITLES = {
    "finish_and_send": gettext_lazy("Finish and send"),
    "send_records": gettext_lazy("Send the records asked for"),
    "review": gettext_lazy("Review"),
    "give_advice": gettext_lazy("Give advice"),
    "offer_times": gettext_lazy("Offer times"),
    "await_choice": gettext_lazy("Wait for the patient's choice"),
    "confirm_time": gettext_lazy("Confirm the time the patient asked for"),
    "call_patient": gettext_lazy("Call the patient now"),
    "answer_reply": gettext_lazy("Read what the patient wrote"),
    "decide_further": gettext_lazy("Decide how to go on"),
    "see_patient": gettext_lazy("See the patient"),
    "rebook": gettext_lazy("Book the visit again"),
    "book_next_visit": gettext_lazy("Book the next visit"),
    "send_report": gettext_lazy("Send the report"),
    "answer_cancellation": gettext_lazy("Answer the cancellation request"),
    "acknowledge_decline": gettext_lazy("Tell the patient: it was declined"),
    "acknowledge_cancellation": gettext_lazy("Take note: it was cancelled"),
    "deliver_report": gettext_lazy("Deliver the report"),
    "acknowledge_report": gettext_lazy("Confirm the report"),
    "complete_intake": gettext_lazy("Complete the document"),
}
"""What the side that has the ball does."""

WAITING = {
    "finish_and_send": gettext_lazy("Being written"),
    "send_records": gettext_lazy("Waiting for records"),
    "review": gettext_lazy("Being reviewed"),
    "give_advice": gettext_lazy("Advice is being written"),
    "offer_times": gettext_lazy("Times will be offered"),
    "await_choice": gettext_lazy("The patient chooses a time"),
    "confirm_time": gettext_lazy("The time is being confirmed"),
    "call_patient": gettext_lazy("The patient is being called"),
    "answer_reply": gettext_lazy("The patient wrote; somebody reads it"),
    "decide_further": gettext_lazy("It is being decided how to go on"),
    "see_patient": gettext_lazy("Visit booked"),
    "rebook": gettext_lazy("The visit is booked again"),
    "book_next_visit": gettext_lazy("The next visit is booked"),
    "send_report": gettext_lazy("Report is being written"),
    "answer_cancellation": gettext_lazy("Cancellation asked for"),
    "acknowledge_decline": gettext_lazy("Declined, the sender decides"),
    "acknowledge_cancellation": gettext_lazy("Cancelled, the sender takes note"),
    "deliver_report": gettext_lazy("Report is on its way"),
    "acknowledge_report": gettext_lazy("Report sent, receipt awaited"),
}
"""The same for the side that waits."""


UNDECIDED = {
    "not_reached": gettext_lazy("nobody could be reached by phone"),
    "wrong_number": gettext_lazy("the phone number is wrong"),
    "no_number": gettext_lazy("no phone number is known"),
    "declined": gettext_lazy("the patient does not want the visit"),
    "lost_visits": gettext_lazy("visits were missed or cancelled late"),
    "deceased": gettext_lazy("the patient has died"),
}
"""Why a person decides how to go on with a patient."""


def step_title(step: str | None, *, ours: bool, tier: str = "", late: bool = False) -> str:
    """The next step in a few words; "Closed" where there is none. A visit that is `late` has been, and nobody has said what came of it."""
    if step is None:
        return _("Closed")
    if late and step == "see_patient":
        return _("Say whether the patient came") if ours else _("Visit over, not told yet")
    if ours and step == "review" and tier == "emergency":
        return _("Review and call the patient now")
    return str((TITLES if ours else WAITING)[step])


def step_reason(
    step: str | None,
    *,
    tier_reasons: Sequence[str] = (),
    tier: str = "",
    state: str = "",
    provider: str = "",
    asked: Sequence[str] = (),
    records_came: bool = False,
    unanswered: bool = False,
    offered_until: datetime | None = None,
    visit_ends_at: datetime | None = None,
    visit_lost_at: datetime | None = None,
    seen_at: datetime | None = None,
    reported_at: datetime | None = None,
    note: str = "",
    sender: str = "",
    undecided: str = "",
) -> str:
    """Why the step is next, in one short line for lists; times in the current zone. `asked` are records in words, `note` what was written.

    `unanswered`: the sender was reminded of missing records, and nothing came; `undecided`: why a person decides how to go on.
    """
    if unanswered and step in ("review", "give_advice", "offer_times"):
        return _("The records did not come: call the office, or decide with what there is.")
    match step:
        case "call_patient":
            return _("told us that it got worse")
        case "answer_reply":
            return _("wrote to us")
        case "decide_further":
            return str(UNDECIDED.get(undecided, ""))
        case "review":
            first = tier_reasons[0] if tier_reasons and tier != "elective" else ""
            return _("Records came in. %(why)s") % {"why": first} if records_came else first or _("not reviewed yet")
        case "give_advice":
            return _("Records came in. No visit is asked for.") if records_came else _("asks for advice, no visit")
        case "send_records":
            return _("asked for: %(what)s") % {"what": ", ".join(asked) or note}
        case "offer_times":
            return _("accepted for %(provider)s") % {"provider": provider} if provider else _("accepted")
        case "await_choice":
            return _("link sent, times held until %(time)s") % {"time": _short(offered_until)}
        case "confirm_time":
            return _("your own calendar could not be read when the patient chose")
        case "see_patient":
            return _joined(_("visit on %(day)s") % {"day": _day(visit_ends_at)}, provider)
        case "rebook":
            lost = _("did not come") if state == "5.1.2" else _("visit cancelled")
            return f"{lost}, {_short(visit_lost_at)}" if visit_lost_at else lost
        case "book_next_visit" | "send_report":
            return _joined(_("seen %(time)s") % {"time": _short(seen_at)}, provider)
        case "answer_cancellation" | "acknowledge_decline" | "acknowledge_cancellation":
            return note
        case "deliver_report":
            return _("%(sender)s is not on the network") % {"sender": sender}
        case "acknowledge_report":
            return _("report sent %(time)s") % {"time": _short(reported_at)}
        case _:
            return ""


def _joined(first: str, second: str) -> str:
    return f"{first}, {second}" if second else first


def _day(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "D, M j") if at else ""


def _short(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "D, M j, g:i A") if at else ""
