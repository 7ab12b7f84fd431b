"""The history of a referral in sentences: who did what, in the past tense, and by which way. Every kind of event has one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgework.messages.timeline_calls import SENTENCES as ABOUT_REACHING
from bridgework.messages.timeline_messages import SENTENCES as OF_MESSAGES
from bridgework.messages.timeline_replies import SENTENCES as OF_REPLIES
from bridgework.messages.timeline_triage import SENTENCES as OF_TRIAGE
from bridgework.messages.timeline_visits import SENTENCES as OF_VISITS
from bridgework.messages.timeline_words import Details, Sentence, noted, plain, when, with_note
from bridgework.rules.closing import NO_VISIT_REASONS
from bridgework.rules.completeness import REQUIREMENTS


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


def _records(details: Details) -> str:
    named = [REQUIREMENTS.get(code, str(code)) for code in details.get("records") or ()]
    note = str(details.get("note") or "")
    return ", ".join([*named, *([f"“{note}”"] if note else [])])


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
    promised = when(details, "respond_by")
    return f"{text} {_('An answer was promised by %(time)s.') % {'time': promised}}" if promised else text


def _accepted(who: str, details: Details) -> str:
    if details.get("by_policy"):
        return _("It was accepted at once, by the practice's policy for times chosen in the chair.")
    if details.get("to_advise"):
        return _("%(who)s took the request on, to give advice.") % {"who": who}
    if details.get("provider"):
        return _("%(who)s accepted the referral for %(provider)s.") % {"who": who, "provider": details["provider"]}
    return _("%(who)s accepted the referral.") % {"who": who}


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
    return with_note(text, details)


def _redirected(who: str, details: Details) -> str:
    return with_note(_("%(who)s redirected the referral to %(to)s.") % {"who": who, "to": details.get("redirected_to") or ""}, details)


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
        return with_note(text % {"who": who, "n": count}, details)
    return with_note(_("%(who)s answered the request for records.") % {"who": who}, details)


def _ending_acknowledged(who: str, details: Details) -> str:
    what = CONSEQUENCE.get(str(details.get("consequence") or ""), "")
    return with_note(_("%(who)s closed the referral: %(what)s.") % {"who": who, "what": what}, details)


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


def _contradiction_answered(who: str, details: Details) -> str:
    asked = str(details.get("sentence") or "").replace("“", "‘").replace("”", "’")  # quotation marks within others
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
    return with_note(said % {"who": who, "question": asked}, details, "reason")


_SENTENCES: Mapping[str, Sentence] = {
    "started": (_started, ""),
    "sent": (_sent, ""),
    "accepted": (_accepted, ""),
    "interim_note": (_interim_note, ""),
    "reported": (_reported, ""),
    "declined": (_declined, "bad"),
    "redirected": (_redirected, ""),
    "continued": (_continued, ""),
    "records_asked": (_records_asked, ""),
    "records_supplied": (_records_supplied, ""),
    "records_reminded": (_records_reminded, "message"),
    "records_unanswered": (_records_unanswered, "bad"),
    "file_added": (_file_added, ""),
    "document_file_missing": (_document_file_missing, "bad"),
    "file_refused": (plain(gettext_lazy("The file %(film)s could not be opened; the original was kept.")), "bad"),
    "file_removed": (plain(gettext_lazy("%(who)s took %(film)s off the draft.")), ""),
    "file_restored": (plain(gettext_lazy("%(who)s put %(film)s back on the draft.")), ""),
    "guest_proven": (_guest_proven, ""),
    "adopted": (_adopted, ""),
    "duplicate_kept": (_duplicate_kept, ""),
    "said_nervous": (plain(gettext_lazy("%(who)s said that they were nervous.")), ""),
    "said_not_nervous": (plain(gettext_lazy("%(who)s said that they were not nervous any more.")), ""),
    "cancellation_requested": (noted(gettext_lazy("%(who)s asked to cancel the referral."), "reason"), "bad"),
    "cancelled": (plain(gettext_lazy("%(who)s confirmed the cancellation of the referral.")), "bad"),
    "report_delivered": (noted(gettext_lazy("%(who)s recorded that the report arrived."), "proof"), ""),
    "report_acknowledged": (plain(gettext_lazy("%(who)s confirmed that the report was received; the loop closed.")), ""),
    "ending_acknowledged": (_ending_acknowledged, ""),
    "contradiction_answered": (_contradiction_answered, ""),
    "patient_merged": (plain(gettext_lazy("%(who)s joined two entries of this patient; this referral came along.")), ""),
    "patient_unmerged": (plain(gettext_lazy("%(who)s separated the two entries again; this referral is back with its own.")), ""),
    "coverage_checked": (_coverage_checked, ""),
    **OF_VISITS,
    **OF_MESSAGES,
    **ABOUT_REACHING,
    **OF_TRIAGE,
    **OF_REPLIES,
    "discarded": (plain(gettext_lazy("%(who)s gave up the draft.")), "bad"),
    "restored": (plain(gettext_lazy("%(who)s took the draft up again.")), ""),
}
KINDS = frozenset(_SENTENCES)
