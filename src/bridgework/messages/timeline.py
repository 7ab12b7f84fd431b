"""The history of a referral in sentences: who did what, in the past tense, and by which way. Every kind of event has one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgework.messages.timeline_calls import SENTENCES as ABOUT_REACHING
from bridgework.messages.timeline_replies import SENTENCES as OF_REPLIES
from bridgework.messages.timeline_triage import SENTENCES as OF_TRIAGE
from bridgework.rules.closing import NO_VISIT_REASONS
from bridgework.rules.completeness import REQUIREMENTS

Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a timeline: the sentence, by which way and for whom it was done, and how it looks ("", "bad" or "message")."""

    text: str
    note: str
    kind: str


WAYS = {
    "patient link": gettext_lazy("by the patient's link"),
    "text message": gettext_lazy("by text message"),
    "e-mail": gettext_lazy("by e-mail"),
    "public form": gettext_lazy("on the public page"),
    "guest link": gettext_lazy("by the office's private link"),
    "fhir": gettext_lazy("by FHIR"),
    "command line": gettext_lazy("by the command line"),
    "job": gettext_lazy("by itself"),
}
"""What a note says of a way; the portal is the ordinary one and goes without saying."""

DECLINED_BECAUSE = {
    "outside_scope": gettext_lazy("it is outside what they treat"),
    "not_accepting": gettext_lazy("they have no capacity in a safe time"),
    "insurance_not_accepted": gettext_lazy("they do not accept the coverage"),
    "redirected": gettext_lazy("another practice fits better"),
    "patient_unreachable": gettext_lazy("the patient could not be reached"),
    "patient_unwilling": gettext_lazy("the patient does not want the visit"),
    "treated_elsewhere": gettext_lazy("the patient was treated elsewhere"),
    "insufficient_information": gettext_lazy("there was not enough information to act on"),
    "other": "",
}
CONSEQUENCE = {
    "patient_told": gettext_lazy("the patient was told and needs nothing more"),
    "referred_again": gettext_lazy("the patient is referred again"),
    "treated_here": gettext_lazy("the patient is treated at the referring office"),
    "patient_unreachable": gettext_lazy("the patient could not be told"),
}


def tell(kind: str, who: str, details: Details, *, way: str = "portal", practice: str = "", acted_for: str = "", film: str = "") -> Told:
    """The sentence of one event, with times in the current zone.

    `who` is the name that the history kept; `practice` theirs, `acted_for` the one they did it for; `film` names the file it is about.
    A kind that has no sentence is a mistake of ours: it raises KeyError, and a test keeps it from happening.
    """
    sentence, look = _SENTENCES[kind]
    text = sentence(who, dict(details) | ({"film": film} if film else {}))
    said = [practice, str(WAYS.get(way, "")) if way != "job" or practice else ""]
    if acted_for and acted_for != practice and way not in ("patient link", "text message", "e-mail", "job"):
        said.append(_("for %(practice)s") % {"practice": acted_for})
    return Told(text, " · ".join(part for part in said if part), look)


def _when(details: Details, key: str) -> str:
    """A time of the details as people say it: "Tue, Nov 24, 11:15 AM"; "" where there is none."""
    value = details.get(key)
    if not value:
        return ""
    at = datetime.fromisoformat(str(value))
    return date_format(timezone.localtime(at), "D, M j, g:i A")


def _times(details: Details) -> str:
    return "; ".join(_when({"at": at}, "at") for at in details.get("times") or ())


def _records(details: Details) -> str:
    named = [REQUIREMENTS.get(code, str(code)) for code in details.get("records") or ()]
    note = str(details.get("note") or "")
    return ", ".join([*named, *([f"“{note}”"] if note else [])])


def _with_note(sentence: str, details: Details, key: str = "note") -> str:
    note = str(details.get(key) or "").strip()
    return f"{sentence} “{note}”" if note else sentence


