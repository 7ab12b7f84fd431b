from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_patient import lock_patient
from bridgework.actions.put_person import put_person
from bridgework.actions.replan_patient import replan_patient
from bridgework.records.models import Patient
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.person_entry import PersonEntry


@transaction.atomic
def change_person(viewer: Viewer, patient_id: UUID, entry: PersonEntry, *, now: datetime) -> Patient:
    """Says who speaks for a patient of the viewer's practice, what they need to come, and who pays; the rows as they were are kept.

    Messages that are planned from now on go to whoever is the contact, and their birth date opens the link. Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    patient = lock_patient(permissions.practice_of(viewer), patient_id)
    put_person(patient, entry, now)
    replan_patient(patient.pk, now)
    write_audit(viewer, "change_person", now, list(patient.referrals.values_list("pk", flat=True)), about=[patient.pk])
    return patient
