"""One referral comes in: patient, referral, history, audit, messages and their jobs, in one commit."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import holidays
import psycopg
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bridgework.actions.submit_referral import submit_referral
from bridgework.cli.benchmark.legs import Operation, Preparation
from bridgework.cli.benchmark.network import FAMILY, GIVEN, Network
from bridgework.cli.benchmark.past import CASES
from bridgework.rules.case import clean
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.summary import summarize
from bridgework.rules.urgency import decide_urgency

INSERTS = {
    "patient": """
        INSERT INTO records_patient (id, practice_id, family_name, given_name, birth_date, phone, email, language, interpreter,
            preferred_channel, zip, may_contact, consent_at, consent_source, is_nervous, created_at)
        VALUES (%(patient)s, %(sender)s, %(family)s, %(given)s, %(born)s, %(phone)s, '', 'en', false, 'sms', '60601', true, %(now)s,
            %(source)s, false, %(now)s)""",
    "consents": """
        INSERT INTO records_contactconsent (id, patient_id, practice_id, channel, address, is_given, at, source, wording, way)
        VALUES (%(first_consent)s, %(patient)s, %(sender)s, 'sms', %(phone)s, true, %(now)s, %(source)s, %(wording)s, 'fhir'),
            (%(second_consent)s, %(patient)s, %(sender)s, 'email', '', true, %(now)s, %(source)s, %(wording)s, 'fhir')""",
    "referral": """
        INSERT INTO records_referral (id, submission_key, patient_id, sender_practice_id, referring_provider_id, recipient_practice_id,
            started_by_id, way, specialty, teeth, "case", reason, state, tier, tier_reasons, version, owner_side, desk_practice_id, next_step,
            due_at, created_at, sent_at, respond_by, records_asked, records_asked_note, records_complete, another_visit_needed,
            cancel_reason, decline_reason, decline_note, no_visit_reason, previous_link)
        VALUES (%(referral)s, %(key)s, %(patient)s, %(sender)s, %(provider)s, %(recipient)s, %(person)s, 'fhir', %(specialty)s, %(teeth)s,
            %(case)s::jsonb, %(reason)s, '2.0', %(tier)s, %(tier_reasons)s, 1, 'recipient', %(recipient)s, 'review', %(due)s, %(now)s, %(now)s,
            %(due)s, '{}', '', true, false, '', '', '', '', '')""",
    "chase": """
        INSERT INTO records_recordschase (referral_id, began_at, reminders, next_at, ended_because)
        VALUES (%(referral)s, %(now)s, 0, %(due)s, '')""",
    "events": """
        INSERT INTO records_referralevent (id, referral_id, at, kind, move_number, state_from, state_to, person_id, practice_id, who, way,
            details)
        VALUES (%(started)s, %(referral)s, %(now)s, 'started', NULL, '', '', %(person)s, %(sender)s, %(who)s, 'fhir', '{}'),
            (%(sent)s, %(referral)s, %(now)s, 'sent', 1, 'draft', '2.0', %(person)s, %(sender)s, %(who)s, 'fhir', %(details)s)""",
    "audit": """
        INSERT INTO records_accessrecord (id, at, act, what, person_id, practice_id, who, way, referral_ids)
        VALUES (%(access)s, %(now)s, 'write', 'submit_referral', %(person)s, %(sender)s, %(who)s, 'fhir', %(referrals)s)""",
    "messages": """
        INSERT INTO records_plannedmessage (id, referral_id, kind, occasion, recipient, practice_id, channel, language, address, facts,
            status, due_at, created_at, changed_at, tries)
        VALUES (%(receipt)s, %(referral)s, 'receipt_to_sender', %(occasion)s, 'sender', %(sender)s, 'email', 'en', 'desk@practice.example',
                %(facts)s, 'planned', %(now)s, %(now)s, %(now)s, 0),
            (%(notice)s, %(referral)s, 'new_referral', %(occasion)s, 'desk', %(recipient)s, 'email', 'en', 'desk@practice.example',
                %(facts)s, 'planned', %(now)s, %(now)s, %(now)s, 0)""",
    "jobs": """
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args)
        VALUES ('default', 'bridgework.jobs.send_message', 0, %(first_job)s), ('default', 'bridgework.jobs.send_message', 0, %(second_job)s)""",
}


class Arrivals:
    """What comes in at one client: a random patient of a random practice, for one of the receiving ones."""

    def __init__(self, network: Network, client: int) -> None:
        self.network, self.random = network, Random(f"intake {client} {os.getpid()}")

    def next(self) -> tuple[Any, Any, PatientEntry, dict[str, Any], list[str]]:
        random, network = self.random, self.network
        patient = PatientEntry(
            given_name=random.choice(GIVEN),
            family_name=random.choice(FAMILY),
            birth_date=date(1940, 1, 1) + timedelta(days=random.randrange(30_000)),
            phone=f"+1{random.randrange(2_010_000_000, 9_890_000_000)}",
            zip="60601",
            may_contact=True,
        )
        recipient = random.choices(network.receivers, cum_weights=network.receiver_shares)[0]
        return random.choice(network.senders), recipient, patient, random.choice(INCOMING), [str(random.randrange(1, 33))]


def ours(network: Network) -> Preparation:
    """The action, as an outside system's referral would run it."""
    holidays.country_holidays("US")  # loads 280 files: here once, and not in every client

    def prepare(client: int) -> Operation:
        arrivals = Arrivals(network, client)
        viewers = {office.id: office.viewer("referrer") for office in network.senders}

        def take_in() -> object:
            sender, recipient, patient, case, teeth = arrivals.next()
            return submit_referral(
                viewers[sender.id],
                patient=patient,
                case=case,
                teeth=teeth,
                recipient_practice_id=UUID(recipient.id),
                referring_provider_id=UUID(sender.providers[0]),
                submission_key=uuid4(),
                now=datetime.now(UTC),
                way="fhir",
            )

        return take_in

    return prepare