def _plain(template: Any) -> Callable[[str, Details], str]:
    """A sentence in which only the name changes."""

    def say(who: str, details: Details) -> str:
        return str(template) % {"who": who, "film": details.get("film") or _("a file")}

    return say


def _file_added(who: str, details: Details) -> str:
    film = details.get("film") or _("a file")
    if details.get("document"):
        return _("%(film)s came inside the document %(document)s.") % {"film": film, "document": details["document"]}
    return _("%(who)s added %(film)s.") % {"who": who, "film": film}


def _document_file_missing(who: str, details: Details) -> str:
    text = _("A file of the document %(document)s could not be taken over; the document was kept.") % {
        "document": details.get("document") or ""
    }
    return f"{text} {details.get('why') or ''}".strip()


def _noted(template: Any, key: str = "note") -> Callable[[str, Details], str]:
    def say(who: str, details: Details) -> str:
        return _with_note(str(template) % {"who": who}, details, key)

    return say


def _started(who: str, details: Details) -> str:
    number = details.get("from_number")
    if details.get("document"):
        return _("%(who)s made a referral of the document %(document)s.") % {"who": who, "document": details["document"]}
    if not number:
        return _("%(who)s started the referral.") % {"who": who}
    if details.get("link") == "redirected":
        return _("%(who)s redirected it to here; it follows from referral %(number)s.") % {"who": who, "number": number}
    if details.get("link") == "again":
        return _("%(who)s started a further referral after referral %(number)s.") % {"who": who, "number": number}
    if details.get("link") == "advice":
        return _("%(who)s turned the request for advice %(number)s into a referral.") % {"who": who, "number": number}
    return _("%(who)s opened it anew; it follows from referral %(number)s.") % {"who": who, "number": number}


def _sent(who: str, details: Details) -> str:
    count = int(details.get("files") or 0)
    files = ngettext("with %(n)s file", "with %(n)s files", count) % {"n": count} if count else _("without files")
    text = _("%(who)s sent the referral to %(to)s, %(files)s.") % {"who": who, "to": details.get("to") or "", "files": files}
    promised = _when(details, "respond_by")
    return f"{text} {_('An answer was promised by %(time)s.') % {'time': promised}}" if promised else text


def _accepted(who: str, details: Details) -> str:
    if details.get("by_policy"):
        return _("It was accepted at once, by the practice's policy for times chosen in the chair.")
    if details.get("to_advise"):
        return _("%(who)s took the request on, to give advice.") % {"who": who}
    if details.get("provider"):
        return _("%(who)s accepted the referral for %(provider)s.") % {"who": who, "provider": details["provider"]}
    return _("%(who)s accepted the referral.") % {"who": who}


def _booked(who: str, details: Details) -> str:
    return _("%(who)s booked the visit: %(time)s with %(provider)s.") % {
        "who": who,
        "time": _when(details, "starts_at"),
        "provider": details.get("provider") or "",
    }


def _moved(who: str, details: Details) -> str:
    before = _when(details, "moved_from")
    text = _("%(who)s moved the visit to %(time)s with %(provider)s.") % {
        "who": who,
        "time": _when(details, "starts_at"),
        "provider": details.get("provider") or "",
    }
    return f"{text} {_('It was on %(time)s.') % {'time': before}}" if before else text


def _visit_cancelled(who: str, details: Details) -> str:
    at = _when(details, "starts_at")
    text = (
        _("%(who)s cancelled the visit of %(time)s.") % {"who": who, "time": at} if at else _("%(who)s cancelled the visit.") % {"who": who}
    )
    if details.get("late"):
        text = f"{text} {_('It was late for that.')}"
    return _with_note(text, details, "reason")


def _visit_freed(who: str, details: Details) -> str:
    return _("The time of %(time)s was given back.") % {"time": _when(details, "starts_at")}


