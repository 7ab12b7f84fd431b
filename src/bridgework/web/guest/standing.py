"""Where a referral stands, told to the office that sent it: what is going on, and whose turn it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.lookups.referral import ReferralPage
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR

_FINDING_A_TIME = gettext_lazy("%(practice)s is finding a time with %(patient)s.")
_REPORT = (gettext_lazy("The report is here"), gettext_lazy("Please read it and confirm that you have it."))
_NEW_TIME = (gettext_lazy("A new time is needed"), _FINDING_A_TIME)
WORDS = {
    "review": (gettext_lazy("Being reviewed"), gettext_lazy("%(practice)s looks at the case and answers you.")),
    "send_records": (gettext_lazy("They need something from you"), gettext_lazy("%(practice)s cannot go on without it.")),
    "offer_times": (gettext_lazy("Accepted"), _FINDING_A_TIME),
    "await_choice": (gettext_lazy("Accepted, times are offered"), gettext_lazy("%(patient)s is choosing a time.")),
    "confirm_time": (
        gettext_lazy("Accepted, a time is chosen"),
        gettext_lazy("%(practice)s confirms the time that %(patient)s asked for."),
    ),
    "see_patient": (gettext_lazy("The visit is booked"), gettext_lazy("You get a report when %(patient)s has been seen.")),
    "rebook": _NEW_TIME,
    "book_next_visit": _NEW_TIME,
    "send_report": (gettext_lazy("Seen, the report is being written"), gettext_lazy("You are told as soon as it is there.")),
    "answer_cancellation": (
        gettext_lazy("You asked to cancel"),
        gettext_lazy("%(practice)s confirms it, or answers with what was done."),
    ),
    "acknowledge_decline": (
        gettext_lazy("They cannot take this referral"),
        gettext_lazy("Please tell %(patient)s, and say what happens next."),
    ),
    "acknowledge_cancellation": (gettext_lazy("The referral is cancelled"), gettext_lazy("Please say what happens next.")),
    "deliver_report": _REPORT,
    "acknowledge_report": _REPORT,
}
"""Heading and sentence, by what is done next."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A heading, a sentence under it, and whether the office itself has to do something."""

    title: str
    text: str
    is_yours: bool


def standing_of(page: ReferralPage) -> Standing:
    """The standing in plain words."""
    title, text = _words(page, page.recipient.name if page.recipient else "", page.patient.given_name)
    return Standing(title, text, page.owner_side == INITIATOR and page.next_step is not None)


def _words(page: ReferralPage, practice: str, patient: str) -> tuple[str, str]:
    names = {"practice": practice, "patient": patient}
    if page.next_step not in WORDS:
        return _("Closed"), _closed(page)
    title, text = WORDS[page.next_step]
    return str(title), str(text) % names


def _closed(page: ReferralPage) -> str:
    if page.state == states.OUTCOME_SENT:
        return _("You have the report. Nothing is left to do.")
    return _("It ended without a report. Nothing is left to do.")
