from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_patient import lock_patient
from bridgework.actions.put_person import put_person
from bridgework.actions.record_consent import record_consent
from bridgework.actions.replan_patient import replan_patient
from bridgework.records.models import Patient
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.person_entry import PersonEntry


@transaction.atomic
def change_patient(viewer: Viewer, patient_id: UUID, entry: PatientEntry, *, person: PersonEntry | None = None, now: datetime) -> Patient:
    """Corrects a patient in the chart of the viewer's practice; the row as it was is kept by the database.

    Consent that is given now is dated now, with the version of its words; consent that is taken back ends at once. `person` None leaves
    what is around the patient as it is. Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    patient = lock_patient(permissions.practice_of(viewer), patient_id)
    is_news = entry.may_contact != patient.may_contact
    if is_news:
        patient.consent_at = now if entry.may_contact else None
        patient.consent_source = f"told {viewer.name}"[:120] if entry.may_contact else ""
        patient.consent_wording = CONSENT_WORDING if entry.may_contact else ""
    for name in entry.__dataclass_fields__:
        setattr(patient, name, getattr(entry, name))
    patient.save()
    if is_news:
        record_consent(patient, viewer, now)
    if person is not None:
        put_person(patient, person, now)
    replan_patient(patient.pk, now)
    write_audit(viewer, "change_patient", now, list(patient.referrals.values_list("pk", flat=True)), about=[patient.pk])
    return patient