def _missed(who: str, details: Details) -> str:
    return _("The patient did not come on %(time)s; %(who)s recorded it.") % {"who": who, "time": _when(details, "starts_at")}


def _arrived(who: str, details: Details) -> str:
    return _("The patient arrived; %(who)s recorded it.") % {"who": who}


def _seen(who: str, details: Details) -> str:
    text = _("The patient was seen; %(who)s recorded it.") % {"who": who}
    if details.get("another_visit_needed"):
        text = f"{text} {_('Another visit was needed.')}"
    return _with_note(text, details)


def _interim_note(who: str, details: Details) -> str:
    return _("%(who)s sent an interim note (version %(version)s).") % {"who": who, "version": details.get("version") or 1}


def _reported(who: str, details: Details) -> str:
    reason = NO_VISIT_REASONS.get(str(details.get("no_visit_reason") or ""), "")
    if reason:
        return _("%(who)s sent the outcome without a visit: %(reason)s.") % {"who": who, "reason": reason[:1].lower() + reason[1:]}
    return _("%(who)s sent the final report (version %(version)s).") % {"who": who, "version": details.get("version") or 1}


def _declined(who: str, details: Details) -> str:
    because = DECLINED_BECAUSE.get(str(details.get("reason") or ""), "")
    text = _("%(who)s declined the referral.") % {"who": who}
    if because:
        text = _("%(who)s declined the referral: %(because)s.") % {"who": who, "because": because}
    return _with_note(text, details)


def _redirected(who: str, details: Details) -> str:
    return _with_note(_("%(who)s redirected the referral to %(to)s.") % {"who": who, "to": details.get("redirected_to") or ""}, details)


def _continued(who: str, details: Details) -> str:
    return _("It went on as referral %(number)s.") % {"number": details.get("in_number") or ""}


def _records_asked(who: str, details: Details) -> str:
    return _("%(who)s asked for more: %(records)s.") % {"who": who, "records": _records(details)}


def _records_reminded(who: str, details: Details) -> str:
    times = int(details.get("times") or 1)
    asked = {"n": times, "records": _records(details)}
    return (
        ngettext("The sender was reminded: %(records)s.", "The sender was reminded again, %(n)s times so far: %(records)s.", times) % asked
    )


def _records_unanswered(who: str, details: Details) -> str:
    times = int(details.get("times") or 0)
    if not times:
        return _("The sender cannot be reminded by message; a person has to call, or decide with what there is.")
    text = "%(n)s reminder stayed without an answer; a person has to call, or decide with what there is."
    more = "%(n)s reminders stayed without an answer; a person has to call, or decide with what there is."
    return ngettext(text, more, times) % {"n": times}


def _records_supplied(who: str, details: Details) -> str:
    count = int(details.get("files") or 0)
    if count:
        text = ngettext(
            "%(who)s sent the records that were asked for: %(n)s file.", "%(who)s sent the records that were asked for: %(n)s files.", count
        )
        return _with_note(text % {"who": who, "n": count}, details)
    return _with_note(_("%(who)s answered the request for records.") % {"who": who}, details)


def _times_offered(who: str, details: Details) -> str:
    times = _times(details)
    if not times:
        return _("%(who)s sent the patient the link to every open time.") % {"who": who}
    return _("%(who)s offered the patient these times: %(times)s.") % {"who": who, "times": times}


def _holds_released(who: str, details: Details) -> str:
    return _("The time held until then was given back: %(times)s.") % {"times": _times(details)}


def _time_held(who: str, details: Details) -> str:
    held = {"who": who, "time": _when(details, "starts_at"), "until": _when(details, "until")}
    if details.get("instead_of"):
        held["before"] = _when(details, "instead_of")
        return _("%(who)s held %(time)s for the patient instead of %(before)s, until %(until)s.") % held
    return _("%(who)s held %(time)s for the patient until %(until)s.") % held


