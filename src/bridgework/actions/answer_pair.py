from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.enter_patient import lock_practice
from bridgework.actions.ledger import write_audit
from bridgework.lookups.alike_persons import person_of
from bridgework.records.models import Patient, PatientPair
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import compare
from bridgework.rules.refusals import NotFound

TWO, OPEN = PatientPair.State.TWO_PEOPLE, PatientPair.State.OPEN


@transaction.atomic
def answer_pair(viewer: Viewer, patient_id: UUID, others: Iterable[UUID], *, are_two: bool, now: datetime) -> None:
    """Somebody said that a patient of their chart and each of `others` there are two people, so that nobody is asked again; or takes it back.

    The answer holds for this practice alone, and whoever gave it last stands by it. Taken back, the question is asked again where the
    entries are still alike. Raises NotFound where one of them is not in the chart, NotAllowed.
    """
    permissions.require(viewer, "refer")
    practice = lock_practice(viewer)
    keys = dict.fromkeys(key for key in others if key != patient_id)
    rows = {row.pk: row for row in Patient.objects.filter(practice=practice, pk__in=[patient_id, *keys])}
    if not keys or rows.keys() < {patient_id, *keys}:
        raise NotFound
    for key in keys:
        older, newer = sorted((patient_id, key))
        pair = PatientPair.objects.filter(practice=practice, older=older, newer=newer)
        if are_two:
            answer = {"state": TWO, "answered_by_id": viewer.person_id, "answered_at": now}
            PatientPair.objects.update_or_create(
                practice=practice, older_id=older, newer_id=newer, defaults=answer, create_defaults=answer | {"found_at": now}
            )
        elif _is_asked(rows[patient_id], rows[key]):
            pair.filter(state=TWO).update(state=OPEN, answered_by=None, answered_at=None)
        else:
            pair.filter(state=TWO).delete()
    write_audit(viewer, "answer_pair", now, [], about=[patient_id, *keys])


def _is_asked(one: Patient, other: Patient) -> bool:
    return compare(person_of(one), person_of(other)).decision in ("same", "likely")
