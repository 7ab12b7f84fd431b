"""A clinic with many clinicians for the benchmark of bookings, and accepted referrals to it, as many as are asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection

from bridgework.actions.accept_referral import accept_referral
from bridgework.actions.add_operatory import add_operatory
from bridgework.actions.set_up_practice import NewHours, NewLocation, NewPerson, NewPractice, set_up_practice
from bridgework.actions.submit_referral import submit_referral
from bridgework.cli.benchmark.network import ZONE, Network
from bridgework.cli.benchmark.past import CASES
from bridgework.rules.facts import ROLES, SYSTEM, Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.proposed_visits import NewVisitType

PLACE = "Main office"
BORN = date(1980, 1, 1)
KIND = NewVisitType("First visit", "Primera visita", 40, 5)


@dataclass(frozen=True, slots=True)
class Clinic:
    """A practice that sees patients from Monday to Friday, 8 to 17. Keys as the actions want them."""

    id: UUID
    desk: Viewer
    providers: tuple[UUID, ...]
    location: UUID
    kind: UUID


def set_up_clinic(name: str, providers: int, now: datetime, *, shared_rooms: int = 0, zone: str = ZONE) -> Clinic:
    """A new clinic. The first `shared_rooms` pairs of clinicians share an operatory each."""
    slug = f"bench-{uuid4().hex[:12]}"
    people = [NewPerson(f"Dr. {name} {number + 1:03}", credentials="DDS", roles=()) for number in range(providers)]
    desk = NewPerson(f"Desk of {name}", f"desk@{slug}.example", tuple(role for role in ROLES if role != "clinician"))
    added = set_up_practice(
        SYSTEM,
        NewPractice(
            slug=slug,
            name=f"{name} {slug[-4:]}",
            specialty="endodontics",
            phone="+13125550100",
            email=f"desk@{slug}.example",
            time_zone=zone,
            hours={str(day): [["08:00", "17:00"]] for day in range(5)},
            receives=True,
            locations=(NewLocation(PLACE, "1 Main Street", "Port Ellery", "IL", "60601", "+13125550101"),),
            people=(*people, desk),
            visit_types=(KIND,),
            availability=tuple(NewHours(person.name, PLACE, (0, 1, 2, 3, 4), time(8), time(17)) for person in people),
        ),
        now=now,
    )
    viewer = Viewer(
        kind="staff",
        name=desk.name,
        way="portal",
        person_id=added.people[desk.name],
        practice_id=added.practice.pk,
        practice_name=added.practice.name,
        roles=frozenset(desk.roles),
    )
    location = UUID(str(_one("SELECT id FROM records_location WHERE practice_id = %s", added.practice.pk)))
    keys = tuple(added.clinicians[person.name] for person in people)
    for pair in range(shared_rooms):
        room = add_operatory(viewer, location_id=location, name=f"Operatory {pair + 1}", now=now)
        with connection.cursor() as cursor:
            pair_of = list(keys[2 * pair : 2 * pair + 2])
            cursor.execute("UPDATE records_availability SET operatory_id = %s WHERE provider_id = ANY(%s)", [room.pk, pair_of])
    return Clinic(added.practice.pk, viewer, keys, location, added.visit_types[KIND.name])


def _one(question: str, *values: Any) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def accepted_referral(network: Network, clinic: Clinic, number: int, now: datetime) -> UUID:
    """One referral of the network, sent and accepted through the actions."""
    sender = network.senders[number % len(network.senders)]
    return accepted_from(sender.viewer("referrer"), UUID(sender.providers[0]), clinic, patient_of(number), now)


def patient_of(number: int) -> PatientEntry:
    """An invented patient, another one for each number."""
    return PatientEntry(
        given_name=f"Patient{number}",
        family_name=f"Bench{number:05}",
        birth_date=BORN + timedelta(days=number),
        phone=f"+1312555{number % 10_000:04}",
        zip="60601",
        may_contact=True,
    )


def accepted_from(sender: Viewer, referring_provider_id: UUID, clinic: Clinic, patient: PatientEntry, now: datetime) -> UUID:
    """One referral of that sender, sent and accepted through the actions."""
    sent = submit_referral(
        sender,
        patient=patient,
        case=CASES[0],  # in no hurry: the steps of one day are due on no other
        teeth=["30"],
        recipient_practice_id=clinic.id,
        referring_provider_id=referring_provider_id,
        submission_key=uuid4(),
        now=now,
    )
    return accept_referral(clinic.desk, sent.pk, now=now + timedelta(minutes=5)).pk


def copy_referral_rows(owner_url: str, referral_id: UUID, copies: int) -> list[UUID]:
    """As many referrals like that one, row by row, without what triggers make of a row; of different patients where there are so many."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("ALTER TABLE records_referral DISABLE TRIGGER USER")
        rows = owner.execute(
            """
            INSERT INTO records_referral SELECT (jsonb_populate_record(referral, jsonb_build_object(
                'id', gen_random_uuid(), 'submission_key', gen_random_uuid(), 'number', nextval('referral_number'),
                'patient_id', patient.id, 'sender_practice_id', patient.practice_id))).*
            FROM records_referral AS referral
            CROSS JOIN (SELECT id, practice_id FROM records_patient WHERE phone <> '' LIMIT %(copies)s) AS patient
            CROSS JOIN generate_series(1, 1 + %(copies)s / greatest(1, (SELECT count(*) FROM records_patient WHERE phone <> '')))
            WHERE referral.id = %(pattern)s
            LIMIT %(copies)s RETURNING id
            """,
            {"copies": copies, "pattern": referral_id},
        ).fetchall()
        owner.execute("ALTER TABLE records_referral ENABLE TRIGGER USER")
    return [row[0] for row in rows]