def _time_requested(who: str, details: Details) -> str:
    asked = {"who": who, "time": _when(details, "starts_at")}
    if details.get("instead_of"):
        stays = asked | {"before": _when(details, "instead_of")}
        return _("%(who)s asked to come on %(time)s instead; the visit of %(before)s stays until the practice confirms it.") % stays
    return _("%(who)s asked for %(time)s; the practice confirms it.") % asked


def _visit_kept(who: str, details: Details) -> str:
    times = {"who": who, "time": _when(details, "starts_at"), "asked": _when(details, "asked")}
    return _("%(who)s kept the visit of %(time)s; the time asked for, %(asked)s, was given back.") % times


def _time_released(who: str, details: Details) -> str:
    return _("%(who)s gave back the held time of %(time)s.") % {"who": who, "time": _when(details, "starts_at")}


def _ending_acknowledged(who: str, details: Details) -> str:
    what = CONSEQUENCE.get(str(details.get("consequence") or ""), "")
    return _with_note(_("%(who)s closed the referral: %(what)s.") % {"who": who, "what": what}, details)


def _coverage_checked(who: str, details: Details) -> str:
    said = [
        str(words) for words in (ACCEPTED.get(str(details.get("accepted"))), AUTHORIZED.get(str(details.get("authorization")))) if words
    ]
    text = _("%(who)s looked into the coverage.") % {"who": who}
    return f"{text} {' '.join(said)}".strip()


ACCEPTED = {"yes": gettext_lazy("It is accepted."), "no": gettext_lazy("It is not accepted.")}
AUTHORIZED = {
    "not_needed": gettext_lazy("No authorization is needed."),
    "needed": gettext_lazy("An authorization is needed."),
    "asked_for": gettext_lazy("An authorization was asked for."),
    "obtained": gettext_lazy("The authorization was obtained."),
    "refused": gettext_lazy("The authorization was refused."),
}
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


def _message(details: Details, key: str = "kind") -> str:
    kind = str(details.get(key) or "")
    return str(MESSAGES.get(kind, kind.replace("_", " ")))


def _not_reachable(who: str, details: Details) -> str:
    why = WHY_NOT_REACHABLE.get(str(details.get("why") or ""))
    if why is None:
        return _("No message could reach the patient; a person has to call.")
    return _("No message could reach the patient, as %(why)s; a person has to call.") % {"why": why}


def _guest_proven(who: str, details: Details) -> str:
    if details.get("by") == "sms":
        return _("%(who)s proved by a code that the phone number is theirs.") % {"who": who}
    return _("%(who)s proved by a code that the e-mail address is theirs.") % {"who": who}


def _adopted(who: str, details: Details) -> str:
    return _("%(who)s took over the referral that was sent without an account by %(office)s.") % {
        "who": who,
        "office": details.get("office") or "",
    }


def _duplicate_kept(who: str, details: Details) -> str:
    numbers = ", ".join(str(number) for number in details.get("numbers") or ())
    return _("%(who)s saw that it may be the same as %(numbers)s, and kept both.") % {"who": who, "numbers": numbers}


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


def _contradiction_answered(who: str, details: Details) -> str:
    asked = str(details.get("sentence") or "")
    if details.get("side") == "recipient":
        said = (
            _("%(who)s looked into it: “%(question)s” It is right.")
            if details.get("answer") == "right"
            else _("%(who)s looked into it: “%(question)s” It is not right.")
        )
    else:
        said = (
            _("%(who)s was asked: “%(question)s” and corrected it.")
            if details.get("answer") == "corrected"
            else _("%(who)s was asked: “%(question)s” and said that it is right.")
        )
    return _with_note(said % {"who": who, "question": asked}, details, "reason")


