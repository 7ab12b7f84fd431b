"""What a caller says: the script of a call, and where a referral stands in sentences that can be read aloud. In the active language.

Neutral words, no promises, no finding beyond what the patient knows. Sources: HIPAA 45 CFR 164.514(h) for confirming who is on the phone before
anything is said; the danger signs are those of `rules.worse`.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bridgework.rules import referral_states as states


def greeting(practice: str, caller: str, patient: str) -> str:
    """The first sentence; it names no reason, because nobody knows yet who has picked up."""
    return _("Hello, this is %(caller)s from %(practice)s. May I speak with %(patient)s?") % {
        "caller": caller,
        "practice": practice,
        "patient": patient,
    }


def who_is_there(*, is_proxy: bool) -> str:
    """How it is made sure who is on the phone."""
    if is_proxy:
        return _("Before I go on: please tell me your own birth date, and the name of the patient.")
    return _("Before I go on: please tell me your birth date.")


def why(sender: str, tooth: str) -> str:
    """Who asked for the visit and what about."""
    if tooth:
        return _("%(sender)s asked us to look at %(tooth)s. Is that right? How is it today?") % {"sender": sender, "tooth": tooth}
    return _("%(sender)s asked us to see you. Is that right? How are you today?") % {"sender": sender}


def danger() -> str:
    """What everybody is asked; a yes sends them away at once."""
    return _("Is it hard to breathe or to swallow? Is there swelling near the eye or under the jaw? Do you have a fever?")


def danger_answer() -> str:
    """What is said after a yes to breathing, swallowing, eye or jaw."""
    return _("Please do not wait for us. Call 911 or go to the emergency room now.")


def health() -> str:
    """The short medical question."""
    return _("Has anything changed in your health? Any new medicine, an allergy, or could you be pregnant?")


def coming(*, imaging_first: bool) -> str:
    """The question for a time, or for the picture that comes before it."""
    if imaging_first:
        return _("We need an X-ray picture first. Can you come a little earlier for it, or ask your dentist to send it?")
    return _("I can offer you these times. Which one works for you? Do you need a ride, or somebody with you?")


def fear() -> str:
    """For a patient who is known to be afraid."""
    return _("Many people are nervous. We go at your pace, and you can ask us to stop at any time.")


def status(
    *,
    state: str,
    recipient: str,
    sender: str,
    zone: str,
    visit_at: datetime | None = None,
    offered_until: datetime | None = None,
    next_step: str | None = None,
    respond_by: datetime | None = None,
) -> str:
    """Where the referral stands, in one or two sentences for whoever called; times (UTC) as on the clocks of `zone`."""
    said = _status(state, recipient, sender, zone, visit_at, offered_until, next_step, respond_by)
    return said.replace(".m..", ".m.")  # a time ends in a full stop of its own


def _status(
    state: str,
    recipient: str,
    sender: str,
    zone: str,
    visit_at: datetime | None,
    offered_until: datetime | None,
    next_step: str | None,
    respond_by: datetime | None,
) -> str:
    names = {"recipient": recipient, "sender": sender}
    match state:
        case states.RECEIVED if next_step == "send_records":
            return (
                _("%(recipient)s has the referral and asked %(sender)s for more records. They decide as soon as these are there.") % names
            )
        case states.RECEIVED:
            said = _("%(recipient)s has the referral and is looking at it.") % names
            answer = _("They answer by %(when)s.") % {"when": _moment(respond_by, zone)} if respond_by else ""
            return f"{said} {answer}".strip()
        case states.SCHEDULED if visit_at is not None:
            return _("A visit is booked at %(recipient)s: %(when)s.") % (names | {"when": _moment(visit_at, zone)})
        case states.ACCEPTED | states.UNATTENDED | states.VISIT_CANCELLED if offered_until is not None:
            return _("%(recipient)s offered times and holds them until %(when)s. Please choose one by the link, or right now with us.") % (
                names | {"when": _moment(offered_until, zone)}
            )
        case states.ACCEPTED:
            return _("%(recipient)s accepted the referral. The next step is to find a time for the visit.") % names
        case states.UNATTENDED | states.VISIT_CANCELLED:
            return _("The last visit did not take place. The next step is to find another time.")
        case states.VISIT_DONE:
            return _("The visit has taken place. %(recipient)s is writing to %(sender)s about it.") % names
        case states.CANCEL_REQUESTED:
            return _("%(sender)s asked to cancel the referral. %(recipient)s is answering that.") % names
        case states.DECLINED | states.CANCELLED:
            return _("There will be no visit at %(recipient)s. %(sender)s knows, and says what comes next.") % names
        case states.OUTCOME_SENT:
            return _("%(recipient)s has sent its report to %(sender)s. %(sender)s says what comes next.") % names
        case _:
            return _("A visit is booked at %(recipient)s.") % names


def _moment(at: datetime | None, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), _("l, F j, g:i A")) if at else ""
