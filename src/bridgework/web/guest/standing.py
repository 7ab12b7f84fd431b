"""Where a referral stands, told to the office that sent it: what is going on, and whose turn it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bridgework.lookups.referral import ReferralPage
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR


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
    names = {"practice": practice, "patient": patient, "provider": page.assigned_provider or practice}
    match page.next_step:
        case "review":
            return _("Being reviewed"), _("%(practice)s looks at the case and answers you.") % names
        case "send_records":
            return _("They need something from you"), _("%(practice)s cannot go on without it.") % names
        case "offer_times":
            return _("Accepted"), _("%(practice)s is finding a time with %(patient)s.") % names
        case "await_choice":
            return _("Accepted, times are offered"), _("%(patient)s is choosing a time.") % names
        case "confirm_time":
            return _("Accepted, a time is chosen"), _("%(practice)s confirms the time that %(patient)s asked for.") % names
        case "see_patient":
            return _("The visit is booked"), _("You get a report when %(patient)s has been seen.") % names
        case "rebook" | "book_next_visit":
            return _("A new time is needed"), _("%(practice)s is finding a time with %(patient)s.") % names
        case "send_report":
            return _("Seen, the report is being written"), _("You are told as soon as it is there.")
        case "answer_cancellation":
            return _("You asked to cancel"), _("%(practice)s confirms it, or answers with what was done.") % names
        case "acknowledge_decline":
            return _("They cannot take this referral"), _("Please tell %(patient)s, and say what happens next.") % names
        case "acknowledge_cancellation":
            return _("The referral is cancelled"), _("Please say what happens next.")
        case "deliver_report" | "acknowledge_report":
            return _("The report is here"), _("Please read it and confirm that you have it.")
    return _("Closed"), _closed(page, names)


def _closed(page: ReferralPage, names: dict[str, str]) -> str:
    if page.state == states.OUTCOME_SENT:
        return _("You have the report. Nothing is left to do.")
    return _("It ended without a report. Nothing is left to do.")