_SENTENCES: Mapping[str, tuple[Callable[[str, Details], str], str]] = {
    "started": (_started, ""),
    "sent": (_sent, ""),
    "accepted": (_accepted, ""),
    "booked": (_booked, ""),
    "moved": (_moved, ""),
    "visit_cancelled": (_visit_cancelled, "bad"),
    "visit_freed": (_visit_freed, ""),
    "missed": (_missed, "bad"),
    "arrived": (_arrived, ""),
    "seen": (_seen, ""),
    "interim_note": (_interim_note, ""),
    "reported": (_reported, ""),
    "declined": (_declined, "bad"),
    "redirected": (_redirected, ""),
    "continued": (_continued, ""),
    "records_asked": (_records_asked, ""),
    "records_supplied": (_records_supplied, ""),
    "records_reminded": (_records_reminded, "message"),
    "records_unanswered": (_records_unanswered, "bad"),
    "times_offered": (_times_offered, ""),
    "holds_released": (_holds_released, ""),
    "time_held": (_time_held, ""),
    "time_requested": (_time_requested, ""),
    "visit_kept": (_visit_kept, ""),
    "time_released": (_time_released, ""),
    "file_added": (_file_added, ""),
    "document_file_missing": (_document_file_missing, "bad"),
    "file_refused": (_plain(gettext_lazy("The file %(film)s could not be opened; the original was kept.")), "bad"),
    "file_removed": (_plain(gettext_lazy("%(who)s took %(film)s off the draft.")), ""),
    "file_restored": (_plain(gettext_lazy("%(who)s put %(film)s back on the draft.")), ""),
    "link_sent": (_plain(gettext_lazy("%(who)s sent the patient their link.")), "message"),
    "link_opened": (_plain(gettext_lazy("%(who)s opened their link for the first time.")), ""),
    "link_revoked": (_plain(gettext_lazy("%(who)s made the patient's link useless.")), "bad"),
    "guest_proven": (_guest_proven, ""),
    "guest_link_sent": (_plain(gettext_lazy("%(who)s sent the sending office its private link.")), "message"),
    "guest_link_opened": (_plain(gettext_lazy("%(who)s opened their private link for the first time.")), ""),
    "guest_link_revoked": (_plain(gettext_lazy("%(who)s made the sending office's private link useless.")), "bad"),
    "adopted": (_adopted, ""),
    "duplicate_kept": (_duplicate_kept, ""),
    "patient_not_reachable": (_not_reachable, "bad"),
    "message_failed": (_message_failed, "bad"),
    "message_unclear": (_message_unclear, "bad"),
    "message_dropped": (_message_dropped, "message"),
    "said_nervous": (_plain(gettext_lazy("%(who)s said that they were nervous.")), ""),
    "said_not_nervous": (_plain(gettext_lazy("%(who)s said that they were not nervous any more.")), ""),
    "cancellation_requested": (_noted(gettext_lazy("%(who)s asked to cancel the referral."), "reason"), "bad"),
    "cancelled": (_plain(gettext_lazy("%(who)s confirmed the cancellation of the referral.")), "bad"),
    "report_delivered": (_noted(gettext_lazy("%(who)s recorded that the report arrived."), "proof"), ""),
    "report_acknowledged": (_plain(gettext_lazy("%(who)s confirmed that the report was received; the loop closed.")), ""),
    "ending_acknowledged": (_ending_acknowledged, ""),
    "contradiction_answered": (_contradiction_answered, ""),
    "patient_merged": (_plain(gettext_lazy("%(who)s joined two entries of this patient; this referral came along.")), ""),
    "patient_unmerged": (_plain(gettext_lazy("%(who)s separated the two entries again; this referral is back with its own.")), ""),
    "coverage_checked": (_coverage_checked, ""),
    **ABOUT_REACHING,
    **OF_TRIAGE,
    **OF_REPLIES,
    "discarded": (_plain(gettext_lazy("%(who)s gave up the draft.")), "bad"),
    "restored": (_plain(gettext_lazy("%(who)s took the draft up again.")), ""),
}
KINDS = frozenset(_SENTENCES)
