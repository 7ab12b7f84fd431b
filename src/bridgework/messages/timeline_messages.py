"""The history's sentences about messages and links: what went out, what did not, and why."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.messages.timeline_words import Details, Sentence, plain

WHY_NOT_REACHABLE = {
    "no_consent": gettext_lazy("there is no consent to messages"),
    "opted_out": gettext_lazy("the patient asked for no more messages"),
    "prefers_phone": gettext_lazy("the patient wants to be called"),
    "no_address": gettext_lazy("neither a number nor an address is known"),
}
MESSAGES = {
    "receipt_to_sender": gettext_lazy("the receipt for the sender"),
    "new_referral": gettext_lazy("the e-mail about the new referral"),
    "late_summary": gettext_lazy("the e-mail about what is late already"),
    "late_step": gettext_lazy("the e-mail about the late step"),
    "records_needed": gettext_lazy("the request for records"),
    "records_reminder": gettext_lazy("the reminder of the missing records"),
    "records_arrived": gettext_lazy("the e-mail about the records"),
    "declined_to_sender": gettext_lazy("the e-mail about the decline"),
    "redirected_to_sender": gettext_lazy("the e-mail about the redirection"),
    "accepted_to_sender": gettext_lazy("the e-mail about the acceptance"),
    "booked_to_sender": gettext_lazy("the e-mail about the booked visit"),
    "missed_to_sender": gettext_lazy("the e-mail about the missed visit"),
    "cancelled_to_sender": gettext_lazy("the e-mail about the cancellation"),
    "report_to_sender": gettext_lazy("the e-mail about the report"),
    "follow_link_to_sender": gettext_lazy("the link with which the sender follows the referral"),
    "guest_code": gettext_lazy("the code that the sender asked for"),
    "new_advice_request": gettext_lazy("the e-mail about the request for advice"),
    "advice_to_sender": gettext_lazy("the e-mail about the advice"),
    "number_needed_to_sender": gettext_lazy("the question for the patient's right number"),
    "patient_worse_to_desk": gettext_lazy("the e-mail about a patient who wants to be called"),
    "earlier_time": gettext_lazy("the earlier time that is free"),
    "visit_held": gettext_lazy("the time that is held, subject to review"),
    "hold_released": gettext_lazy("the word that the held time was given back"),
    "your_page": gettext_lazy("the link to the patient's page"),
    "pick_a_time": gettext_lazy("the link to pick a time"),
    "visit_booked": gettext_lazy("the confirmation of the visit"),
    "visit_moved": gettext_lazy("the new time of the visit"),
    "visit_kept": gettext_lazy("the word that the visit stays when it was"),
    "visit_cancelled": gettext_lazy("the cancellation of the visit"),
    "visit_missed": gettext_lazy("the question for a new time"),
}
"""A kind of message, as part of a sentence."""


def _message(details: Details) -> str:
    kind = str(details.get("kind") or "")
    return str(MESSAGES.get(kind, kind.replace("_", " ")))


def _not_reachable(who: str, details: Details) -> str:
    why = WHY_NOT_REACHABLE.get(str(details.get("why") or ""))
    if why is None:
        return _("No message could reach the patient; a person has to call.")
    return _("No message could reach the patient, as %(why)s; a person has to call.") % {"why": why}


def _message_failed(who: str, details: Details) -> str:
    text = _("A message could not be delivered: %(message)s. A person has to take it over.") % {"message": _message(details)}
    return f"{text} {details.get('why') or ''}".strip()


def _message_unclear(who: str, details: Details) -> str:
    text = _("It is not known whether a message went out: %(message)s. A person has to look.") % {"message": _message(details)}
    return f"{text} {details.get('why') or ''}".strip()


def _message_dropped(who: str, details: Details) -> str:
    if details.get("why") == "by_hand":
        return _("%(who)s took over a message by hand: %(message)s.") % {"who": who, "message": _message(details)}
    if details.get("why") == "link_revoked":
        return _("A message was not sent, as its link had been made useless: %(message)s.") % {"message": _message(details)}
    return _("A message was not sent, as the visit was over by then: %(message)s.") % {"message": _message(details)}


def _wrong_birth_dates(who: str, details: Details) -> str:
    times = details.get("times") or _("several")
    told = _(
        "Somebody typed %(times)s wrong birth dates at the patient's link. Ask the patient; if it was not them, make the link useless."
    )
    return told % {"times": times}


SENTENCES: Mapping[str, Sentence] = {
    "link_sent": (plain(gettext_lazy("%(who)s sent the patient their link.")), "message"),
    "link_opened": (plain(gettext_lazy("%(who)s opened their link for the first time.")), ""),
    "wrong_birth_dates": (_wrong_birth_dates, "bad"),
    "link_revoked": (plain(gettext_lazy("%(who)s made the patient's link useless.")), "bad"),
    "guest_link_sent": (plain(gettext_lazy("%(who)s sent the sending office its private link.")), "message"),
    "guest_link_opened": (plain(gettext_lazy("%(who)s opened their private link for the first time.")), ""),
    "guest_link_revoked": (plain(gettext_lazy("%(who)s made the sending office's private link useless.")), "bad"),
    "patient_not_reachable": (_not_reachable, "bad"),
    "message_failed": (_message_failed, "bad"),
    "message_unclear": (_message_unclear, "bad"),
    "message_dropped": (_message_dropped, "message"),
}
