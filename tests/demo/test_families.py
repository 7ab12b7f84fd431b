"""Who is easily confused in the demo is recognized as what they are, and the child's mother is written to."""

from datetime import UTC, datetime

from bridgework.demo import cast as cards
from bridgework.demo.families import leave_families
from bridgework.demo.network import set_up_network
from bridgework.demo.tellers import SEED
from bridgework.lookups.invariants import prove
from bridgework.lookups.patients import similar_patients
from bridgework.records.models import Patient, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.identity import PersonFacts

EVENING = datetime(2026, 11, 20, 23, 10, tzinfo=UTC)


def test_families_are_what_they_are(db: None) -> None:
    stage = set_up_network(SEED, EVENING)
    leave_families(stage)

    jo = stage.desks[cards.LAKEVIEW].who("coordinator")
    decided = {}
    for row in Patient.objects.all():
        facts = PersonFacts(row.family_name, row.given_name, row.birth_date, row.phone, row.email)
        others = [found for found in similar_patients(jo, facts) if found.patient.id != row.pk]
        decided[row.full_name] = [(found.match.decision, found.match.kin) for found in others]
    assert decided == {
        "Hannah Brook": [("relative", "twins")],
        "Ethan Brook": [("relative", "twins")],
        "Walter Greer": [("relative", "namesakes")],
        "Katherine Malone": [("likely", "")],
        "Kathy Malone": [("likely", "")],
        "Mateo Quintero": [],
    }
    told = PlannedMessage.objects.get(referral=Referral.objects.get(), recipient="patient")
    assert (told.language, told.address) == ("es", "+13125550164")
    assert prove(SYSTEM).holds
