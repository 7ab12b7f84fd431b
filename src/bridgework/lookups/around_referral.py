"""What of a referral, its patient and its practices decides about its messages. For the system only."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from bridgework.lookups.person import contact_of
from bridgework.records.models import Referral


class Around(NamedTuple):
    """What decides about a referral's messages, of the referral, its patient and its practices. Phone, e-mail and language are of whoever is
    written to, the time zone and the own number for text messages (if any) are the receiving practice's.
    """

    referral_id: UUID
    number: int
    patient_id: UUID
    sender_practice_id: UUID
    practice_id: UUID
    state: str
    tier: str
    specialty: str
    sent_at: datetime
    accepted_at: datetime | None
    respond_by: datetime | None
    wants_advice: bool
    undecided_since: datetime | None
    call_again_at: datetime | None
    call_tries: int
    call_wanted_at: datetime | None
    time_requested_at: datetime | None
    reply_waits_since: datetime | None
    zip: str
    is_nervous: bool
    deceased_on: date | None
    may_contact: bool
    preferred_channel: str
    reminders: str
    phone: str
    email: str
    language: str
    time_zone: str
    own_number: str


COLUMNS = (
    "pk",
    "number",
    "patient_id",
    "sender_practice_id",
    "recipient_practice_id",
    "state",
    "tier",
    "specialty",
    "sent_at",
    "accepted_at",
    "respond_by",
    "wants_advice",
    "undecided_since",
    "call_again_at",
    "call_tries",
    "call_wanted_at",
    "time_requested_at",
    "reply_waits_since",
    "patient__zip",
    "patient__is_nervous",
    "patient__deceased_on",
    "patient__may_contact",
    "patient__preferred_channel",
    "patient__reminders",
    "patient__phone",
    "patient__email",
    "patient__language",
    "recipient_practice__time_zone",
    "recipient_practice__text_number",
)
"""The columns of Around, from a referral."""


def around_of(referral: Referral) -> Around:
    """The same of a referral that is at hand, its changes perhaps not saved yet, with its patient and receiving practice."""
    patient, practice, contact = referral.patient, referral.recipient_practice, contact_of(referral.patient)
    assert practice is not None
    assert referral.sent_at is not None
    return Around(
        referral_id=referral.pk,
        number=referral.number,
        patient_id=referral.patient_id,
        sender_practice_id=referral.sender_practice_id,
        practice_id=practice.pk,
        state=referral.state,
        tier=referral.tier,
        specialty=referral.specialty,
        sent_at=referral.sent_at,
        accepted_at=referral.accepted_at,
        respond_by=referral.respond_by,
        wants_advice=referral.wants_advice,
        undecided_since=referral.undecided_since,
        call_again_at=referral.call_again_at,
        call_tries=referral.call_tries,
        call_wanted_at=referral.call_wanted_at,
        time_requested_at=referral.time_requested_at,
        reply_waits_since=referral.reply_waits_since,
        zip=patient.zip,
        is_nervous=patient.is_nervous,
        deceased_on=patient.deceased_on,
        may_contact=patient.may_contact,
        preferred_channel=patient.preferred_channel,
        reminders=patient.reminders,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        time_zone=practice.time_zone,
        own_number=practice.text_number,
    )
