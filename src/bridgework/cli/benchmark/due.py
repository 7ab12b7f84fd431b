"""Many referrals whose patients are to be told something now: copies of one that came through the actions, each of a patient of its own."""

from datetime import UTC, datetime, timedelta
from itertools import batched
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

CHUNK = 5000
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
COPIED = ("records_patient", "records_referral")
COPY = (
    """INSERT INTO records_patient SELECT (jsonb_populate_record(patient, jsonb_build_object(
        'id', keys.id, 'phone', '+1500' || (2000000 + %(first)s + keys.place)::text))).*
    FROM records_patient AS patient, unnest(%(patients)s::uuid[]) WITH ORDINALITY AS keys (id, place)
    WHERE patient.id = (SELECT patient_id FROM records_referral WHERE id = %(pattern)s)""",
    """INSERT INTO records_referral SELECT (jsonb_populate_record(referral, jsonb_build_object(
        'id', keys.own, 'submission_key', gen_random_uuid(), 'number', nextval('referral_number'), 'patient_id', keys.of,
        'sent_at', referral.sent_at + %(later)s, 'accepted_at', referral.accepted_at + %(later)s))).*
    FROM records_referral AS referral, unnest(%(referrals)s::uuid[], %(patients)s::uuid[]) AS keys (own, of)
    WHERE referral.id = %(pattern)s""",
    """INSERT INTO records_referralcadence SELECT (jsonb_populate_record(NULL::records_referralcadence, %(cadence)s || jsonb_build_object(
        'referral_id', keys.id, 'since', (%(cadence)s ->> 'since')::timestamptz + %(later)s,
        'started_on', (%(cadence)s ->> 'started_on')::date + %(later)s, 'next_at', (%(cadence)s ->> 'next_at')::timestamptz + %(later)s))).*
    FROM unnest(%(referrals)s::uuid[]) AS keys (id)""",
)
STORED = """
INSERT INTO records_plannedmessage (id, referral_id, kind, occasion, recipient, channel, language, address, facts, status, due_at, created_at,
    changed_at, tries)
SELECT gen_random_uuid(), id, 'bench', '', 'desk', 'email', 'en', 'desk@practice.example',
    '{"zone": "America/Chicago", "practice": "Bench Dental", "phone": "+13125550100", "practice_zone": "America/Chicago"}', 'sent',
    %(at)s, %(at)s, %(at)s, 0
FROM records_referral ORDER BY id DESC LIMIT %(size)s
"""


class Crowd:
    """Referrals like one that was accepted a while ago, in waves, made with the rights of the owner and without what triggers make of a row."""

    def __init__(self, owner_url: str, pattern: UUID) -> None:
        self.owner_url, self.pattern, self.made = owner_url, pattern, 0
        with psycopg.connect(owner_url) as owner:
            # Nothing is due but what a wave brings.
            owner.execute("UPDATE records_plannedmessage SET status = 'dropped' WHERE status = 'planned'")
            row = owner.execute(
                "DELETE FROM records_referralcadence AS cadence WHERE referral_id = %s RETURNING to_jsonb(cadence), next_at", [pattern]
            ).fetchone()
        assert row
        self.cadence, self.due_at = row

    def wave(self, size: int, *, days: int = 0) -> datetime:
        """So many referrals that were sent `days` later than the first wave; when the first step of all of them is due (UTC)."""
        later = timedelta(days=days)
        with psycopg.connect(self.owner_url, autocommit=True) as owner:
            self._triggers(owner, "DISABLE")
            for part in batched([(uuid7(), uuid7()) for _ in range(size)], CHUNK):
                values = {
                    "first": self.made,
                    "pattern": self.pattern,
                    "cadence": Jsonb(self.cadence),
                    "patients": [patient for patient, _ in part],
                    "referrals": [referral for _, referral in part],
                    "later": later,
                }
                for statement in COPY:
                    owner.execute(statement, values)
                self.made += len(part)
            self._triggers(owner, "ENABLE")
        due: datetime = self.due_at + later
        return due

    def _triggers(self, owner: psycopg.Connection, verb: str) -> None:
        for table in COPIED:
            owner.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")


def store_messages(owner_url: str, size: int) -> None:
    """As many messages as a bare leg takes, each of another referral; the leg makes them due."""
    with psycopg.connect(owner_url) as owner:
        owner.execute(STORED, {"at": LONG_AGO, "size": size})


def make_due(owner_url: str) -> None:
    """The stored messages wait to be sent."""
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE records_plannedmessage SET status = 'planned' WHERE kind = 'bench'")
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE records_plannedmessage")
