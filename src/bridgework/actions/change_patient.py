from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.ledger import write_audit
from bridgework.records.models import Patient
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.refusals import NotFound


@transaction.atomic
def change_patient(viewer: Viewer, patient_id: UUID, entry: PatientEntry, *, now: datetime) -> Patient:
    """Corrects a patient in the chart of the viewer's practice; the row as it was is kept by the database.

    Consent that is given now is dated now; consent that is taken back ends at once. Raises NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    patient = Patient.objects.select_for_update().filter(Q(practice_id=viewer.practice_id), pk=patient_id).first()
    if patient is None:
        raise NotFound
    if entry.may_contact != patient.may_contact:
        patient.consent_at = now if entry.may_contact else None
        patient.consent_source = f"told {viewer.name}"[:120] if entry.may_contact else ""
    for name in entry.__dataclass_fields__:
        setattr(patient, name, getattr(entry, name))
    patient.save()
    write_audit(viewer, "change_patient", now, list(patient.referrals.values_list("pk", flat=True)))
    return patient