def bare(network: Network) -> Preparation:
    """The same rows by prepared statements and nothing else: no look first, no lock, no decision."""

    def prepare(client: int) -> Operation:
        arrivals = Arrivals(network, client)
        connection = psycopg.connect(as_application())
        connection.prepare_threshold = 0
        decided = {id(case): _decided(case) for case in INCOMING}

        def write() -> None:
            sender, recipient, patient, case, teeth = arrivals.next()
            now = datetime.now(UTC)
            names = ("patient", "first_consent", "second_consent", "referral", "started", "sent", "access", "receipt", "notice")
            values: dict[str, Any] = {name: uuid7() for name in names} | decided[id(case)]
            due = now + timedelta(days=1)
            facts = {
                "number": 100001,
                "practice": recipient.name,
                "phone": "+13125550100",
                "practice_zone": "America/Chicago",
                "sender": sender.name,
                "respond_by": due.isoformat(),
                "zone": "America/Chicago",
                "on_network": True,
            }
            values |= {
                "sender": sender.id,
                "recipient": recipient.id,
                "provider": sender.providers[0],
                "person": sender.people["referrer"],
                "specialty": recipient.specialty,
                "family": patient.family_name,
                "given": patient.given_name,
                "born": patient.birth_date,
                "phone": patient.phone,
                "who": f"Referrer of {sender.name}",
                "source": f"told Referrer of {sender.name}",
                "wording": CONSENT_WORDING,
                "key": uuid4(),
                "teeth": teeth,
                "now": now,
                "due": due,
                "details": Jsonb({"to": recipient.name, "files": 0, "respond_by": due.isoformat()}),
                "referrals": [values["referral"]],
                "occasion": str(values["sent"]),
                "facts": Jsonb(facts),
                "first_job": Jsonb({"message_id": str(values["receipt"])}),
                "second_job": Jsonb({"message_id": str(values["notice"])}),
            }
            with connection.transaction():
                for statement in INSERTS.values():
                    connection.execute(statement, values)

        return write

    return prepare


def as_application() -> str:
    """The connection string of the role that the program itself has."""
    from django.db import connection

    settings = connection.settings_dict
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {key: settings[name] for name, key in names.items() if settings[name]}
    given |= {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    return psycopg.conninfo.make_conninfo("", **given)


def _decided(given: dict[str, Any]) -> dict[str, Any]:
    """What the rules make of a case, worked out beforehand: the bare leg only writes."""
    case, _ = clean(given)
    urgency = decide_urgency(case["findings"], case["procedure"], ["30"])
    return {
        "case": json.dumps(case),
        "reason": summarize(case),
        "tier": urgency.tier,
        "tier_reasons": [reason.sentence for reason in urgency.reasons],
    }


INCOMING = tuple(case for case in CASES if _decided(case)["tier"] == "urgent")
"""Nothing is chased of an emergency, and an elective patient is written to when the day begins: of these, every referral writes the same rows."""
