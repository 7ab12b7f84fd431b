from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.actions.put_person import put_person
from bridgework.actions.record_consent import record_consent
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Patient, Practice
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.person_entry import PersonEntry

OWN_PRACTICE = KeptQuestion(lambda key: Practice.objects.select_for_update(no_key=True).filter(pk=key), UUID)
SAME = KeptQuestion(
    lambda practice_id, born, family_name, given_name, phone: (
        Patient.objects.filter(practice_id=practice_id, birth_date=born, family_name=family_name, given_name=given_name, phone=phone)
        .select_related("merged_into")
        .order_by("pk")[:1]
    ),
    UUID,
    date,
    str,
    str,
    str,
)


@transaction.atomic
def enter_patient(viewer: Viewer, entry: PatientEntry, *, person: PersonEntry | None = None, now: datetime) -> Patient:
    """Enters a patient into the chart of the viewer's practice; consent to be contacted is dated and says who heard it, in which words.

    An entry that is identical to one of the practice's (names, birth date, phone) answers with that patient: a double click makes one.
    Whether somebody alike is meant is asked before, by the page. Raises NotAllowed.
    """
    permissions.require(viewer, "refer")
    patient, is_new = put_into_chart(viewer, lock_practice(viewer), entry, now)
    if is_new:
        if person is not None:
            put_person(patient, person, now)
        write_audit(viewer, "enter_patient", now, [], about=[patient.pk])
    return patient


def lock_practice(viewer: Viewer) -> Practice:
    """The viewer's practice, locked until the transaction ends: of two entries of the same patient the second finds the first."""
    return OWN_PRACTICE(viewer.practice_id)[0]


def put_into_chart(viewer: Viewer, practice: Practice, entry: PatientEntry, now: datetime) -> tuple[Patient, bool]:
    """The patient of a locked practice, and whether they were entered just now; the caller writes the audit."""
    existing = next(iter(SAME(practice.pk, entry.birth_date, entry.family_name, entry.given_name, entry.phone)), None)
    if existing is not None:
        return existing.merged_into or existing, False
    patient = Patient.objects.create(
        practice=practice,
        family_name=entry.family_name,
        given_name=entry.given_name,
        birth_date=entry.birth_date,
        phone=entry.phone,
        email=entry.email,
        language=entry.language,
        interpreter=entry.interpreter,
        preferred_channel=entry.preferred_channel,
        street=entry.street,
        city=entry.city,
        region=entry.region,
        zip=entry.zip,
        may_contact=entry.may_contact,
        consent_at=now if entry.may_contact else None,
        consent_source=f"told {viewer.name}"[:120] if entry.may_contact else "",
        consent_wording=CONSENT_WORDING if entry.may_contact else "",
        created_at=now,
    )
    if patient.may_contact:
        record_consent(patient, viewer, now)
    return patient, True
