"""Who may be the same person as somebody, among all whom a practice knows: its own chart, and the patients of referrals that it received.

A job finds the pairs when a person becomes known (`actions/find_pairs.py`), and pages read them by an index. Until it has come by, and for
those it has not seen yet, this looks itself: an answer never depends on when the job ran.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from bridgework.lookups.known_patients import known_patients
from bridgework.lookups.person import PatientFacts
from bridgework.records.models import Patient, PatientPair, UncomparedPatient
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import PersonFacts, compare
from bridgework.rules.search_words import SearchWords

MOST = 60
"""Of each kind: alike by name, at the same phone, not compared yet."""


def alike_persons(viewer: Viewer, patient_id: UUID, person: PersonFacts) -> set[UUID]:
    """Keys of others who may be this patient of the practice, without those of whom somebody there said that they are two people."""
    if not viewer.is_staff:
        return set()
    pairs = PatientPair.objects.filter(Q(practice_id=viewer.practice_id), Q(older=patient_id) | Q(newer=patient_id))
    apart: set[UUID] = set()
    found: set[UUID] = set()
    for older, newer, state in pairs.values_list("older_id", "newer_id", "state"):
        (apart if state == PatientPair.State.TWO_PEOPLE else found).add(newer if older == patient_id else older)
    waiting = {row.patient_id: row.patient for row in _waiting(viewer, patient_id)}
    if waiting.pop(patient_id, None):
        found |= look_for_alike(viewer, person)
    else:
        found |= {other.pk for other in waiting.values() if may_be_one(person, other)}
    return found - apart - {patient_id}


def look_for_alike(viewer: Viewer, person: PersonFacts) -> set[UUID]:
    """Keys of those whom the practice knows by names like these, or at the same phone: to be compared one by one. It takes the index 40 ms."""
    # Both names at once: a family name alone is that of hundreds, who would all be read to be compared.
    by_name = known_patients(viewer, SearchWords(names=(person.family_name, person.given_name)), with_slips=True)
    found = set(by_name.order_by(F("alike").desc()).values_list("patient_id", flat=True)[:MOST])
    if person.phone:
        found.update(known_patients(viewer, SearchWords(digits=person.phone[-10:])).values_list("patient_id", flat=True)[:MOST])
    return found


def may_be_one(person: PersonFacts, other: Patient) -> bool:
    """Whether an entry agrees with the person so far that somebody should look."""
    return compare(person, person_of(other)).decision in ("same", "likely")


def person_of(patient: Patient | PatientFacts) -> PersonFacts:
    """What two entries are compared by."""
    return PersonFacts(patient.family_name, patient.given_name, patient.birth_date, patient.phone, patient.email)


def _waiting(viewer: Viewer, patient_id: UUID) -> Iterable[UncomparedPatient]:
    """Those whom the job has not compared yet, the person first if they are among them, then the latest."""
    rows = UncomparedPatient.objects.filter(Q(practice_id=viewer.practice_id)).select_related("patient")
    itself = ExpressionWrapper(Q(patient=patient_id), output_field=BooleanField())
    return rows.annotate(itself=itself).order_by("-itself", "-id")[: MOST + 1]
