from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.lookups.alike_persons import MOST, look_for_alike, may_be_one, person_of
from bridgework.records.models import Patient, PatientPair, UncomparedPatient
from bridgework.rules.facts import SYSTEM


def find_pairs(now: datetime, *, limit: int) -> int:
    """Compares those whom practices came to know with all others there, and writes down who may be one person. Answers with how many it took.

    Each in a transaction of its own: who sends a referral of the same patient waits for no more than one. Doing it twice changes nothing,
    and what somebody answered about a pair stays.
    """
    done = 0
    while done < limit and _compare_next(now):
        done += 1
    return done


@transaction.atomic
def _compare_next(now: datetime) -> bool:
    waiting = UncomparedPatient.objects.select_for_update(of=("self",), skip_locked=True).select_related("patient")
    row = waiting.order_by("id").first()
    if row is None:
        return False
    pairs = {_pair(row.patient_id, other) for other in _alike(row.practice_id, row.patient)}
    known = PatientPair.objects.filter(Q(practice_id=row.practice_id), Q(older=row.patient_id) | Q(newer=row.patient_id))
    for pair in known:
        key = (pair.older_id, pair.newer_id)
        if key not in pairs and pair.state == PatientPair.State.OPEN:
            pair.delete()  # a name or a birth date was put right
        pairs.discard(key)
    new = [PatientPair(practice_id=row.practice_id, older_id=older, newer_id=newer, found_at=now) for older, newer in sorted(pairs)]
    PatientPair.objects.bulk_create(new, ignore_conflicts=True)
    row.delete()
    return True


def _alike(practice_id: UUID, patient: Patient) -> list[UUID]:
    """Those whom the practice knows and who may be this patient. An entry that was joined with another is nobody of its own any more."""
    if patient.merged_into_id is not None:
        return []
    person = person_of(patient)
    near = look_for_alike(replace(SYSTEM, kind="staff", practice_id=practice_id), person)
    if patient.practice_id == practice_id:
        born = Patient.objects.filter(practice_id=practice_id, birth_date=patient.birth_date)
        near.update(born.values_list("pk", flat=True)[:MOST])
    others = Patient.objects.filter(pk__in=near - {patient.pk}, merged_into=None)
    return [other.pk for other in others if may_be_one(person, other)]


def _pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)
