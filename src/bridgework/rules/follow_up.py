"""Who is told what after something happened to a referral: one table. The words are in `messages/words`, the sending is a job's.

Only the message that an event causes at once; the cadence by day is not decided here. A patient's messages keep quiet hours, unless
they answer the patient's own act; offices are told at once. Source: US TCPA health-care exemption, as in `contact`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bridgework.rules.contact import Channel, decide_channel, earliest_sending
from bridgework.rules.letters import goes_by_letter

Recipient = Literal["sender", "patient", "desk"]


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the table: a kind of message to a recipient, and its purpose in words for the timeline.

    `is_courtesy`: nobody calls where it cannot be told, and it is left out where the patient is written to often enough without it.
    """

    kind: str
    recipient: Recipient
    purpose: str
    is_courtesy: bool = False


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What decides about messages of an event. Times are UTC; `patient_zone` is a zone's name.

    `patient_may_be_contacted` is the patient's consent; `by_patient` says that the patient's own act caused the event;
    `has_visit` that the event is about a visit: one that is booked now, or that it took away, `visit_at` when that is; `has_hold` the same
    of a time that was held in the sender's chair, subject to review. `courtesy_fits`: one more message is within the caps; `stopped`: the
    channels on which the patient wants nothing from the practice.
    """

    now: datetime
    patient_zone: str
    preferred_channel: str = "sms"
    patient_phone: str = ""
    patient_email: str = ""
    patient_has_address: bool = False
    patient_may_be_contacted: bool = False
    by_patient: bool = False
    has_visit: bool = False
    visit_at: datetime | None = None
    has_hold: bool = False
    courtesy_fits: bool = False
    stopped: tuple[str, ...] = ()


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
_PAGE = Told("your_page", "patient", "the patient gets the link to their own page, which shows what comes next")
_VISIT_CANCELLED = Told("visit_cancelled", "patient", "the patient learns that the visit was cancelled")
_HELD = Told("visit_held", "patient", "the patient has the time that is held, and knows that it is not sure before the review")
_HOLD_RELEASED = Told("hold_released", "patient", "the patient learns that the held time is not held any more")
_KEPT = Told("visit_kept", "patient", "the patient learns that the visit stays when it was, and the other time is not theirs")
_RECEIVED = Told("received", "patient", "the patient knows that the referral is there, and what comes next", is_courtesy=True)
_RECEIPT = Told("receipt_to_sender", "sender", "the sender has the receipt with the promised time")
_NEW = Told("new_referral", "desk", "the receiving desk learns of a new referral")
_REPORT = Told("report_to_sender", "sender", "the sender has the report of the visit")

AFTER: Mapping[str, tuple[Told, ...]] = {
    "sent": (_RECEIPT, _NEW, _RECEIVED),
    "sent_with_time": (_RECEIPT, _NEW, _HELD),
    "sent_for_advice": (_RECEIPT, Told("new_advice_request", "desk", "the receiving desk learns that advice is asked for")),
    "time_held": (_HELD,),
    "hold_released": (_HOLD_RELEASED,),
    "records_asked": (
        Told("records_needed", "sender", "the sender learns which records are needed"),
        Told("records_awaited", "patient", "the patient knows what the office waits for", is_courtesy=True),
    ),
    "records_reminded": (Told("records_reminder", "sender", "the sender is reminded of the records that are still missing"),),
    "records_supplied": (Told("records_arrived", "desk", "the receiving desk learns that the records are there"),),
    "accepted": (Told("accepted_to_sender", "sender", "the sender learns that it was accepted, and what comes next"), _PICK),
    "declined": (Told("declined_to_sender", "sender", "the sender learns that it was declined, and why"), _VISIT_CANCELLED, _HOLD_RELEASED),
    "redirected": (
        Told("redirected_to_sender", "sender", "the sender learns where it was redirected to"),
        _VISIT_CANCELLED,
        _HOLD_RELEASED,
    ),
    "times_offered": (_PICK,),
    "link_sent": (_PICK,),
    "page_sent": (_PAGE,),  # a link that is sent while there is no time to pick: before acceptance, or with a visit booked
    "booked": (_BOOKED, Told("visit_booked", "patient", "the patient has the time and place of the visit")),
    "moved": (_BOOKED, Told("visit_moved", "patient", "the patient has the new time of the visit")),
    "visit_kept": (_KEPT,),
    "visit_cancelled": (_CANCELLED, _VISIT_CANCELLED),
    "missed": (
        Told("missed_to_sender", "sender", "the sender learns that the patient did not come"),
        Told("visit_missed", "patient", "the patient is asked, without blame, to pick another time"),
    ),
    "missed_again": (Told("missed_to_sender", "sender", "the sender learns that the patient did not come"),),
    "wrong_number": (Told("number_needed_to_sender", "sender", "the sender is asked for the patient's right number"),),
    "patient_worse": (Told("patient_worse_to_desk", "desk", "the receiving desk learns that a patient is to be called now"),),
    "wait_list_joined": (Told("wait_list", "patient", "the patient knows that an earlier time will be offered", is_courtesy=True),),
    "seen": (Told("after_care", "patient", "the patient has the notes for the next days", is_courtesy=True),),
    "earlier_offered": (Told("earlier_time", "patient", "the patient learns that an earlier time is free"),),
    "cancelled": (_CANCELLED, _VISIT_CANCELLED, _HOLD_RELEASED),
    "interim_note": (_REPORT,),
    "reported": (
        _REPORT,
        _VISIT_CANCELLED,
        _HOLD_RELEASED,
        Told("report_sent", "patient", "the patient knows that the report is with the office that sent them", is_courtesy=True),
    ),
    "advised": (Told("advice_to_sender", "sender", "the sender has the advice"), _VISIT_CANCELLED, _HOLD_RELEASED),
    "guest_link_sent": (Told("follow_link_to_sender", "sender", "a sender without an account gets the link to follow the referral"),),
}
"""What each event tells, and to whom."""

_COURTESIES = frozenset({"received", "records_awaited", "wait_list"})
_BEFORE_A_VISIT = _COURTESIES | frozenset(
    {
        "your_page",
        "visit_held",
        "hold_released",
        "pick_a_time",
        "visit_missed",
        "visit_booked",
        "visit_moved",
        "visit_kept",
        "visit_cancelled",
        "earlier_time",
    }
)
"""What a visit that is booked, or moved, makes untrue."""
OUTDATED_BY: Mapping[str, frozenset[str]] = {
    "received": frozenset(),
    "records_awaited": frozenset({"received", "records_awaited"}),
    "wait_list": frozenset({"wait_list"}),
    "after_care": frozenset(),
    "report_sent": frozenset({"after_care"}),
    "your_page": _COURTESIES | {"your_page"},
    "visit_held": frozenset({"your_page", "visit_held", "hold_released"}),
    "hold_released": frozenset({"visit_held"}),
    "pick_a_time": _COURTESIES | {"your_page", "pick_a_time"},
    "earlier_time": frozenset({"earlier_time"}),
    "visit_missed": frozenset({"your_page", "visit_held", "pick_a_time", "visit_missed", "visit_booked", "visit_moved", "earlier_time"}),
    "visit_kept": frozenset({"visit_kept"}),
    "visit_booked": _BEFORE_A_VISIT,
    "visit_moved": _BEFORE_A_VISIT,
    "visit_cancelled": _BEFORE_A_VISIT - {"hold_released"},
}
"""Messages to the patient that were planned before and are no longer true, by the kind that is planned now. A visit's cancellation is never
replaced by a mere link: the patient must not come in vain."""


def plan_after(event: str, facts: MessageFacts) -> tuple[Plan, ...]:
    """The messages that an event causes, in the order of the table; none for an event that tells nobody anything.

    A patient without consent, or who can only be called, gets none: a person calls instead.
    """
    planned: list[Plan] = []
    for told in AFTER.get(event, ()):
        if told.recipient != "patient":
            planned.append(Plan(told.kind, told.recipient, "email", facts.now, told.purpose))
            continue
        if told.is_courtesy and not facts.courtesy_fits:
            continue
        channel = _channel(told, facts)
        if channel is not None and channel != "phone" and facts.patient_may_be_contacted and _concerns(told, facts):
            due_at = facts.now if facts.by_patient or channel == "letter" else earliest_sending(facts.now, facts.patient_zone)
            planned.append(Plan(told.kind, "patient", channel, due_at, told.purpose))
    return tuple(planned)


def has_courtesy(event: str) -> bool:
    """Whether the event has something to tell the patient that can as well be left out."""
    return any(told.is_courtesy for told in AFTER.get(event, ()))


def tells_patient(event: str) -> bool:
    """Whether the event may have something to tell the patient, so that the patient's facts are needed."""
    return any(told.recipient == "patient" for told in AFTER.get(event, ()))


