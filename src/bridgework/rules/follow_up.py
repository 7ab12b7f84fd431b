"""Who is told what after something happened to a referral: one table. The words are in `messages/words`, the sending is a job's.

Only the message that an event causes at once; the cadence by day is not decided here. A patient's messages keep quiet hours, unless
they answer the patient's own act; offices are told at once. Source: US TCPA health-care exemption, as in `contact`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bridgework.rules.contact import Channel, decide_channel, earliest_sending

Recipient = Literal["sender", "patient", "desk"]


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the table: a kind of message to a recipient, and its purpose in words for the timeline."""

    kind: str
    recipient: Recipient
    purpose: str


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What decides about messages of an event. Times are UTC; `patient_zone` is a zone's name.

    `patient_may_be_contacted` is the patient's consent; `by_patient` says that the patient's own act caused the event;
    `has_visit` that a visit is or was booked.
    """

    now: datetime
    patient_zone: str
    preferred_channel: str = "sms"
    patient_phone: str = ""
    patient_email: str = ""
    patient_may_be_contacted: bool = False
    by_patient: bool = False
    has_visit: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A message to plan: never before `due_at` (UTC)."""

    kind: str
    recipient: Recipient
    channel: Channel
    due_at: datetime
    purpose: str


_BOOKED = Told("booked_to_sender", "sender", "the sender learns when the patient will be seen")
_CANCELLED = Told("cancelled_to_sender", "sender", "the sender learns that the visit or referral was cancelled")
_PICK = Told("pick_a_time", "patient", "the patient gets the link to pick a time")
_VISIT_CANCELLED = Told("visit_cancelled", "patient", "the patient learns that the visit was cancelled")
_REPORT = Told("report_to_sender", "sender", "the sender has the report of the visit")

AFTER: Mapping[str, tuple[Told, ...]] = {
    "sent": (
        Told("receipt_to_sender", "sender", "the sender has the receipt with the promised time"),
        Told("new_referral", "desk", "the receiving desk learns of a new referral"),
    ),
    "records_asked": (Told("records_needed", "sender", "the sender learns which records are needed"),),
    "records_supplied": (Told("records_arrived", "desk", "the receiving desk learns that the records are there"),),
    "accepted": (_PICK,),
    "declined": (Told("declined_to_sender", "sender", "the sender learns that it was declined, and why"),),
    "redirected": (Told("redirected_to_sender", "sender", "the sender learns where it was redirected to"),),
    "times_offered": (_PICK,),
    "link_sent": (_PICK,),
    "booked": (_BOOKED, Told("visit_booked", "patient", "the patient has the time and place of the visit")),
    "moved": (_BOOKED, Told("visit_moved", "patient", "the patient has the new time of the visit")),
    "visit_cancelled": (_CANCELLED, _VISIT_CANCELLED),
    "missed": (
        Told("missed_to_sender", "sender", "the sender learns that the patient did not come"),
        Told("visit_missed", "patient", "the patient is asked, without blame, to pick another time"),
    ),
    "cancelled": (_CANCELLED, _VISIT_CANCELLED),
    "interim_note": (_REPORT,),
    "reported": (_REPORT,),
}
"""What each event tells, and to whom."""


def plan_after(event: str, facts: MessageFacts) -> tuple[Plan, ...]:
    """The messages that an event causes, in the order of the table; none for an event that tells nobody anything.

    A patient without consent, or who can only be called or written to, gets none: a person calls instead.
    """
    planned: list[Plan] = []
    for told in AFTER.get(event, ()):
        if told.recipient != "patient":
            planned.append(Plan(told.kind, told.recipient, "email", facts.now, told.purpose))
            continue
        channel = decide_channel(facts.preferred_channel, facts.patient_phone, facts.patient_email)
        if not facts.patient_may_be_contacted or channel not in ("sms", "email") or (told is _VISIT_CANCELLED and not facts.has_visit):
            continue
        due_at = facts.now if facts.by_patient else earliest_sending(facts.now, facts.patient_zone)
        planned.append(Plan(told.kind, "patient", channel, due_at, told.purpose))
    return tuple(planned)
