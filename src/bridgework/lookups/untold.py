"""Of what nobody was told: what happened lately, compared with the messages that were planned about it. For the system only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from bridgework.rules.facts import Viewer
from bridgework.rules.overlooked import GRACE, LOOKS_BACK, TELLS
from bridgework.rules.permissions import require_system

MOST = 500

OFFICES = """
SELECT event.referral_id, event.kind, event.id::text, wanted.recipient
FROM records_referralevent AS event
JOIN unnest(%(kinds)s::text[], %(recipients)s::text[]) AS wanted (kind, recipient) ON wanted.kind = event.kind
JOIN records_referral AS referral ON referral.id = event.referral_id
JOIN records_practice AS office
    ON office.id = CASE wanted.recipient WHEN 'sender' THEN referral.sender_practice_id ELSE referral.recipient_practice_id END
WHERE event.id > %(first)s AND event.at BETWEEN %(since)s AND %(until)s AND office.email <> ''
AND NOT (event.kind = 'accepted' AND referral.wants_advice)
AND NOT EXISTS (
    SELECT 1 FROM records_plannedmessage AS message
    WHERE message.referral_id = event.referral_id AND message.recipient = wanted.recipient
    AND (message.occasion = event.id::text OR message.created_at = event.at)
)
ORDER BY event.id LIMIT %(limit)s
"""
"""An event's key sorts by time, so that the last days are found by the index of keys. What happened in the same transaction as something else
(accepted by policy and booked, reminded) is told in one message."""

VISITS = """
SELECT visit.referral_id, 'booked', 'watch ' || visit.id::text, 'patient'
FROM records_appointment AS visit
JOIN records_referral AS referral ON referral.id = visit.referral_id AND referral.closed_at IS NULL
JOIN records_patient AS patient ON patient.id = referral.patient_id
WHERE visit.status = 'booked' AND visit.starts_at > %(now)s AND visit.changed_at BETWEEN %(since)s AND %(until)s
AND patient.may_contact AND patient.deceased_on IS NULL AND patient.preferred_channel IN ('sms', 'email')
AND (patient.phone <> '' OR patient.email <> '')
AND NOT EXISTS (
    SELECT 1 FROM records_plannedmessage AS message
    WHERE message.referral_id = visit.referral_id AND message.recipient = 'patient'
    AND message.kind IN ('visit_booked', 'visit_moved', 'visit_kept') AND (message.facts ->> 'starts_at')::timestamptz = visit.starts_at
)
AND NOT EXISTS (
    SELECT 1 FROM records_referralevent AS event
    WHERE event.referral_id = visit.referral_id AND event.kind = 'patient_not_reachable' AND event.at >= visit.changed_at
)
ORDER BY visit.id LIMIT %(limit)s
"""
"""A patient whom a message can reach knows of the visit that lies ahead, or a person was told to tell them."""


@dataclass(frozen=True, slots=True)
class Untold:
    """Something that happened and that one recipient (sender, desk or patient) has no message about; `occasion` as messages have it."""

    referral_id: UUID
    event: str
    occasion: str
    recipient: str


def find_untold(viewer: Viewer, *, now: datetime) -> tuple[Untold, ...]:
    """The first few hundred of the last days (`rules.overlooked.LOOKS_BACK`), the oldest first of each sort."""
    require_system(viewer)
    since = now - LOOKS_BACK
    pairs = [(event, recipient) for event, recipients in TELLS.items() for recipient in recipients]
    asked: dict[str, Any] = {
        "kinds": [event for event, _ in pairs],
        "recipients": [recipient for _, recipient in pairs],
        "first": UUID(int=int(since.timestamp() * 1000) << 80),
        "since": since,
        "until": now - GRACE,
        "now": now,
        "limit": MOST,
    }
    found: list[Untold] = []
    with connection.cursor() as cursor:
        for question in (OFFICES, VISITS):
            cursor.execute(question, asked)
            found += [Untold(*row) for row in cursor.fetchall()]
    return tuple(found)