def why_not_reachable(event: str, facts: MessageFacts) -> str:
    """Why no message can tell the patient of the event, so that a person must: no_consent, prefers_phone, no_address; "" otherwise.

    Whose own act it was knows of it.
    """
    must_hear = (told for told in AFTER.get(event, ()) if told.recipient == "patient" and not told.is_courtesy)
    told = next((told for told in must_hear if _concerns(told, facts)), None)
    if facts.by_patient or told is None:
        return ""
    channel = _channel(told, facts)
    if channel is None:
        return "no_address"
    if not facts.patient_may_be_contacted:
        return "no_consent"
    return "prefers_phone" if channel == "phone" else ""


def kinds_outdated_by(event: str, facts: MessageFacts) -> frozenset[str]:
    """The kinds of messages to the patient that must not go out any more once this event has happened."""
    kinds = [told.kind for told in AFTER.get(event, ()) if told.recipient == "patient"]
    if "visit_cancelled" in kinds and not facts.has_visit:
        return OUTDATED_BY["visit_cancelled"] - {"visit_cancelled"}
    return frozenset().union(*(OUTDATED_BY[kind] for kind in kinds))


def _channel(told: Told, facts: MessageFacts) -> Channel | None:
    """None where nothing reaches the patient, or not in time."""
    by_letter = facts.patient_has_address and goes_by_letter(told.kind, facts.visit_at, facts.now)
    channel = decide_channel(
        facts.preferred_channel, facts.patient_phone, facts.patient_email, has_address=by_letter, stopped=facts.stopped
    )
    return None if channel == "letter" and not by_letter else channel


def _concerns(told: Told, facts: MessageFacts) -> bool:
    if told in (_HELD, _HOLD_RELEASED):
        return facts.has_hold
    return told is not _VISIT_CANCELLED or facts.has_visit
