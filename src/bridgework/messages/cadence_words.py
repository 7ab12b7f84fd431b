"""The cadence in words, for the desk: what a step is, by which channel, and what stopped it."""

from typing import Any

from django.utils.translation import gettext_lazy

from bridgework.messages.kind_words import name_of

_OF_A_PLAN = {
    "pick_a_time": gettext_lazy("The link, the moment you accept"),
    "call": gettext_lazy("Somebody calls"),
}
CHANNEL_WORDS = {
    "sms": gettext_lazy("text message"),
    "email": gettext_lazy("e-mail"),
    "person": gettext_lazy("on the call desk, with all that was tried"),
}
STOPPED = {
    "not_accepted": gettext_lazy("Nothing goes out before the practice has accepted."),
    "closed": gettext_lazy("The referral is over."),
    "deceased": gettext_lazy("The patient has died."),
    "advice": gettext_lazy("Advice was asked for, no visit."),
    "visit_lost": gettext_lazy("The visit was missed or cancelled: somebody calls."),
    "visit_over": gettext_lazy("The visit has begun."),
    "seen": gettext_lazy("The patient was seen."),
    "cancel_asked": gettext_lazy("The sender asked to cancel."),
    "person_decides": gettext_lazy("Somebody decides how to go on."),
    "call_agreed": gettext_lazy("A call was agreed on."),
    "worse": gettext_lazy("The patient said that it got worse: somebody calls at once."),
    "time_asked": gettext_lazy("The patient asked for a time, which you confirm."),
    "replied": gettext_lazy("The patient wrote back: somebody reads it first."),
    "no_consent": gettext_lazy("There is no consent to messages: somebody calls."),
    "prefers_phone": gettext_lazy("The patient wants to be called."),
    "prefers_letter": gettext_lazy("The patient wants letters: somebody calls."),
    "opted_out": gettext_lazy("The patient wants no messages: somebody calls, where that is allowed."),
    "bounced": gettext_lazy("Neither number nor address took the last message: somebody calls."),
    "no_address": gettext_lazy("Neither a number nor an e-mail address is known: somebody calls."),
    "reminded": gettext_lazy("No further reminder is due before the visit."),
    "not_wanted": gettext_lazy("The patient wants no reminders."),
}
"""Why nothing more goes out, by the codes of `rules.cadence`."""
WHAT_STOPS = (
    gettext_lazy("The patient books: from then on only the reminders of the visit."),
    gettext_lazy("They write STOP, or take their consent back: nothing more on that channel; the other one, or a call."),
    gettext_lazy("They write back, ask for a time or for a call, or say that it got worse: a person goes on."),
    gettext_lazy("A number is wrong, or refuses a message: the other channel, or a call."),
    gettext_lazy("The referral is declined or cancelled, or the patient has died: nothing more, and nobody calls."),
)
"""What ends the steps of a plan, for whoever writes one."""


def step_words(kind: str) -> Any:
    """What a step of a plan, or a reminder, is called."""
    return _OF_A_PLAN.get(kind) or name_of(kind)
