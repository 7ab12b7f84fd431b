"""The facts that the database itself holds, by name, and the refusal that a violation becomes.

They are the backstop, not the method: actions lock and check first. A name here is the name in PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from django.db import IntegrityError

from bridgework.rules.refusals import MoveNotAllowed, NotComplete, ReferralChanged, Refusal, SlotTaken

OPEN_REFERRAL_HAS_NEXT_STEP = "open_referral_has_next_step"
CLOSED_REFERRAL_IS_ENDED = "closed_referral_is_ended"
SENT_REFERRAL_HAS_RECIPIENT = "sent_referral_has_recipient"
REFERRAL_HAS_TWO_PRACTICES = "referral_has_two_practices"
REFERRAL_SUBMITTED_ONCE = "referral_submitted_once"
REFERRAL_STATE_KNOWN = "referral_state_known"
PROVIDER_NOT_DOUBLE_BOOKED = "provider_not_double_booked"
OPERATORY_NOT_DOUBLE_BOOKED = "operatory_not_double_booked"
ONE_STANDING_FEED = "one_standing_feed"
ONE_BUSY_CALENDAR = "one_busy_calendar"
ONE_BOOKED_VISIT = "one_booked_visit"
HELD_TIME_EXPIRES = "held_time_expires"
VISIT_ENDS_AFTER_IT_STARTS = "visit_ends_after_it_starts"
MESSAGE_PLANNED_ONCE = "message_planned_once"
REPORT_VERSION_ONCE = "report_version_once"
OPEN_INTAKE_HAS_NEXT_STEP = "open_intake_has_next_step"
INTAKE_ONCE = "intake_once"
FORM_QUESTION_VERSION_ONCE = "form_question_version_once"
ONE_CURRENT_FORM_QUESTION = "one_current_form_question"
CHASE_HAS_A_NEXT = "chase_has_a_next"
GUEST_REFERRAL_IS_CONFIRMED = "guest_referral_is_confirmed"
GUEST_TOLD_ONCE = "guest_told_once"
PRACTICE_TOLD_ONCE = "practice_told_once"
MESSAGE_IS_ABOUT_SOMETHING = "message_is_about_something"
MERGE_IS_FLAT = "merge_is_flat"
MERGE_HAS_TWO_ENTRIES = "merge_has_two_entries"
MERGED_ONCE = "merged_once"
CONTACT_CAN_BE_REACHED = "contact_can_be_reached"
ONE_CONTACT = "one_contact"
PROXY_PLACE_ONCE = "proxy_place_once"
COVERAGE_PLACE_ONCE = "coverage_place_once"
TEMPLATE_NAME_ONCE = "template_name_once"
FAVORITE_ONCE = "favorite_once"
KNOWN_ONCE = "known_once"
COMPARED_ONCE = "compared_once"
PAIR_ONCE = "pair_once"
PAIR_HAS_TWO_ENTRIES = "pair_has_two_entries"
PAIR_IS_ANSWERED_AT_A_TIME = "pair_is_answered_at_a_time"
DIRECTORY_VALUE_ONCE = "directory_value_once"
INVITED_ONCE = "invited_once"
INVITES_ANOTHER = "invites_another"
ONE_CALL_AT_A_TIME = "one_call_at_a_time"
CALL_CLAIM_EXPIRES = "call_claim_expires"
CALL_HAS_A_TIME = "call_has_a_time"
WAITING_ENDS_WITH_A_REASON = "waiting_ends_with_a_reason"
ESCALATED_ONCE = "escalated_once"
STAND_IN_IS_ANOTHER = "stand_in_is_another"
STAND_IN_ENDS_AFTER_IT_STARTS = "stand_in_ends_after_it_starts"
INSTRUCTIONS_ONCE = "instructions_once"
CADENCE_POLICY_VERSION_ONCE = "cadence_policy_version_once"
ONE_CADENCE_POLICY_IN_FORCE = "one_cadence_policy_in_force"
RUNNING_CADENCE_HAS_A_NEXT = "running_cadence_has_a_next"
WORDING_VERSION_ONCE = "wording_version_once"
ONE_WORDING_IN_FORCE = "one_wording_in_force"
ONE_WORDING_DRAFT = "one_wording_draft"
WORDING_APPROVED_BY_ANOTHER = "wording_approved_by_another"
WORDING_APPROVAL_IS_WHOLE = "wording_approval_is_whole"
TRIAL_ENDS_AFTER_IT_STARTS = "trial_ends_after_it_starts"
OPTED_OUT_ONCE = "opted_out_once"
RECEIVED_ONCE = "received_once"
PICTURE_RECEIVED_ONCE = "picture_received_once"
TEXT_NUMBER_ONCE = "text_number_once"
WAITING_REPLY_HAS_A_DESK = "waiting_reply_has_a_desk"

REFUSALS: dict[str, Refusal] = {
    OPEN_REFERRAL_HAS_NEXT_STEP: MoveNotAllowed("An open referral needs a next step with an owner and a due time. Nothing was changed."),
    PROVIDER_NOT_DOUBLE_BOOKED: SlotTaken("That time has just been taken. Nothing was changed; please choose another time."),
    OPERATORY_NOT_DOUBLE_BOOKED: SlotTaken("The room of that time has just been taken. Nothing was changed; please choose another time."),
    ONE_STANDING_FEED: ReferralChanged("A calendar address was made for this clinician a moment ago. Nothing was changed."),
    ONE_BUSY_CALENDAR: ReferralChanged("A calendar was connected for this clinician a moment ago. Nothing was changed."),
    ONE_BOOKED_VISIT: SlotTaken("A visit is already booked for this referral. Move that one instead."),
    REFERRAL_SUBMITTED_ONCE: ReferralChanged("This referral was already started in another window. Nothing was lost."),
    REPORT_VERSION_ONCE: ReferralChanged("Somebody else saved this report a moment ago. What you typed is still on the page."),
    TEMPLATE_NAME_ONCE: NotComplete("Not saved yet.", {"name": "There is a template of that name already."}),
    ONE_CALL_AT_A_TIME: MoveNotAllowed("You are on another call already. Say what came of that one first."),
    MERGE_IS_FLAT: MoveNotAllowed("One of these entries was joined with another in the meantime. Nothing was changed."),
    MERGED_ONCE: MoveNotAllowed("One of these entries was joined with another in the meantime. Nothing was changed."),
    CONTACT_CAN_BE_REACHED: NotComplete(
        "Whoever is contacted for the patient needs a birth date, and a phone number or e-mail address.",
        {"proxy_phone": "Give a phone number or an e-mail address, and the birth date that opens the link."},
    ),
    ONE_CONTACT: NotComplete(
        "Messages go to one person.", {"proxy_is_contact": "Messages go to one person: choose who that is, and untick the other."}
    ),
    FORM_QUESTION_VERSION_ONCE: ReferralChanged("Somebody else changed this question a moment ago. What you typed is still on the page."),
    WORDING_VERSION_ONCE: ReferralChanged("Somebody else changed these words a moment ago. What you typed is still on the page."),
    ONE_WORDING_DRAFT: ReferralChanged("Somebody else changed these words a moment ago. What you typed is still on the page."),
    WORDING_APPROVED_BY_ANOTHER: MoveNotAllowed("Somebody else than the writer approves words."),
    CADENCE_POLICY_VERSION_ONCE: ReferralChanged("Somebody else changed this plan a moment ago. What you typed is still on the page."),
    ONE_CADENCE_POLICY_IN_FORCE: ReferralChanged("Somebody else changed this plan a moment ago. What you typed is still on the page."),
    TEXT_NUMBER_ONCE: NotComplete("Not saved. What you typed is still here.", {"text_number": "Another practice texts from this number."}),
    REFERRAL_HAS_TWO_PRACTICES: NotComplete("A practice cannot refer to itself.", {"recipient": "Choose another practice."}),
}


@contextmanager
def refusing() -> Iterator[None]:
    """Turns the violation of a named constraint into its refusal; any other database error passes unchanged."""
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        refusal = REFUSALS.get(name or "")
        if refusal is None:
            raise
        raise copy(refusal) from error  # a copy keeps what is wrong with each field
