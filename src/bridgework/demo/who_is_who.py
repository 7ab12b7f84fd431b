"""Tells the mailbox-and-phone page whose number and address is whose, so that it shows names."""

import os
from pathlib import Path

from django.db import connection

from bridgework.demo.standins.store import Person, Store

PEOPLE = """
SELECT name, phone, email, role FROM (
    SELECT given_name || ' ' || family_name AS name, phone, email, 'patient' AS role, 1 AS part, created_at AS since FROM records_patient
    UNION ALL
    SELECT proxy.given_name || ' ' || proxy.family_name, proxy.phone, proxy.email,
           'speaks for ' || patient.given_name || ' ' || patient.family_name, 1, patient.created_at
    FROM records_proxy AS proxy JOIN records_patient AS patient ON patient.id = proxy.patient_id
    UNION ALL
    SELECT person.name, '', person.email, string_agg(practice.name, ', ' ORDER BY practice.name), 0, min(practice.created_at)
    FROM records_person AS person JOIN records_membership AS place ON place.person_id = person.id
    JOIN records_practice AS practice ON practice.id = place.practice_id GROUP BY person.id
    UNION ALL
    SELECT name, '', email, 'practice', 0, created_at FROM records_practice
) AS everybody ORDER BY part, since DESC, name
"""


def tell_mailbox() -> None:
    """Writes everybody into the store beside the product's other state; without one (a load outside `up`) nobody reads it."""
    state = os.environ.get("BRIDGEWORK_STATE")
    if not state:
        return
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        Store(Path(state) / "mailbox").set_people([Person(*row) for row in cursor.fetchall()])
