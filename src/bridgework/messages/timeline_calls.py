"""The history's sentences about reaching a patient: calls, what they told, the wait list, and who decides how to go on."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.messages.timeline_words import Details, Sentence, plain, when

BECAUSE = {
    "cost": gettext_lazy("of what it costs"),
    "coverage": gettext_lazy("of the coverage"),
    "fear": gettext_lazy("of fear"),
    "time": gettext_lazy("there is no time"),
    "travel": gettext_lazy("of the way there"),
    "resolved": gettext_lazy("it does not hurt any more"),
    "elsewhere": gettext_lazy("the patient went somewhere else"),
}
"""Why a patient does not want a visit, as the end of a sentence with "because"."""

CALLED = {
    "booked": gettext_lazy("%(who)s called the patient, and a visit was booked."),
    "no_answer": gettext_lazy("%(who)s called the patient; nobody answered."),
    "left_message": gettext_lazy("%(who)s called the patient and left a message."),
    "call_back": gettext_lazy("%(who)s reached the patient, who asked to be called again."),
    "thinking": gettext_lazy("%(who)s reached the patient, who was still thinking."),
    "declined": gettext_lazy("%(who)s reached the patient, who did not want the visit."),
    "wrong_number": gettext_lazy("%(who)s called; the number was wrong."),
    "no_number": gettext_lazy("%(who)s found no number to call."),
    "reached": gettext_lazy("%(who)s spoke with the patient."),
}
CALLERS = {
    "patient": gettext_lazy("The patient called; %(who)s told them where it stood."),
    "proxy": gettext_lazy("Somebody called for the patient; %(who)s told them where it stood."),
    "sender": gettext_lazy("The referring office called; %(who)s told them where it stood."),
    "other": gettext_lazy("Somebody called; %(who)s told them where it stood."),
}
HANDED_OVER = {
    "not_reached": gettext_lazy("A person has to decide how to go on."),
    "wrong_number": gettext_lazy("The sender was asked for the right one."),
    "no_number": gettext_lazy("The sender was asked for one."),
    "declined": gettext_lazy("A person has to decide how to go on."),
}
SIGNS = {
    "trouble_breathing": gettext_lazy("hard to breathe"),
    "trouble_swallowing": gettext_lazy("hard to swallow"),
    "swelling_eye": gettext_lazy("swelling near the eye"),
    "swelling_neck": gettext_lazy("swelling under the jaw or of the neck"),
    "uncontrolled_bleeding": gettext_lazy("bleeding that does not stop"),
    "swelling": gettext_lazy("swelling"),
    "fever": gettext_lazy("fever"),
    "trismus": gettext_lazy("the mouth opens little"),
}
SAID = {
    "yes": gettext_lazy("The patient wanted the visit; %(who)s recorded it."),
    "thinking": gettext_lazy("The patient was still thinking; %(who)s recorded it."),
    "no": gettext_lazy("The patient did not want the visit; %(who)s recorded it."),
}
CHANNELS = {"sms": gettext_lazy("by text"), "email": gettext_lazy("by e-mail"), "phone": gettext_lazy("by phone")}


def _because(details: Details) -> str:
    why = BECAUSE.get(str(details.get("because") or ""))
    return _("Because %(why)s.") % {"why": why} if why else ""


def _joined(details: Details, *sentences: object) -> str:
    note = str(details.get("note") or "").strip()
    return " ".join([str(sentence) for sentence in sentences if sentence] + ([f"“{note}”"] if note else []))


def _called(who: str, details: Details) -> str:
    text = str(CALLED.get(str(details.get("outcome") or ""), CALLED["reached"])) % {"who": who}
    again = _("The next call is due %(time)s.") % {"time": when(details, "next_at")} if details.get("next_at") else ""
    return _joined(details, text, _because(details), again, HANDED_OVER.get(str(details.get("undecided") or "")))


def _status_told(who: str, details: Details) -> str:
    return _joined(details, str(CALLERS.get(str(details.get("caller") or ""), CALLERS["other"])) % {"who": who})


def _patient_said(who: str, details: Details) -> str:
    return _joined(details, str(SAID.get(str(details.get("says") or ""), SAID["thinking"])) % {"who": who}, _because(details))


def _patient_worse(who: str, details: Details) -> str:
    told = ", ".join(str(SIGNS[sign]) for sign in details.get("signs") or () if sign in SIGNS)
    text = _("%(who)s told us that it got worse.") % {"who": who}
    signs = _("Told: %(signs)s.") % {"signs": told} if told else ""
    raised = ""
    if details.get("tier") and details.get("tier") != details.get("tier_before"):
        raised = _("The urgency was raised, and a person was to call at once.")
    shown = _("The emergency words were shown.") if details.get("emergency_department") else ""
    return _joined({}, text, signs, raised, shown)


def _decided_further(who: str, details: Details) -> str:
    return _joined(details, _("%(who)s decided to go on: the patient is called again.") % {"who": who})


def _handed_over(who: str, details: Details) -> str:
    return _("Visits that were missed or cancelled late so far: %(n)s. A person has to decide how to go on.") % {
        "n": details.get("times") or 2
    }


def _reminders_chosen(who: str, details: Details) -> str:
    way = CHANNELS.get(str(details.get("channel") or ""), "")
    return _("%(who)s chose how to be reminded: %(way)s.") % {"who": who, "way": way or _("as before")}


HALVES = {"morning": gettext_lazy("in the morning"), "afternoon": gettext_lazy("in the afternoon")}


def _wish_noted(who: str, details: Details) -> str:
    half = HALVES.get(str(details.get("half") or ""))
    if half:
        return _("%(who)s said that a time %(half)s suits best.") % {"who": who, "half": half}
    return (
        _("%(who)s said which days suit best.") % {"who": who}
        if details.get("weekdays")
        else _("%(who)s said that any time suits.") % {"who": who}
    )


def _earlier_offered(who: str, details: Details) -> str:
    return _("An earlier time was offered to the patient: %(time)s, held until %(until)s.") % {
        "time": when(details, "starts_at"),
        "until": when(details, "until"),
    }


def _messages_through(who: str, details: Details) -> str:
    return _("The messages are through (%(count)s) and the patient has not chosen a time: somebody calls now.") % {
        "count": details.get("messages") or 0
    }


def _patient_died(who: str, details: Details) -> str:
    day = date.fromisoformat(details["on"]) if details.get("on") else None
    return _("%(who)s recorded that the patient had died (%(day)s). Nobody is written to or called.") % {
        "who": who,
        "day": date_format(day, "M j, Y") if day else "",
    }


def _plan_changed(who: str, details: Details) -> str:
    if not details.get("version"):
        return _("%(who)s put the reaching of the patient on the usual plan.") % {"who": who}
    return _("%(who)s put the reaching of the patient on version %(version)s of the plan.") % {"who": who, "version": details["version"]}


SENTENCES: Mapping[str, Sentence] = {
    "called": (_called, ""),
    "status_told": (_status_told, ""),
    "patient_said": (_patient_said, ""),
    "patient_worse": (_patient_worse, "bad"),
    "answered_before_visit": (plain(gettext_lazy("%(who)s answered the questions before the visit.")), ""),
    "reminders_chosen": (_reminders_chosen, ""),
    "wish_noted": (_wish_noted, ""),
    "decided_further": (_decided_further, ""),
    "handed_to_person": (_handed_over, "bad"),
    "messages_through": (_messages_through, "bad"),
    "plan_changed": (_plan_changed, ""),
    "patient_died": (_patient_died, "bad"),
    "patient_lives": (plain(gettext_lazy("%(who)s took it back that the patient had died.")), ""),
    "wait_list_joined": (plain(gettext_lazy("%(who)s put the patient on the list of those who want an earlier time.")), ""),
    "wait_list_left": (plain(gettext_lazy("%(who)s took the patient off the list of those who want an earlier time.")), ""),
    "earlier_offered": (_earlier_offered, "message"),
}
