"""The history's sentences about what patients write: how it was understood, what followed, who read and answered it; and their consent."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.messages.timeline_words import Details, Sentence, plain, when

UNDERSTOOD = {
    "confirm": gettext_lazy("a yes"),
    "cancel": gettext_lazy("cannot or will not come"),
    "reschedule": gettext_lazy("wants another time"),
    "call_me": gettext_lazy("wants a call"),
    "running_late": gettext_lazy("will be late"),
    "question": gettext_lazy("a question"),
    "thanks": gettext_lazy("thanks"),
    "wrong_person": gettext_lazy("the wrong person"),
    "worse": gettext_lazy("it got worse"),
    "deceased": gettext_lazy("somebody died"),
    "opt_out": gettext_lazy("no more messages"),
    "help": gettext_lazy("asks who writes"),
    "start": gettext_lazy("wants messages again"),
    "code": gettext_lazy("the answer to our question"),
    "unclear": gettext_lazy("not clear"),
}
"""What a reply was understood as."""
FOLLOWED = {
    "opted_out": gettext_lazy("Nothing more is sent there."),
    "opted_in": gettext_lazy("Messages are sent there again."),
    "worse": gettext_lazy("A person calls."),
    "visit_confirmed": gettext_lazy("The visit was confirmed."),
    "call": gettext_lazy("The patient is on the call list."),
    "asked_give_up": gettext_lazy("The visit stands; the patient was asked back."),
    "asked_who": gettext_lazy("The patient was asked which visit was meant."),
    "visit_given_up": gettext_lazy("The visit was given up, in two steps."),
    "link_sent": gettext_lazy("The link to pick a time was sent."),
    "helped": gettext_lazy("The patient was told who writes."),
    "answer_failed": gettext_lazy("The answer did not arrive."),
}
"""What followed by itself."""


def _received(who: str, details: Details) -> str:
    understood = UNDERSTOOD.get(str(details.get("as") or ""), UNDERSTOOD["unclear"])
    text = _("%(who)s wrote; understood as: %(what)s.") % {"who": who, "what": understood}
    followed = FOLLOWED.get(str(details.get("did") or ""), "")
    waits = _("A person reads it.") if details.get("waits") else ""
    return " ".join(str(part) for part in (text, followed, waits) if part)


def _visit_confirmed(who: str, details: Details) -> str:
    return _("%(who)s confirmed the visit of %(time)s.") % {"who": who, "time": when(details, "starts_at")}


def _opted_out(who: str, details: Details) -> str:
    if details.get("channel") == "email":
        return _("%(who)s recorded that no e-mails are wanted.") % {"who": who}
    return _("%(who)s recorded that no text messages are wanted.") % {"who": who}


SENTENCES: Mapping[str, Sentence] = {
    "reply_received": (_received, "message"),
    "reply_read": (plain(gettext_lazy("%(who)s read what the patient wrote.")), ""),
    "reply_answered": (plain(gettext_lazy("%(who)s answered the patient.")), "message"),
    "reply_reopened": (plain(gettext_lazy("%(who)s put back to be read what the patient wrote.")), ""),
    "reply_attached": (plain(gettext_lazy("%(who)s put here what an unknown number or address wrote.")), "message"),
    "reply_detached": (plain(gettext_lazy("%(who)s took out again what an unknown number or address wrote.")), ""),
    "visit_confirmed": (_visit_confirmed, ""),
    "opt_out_recorded": (_opted_out, "bad"),
    "opt_out_ended": (plain(gettext_lazy("%(who)s recorded that messages are wanted again.")), ""),
    "consent_recorded": (plain(gettext_lazy("%(who)s recorded that the patient agreed to messages.")), ""),
    "consent_withdrawn": (plain(gettext_lazy("%(who)s recorded that the patient wants no messages.")), "bad"),
}
