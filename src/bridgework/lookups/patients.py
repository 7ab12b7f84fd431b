"""Patients in the chart of the viewer's own practice: found by what a caller knows, compared with a new entry, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from bridgework.lookups.known_patients import known_patients
from bridgework.lookups.person import PatientFacts, patient_facts, whole_patient
from bridgework.records.models import Patient
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import Match, PersonFacts, compare
from bridgework.rules.refusals import NotFound
from bridgework.rules.search_words import SearchWords


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody of the practice who may be the person that is being entered."""

    patient: PatientFacts
    match: Match


def find_patients(viewer: Viewer, words: SearchWords, *, limit: int = 12) -> tuple[PatientFacts, ...]:
    """Patients of the viewer's practice that fit everything in the words, the most alike first; typing slips and accents forgiven.

    Names with a slip come after those that were typed right, and only where there is room. Without words: those who were entered last.
    """
    if words.is_empty:
        return tuple(patient_facts(row) for row in _counted(_own(viewer).order_by("-created_at")[:limit]))
    if not (words.names or words.digits or words.number):
        found = _own(viewer).filter(_exactly(words)).order_by("family_name", "given_name", "pk")
        return tuple(patient_facts(row) for row in _counted(found[:limit]))
    ids = _ids_of(viewer, words, limit)
    if words.names and len(ids) < limit:
        ids = list(dict.fromkeys([*ids, *_ids_of(viewer, words, limit, with_slips=True)]))[:limit]
    rows = _own(viewer).in_bulk(ids)
    return tuple(patient_facts(row) for row in _counted([rows[key] for key in ids if key in rows]))


def _exactly(words: SearchWords) -> Q:
    """What a patient's row itself can be asked for by an index."""
    return (Q(birth_date=words.birth_date) if words.birth_date else Q()) & (Q(phone=words.phone) if words.phone else Q())


def _ids_of(viewer: Viewer, words: SearchWords, limit: int, *, with_slips: bool = False) -> list[UUID]:
    """The patients of the practice's own chart whom names and digits fit, the most alike first."""
    found = known_patients(viewer, words, with_slips=with_slips).filter(patient__in=_own(viewer).filter(_exactly(words)))
    return list(found.order_by(F("alike").desc(), "family_name", "given_name", "patient").values_list("patient", flat=True)[:limit])


def find_patient(viewer: Viewer, patient_id: UUID) -> PatientFacts:
    """One patient of the viewer's practice; one that was merged is answered, too, and names the entry that stands. Raises NotFound."""
    row = Patient.objects.select_related("proxy", "coverage").filter(Q(practice_id=viewer.practice_id), pk=patient_id).first()
    if row is None or not viewer.is_staff:
        raise NotFound
    return whole_patient(_counted([row])[0])


def similar_patients(viewer: Viewer, person: PersonFacts, *, limit: int = 5) -> tuple[Likeness, ...]:
    """Who of the practice's patients may be this person: the surest first. Born on the same day, alike in name, or at the same phone."""
    near = Q(pk__in=[])
    if person.birth_date:
        near |= Q(birth_date=person.birth_date)
    if person.phone:
        near |= Q(phone=person.phone)
    near |= Q(family_name__trigram_similar=person.family_name) & Q(given_name__trigram_similar=person.given_name)
    matches = [
        Likeness(patient_facts(row), compare(person, PersonFacts(row.family_name, row.given_name, row.birth_date, row.phone, row.email)))
        for row in _own(viewer).filter(near)[:200]
    ]
    likely = [found for found in matches if found.match.decision != "unlike"]
    return tuple(sorted(likely, key=lambda found: (found.match.decision != "same", -found.match.score))[:limit])


def _own(viewer: Viewer) -> QuerySet[Patient]:
    """Everybody in the chart who stands for themselves."""
    return Patient.objects.filter(Q(practice_id=viewer.practice_id, merged_into=None)) if viewer.is_staff else Patient.objects.none()


def _counted(rows: "QuerySet[Patient] | list[Patient]") -> list[Patient]:
    """The rows with how often and when last they were referred: one more query for all of them."""
    patients = list(rows)
    counts = {
        row["pk"]: row
        for row in Patient.objects.filter(pk__in=[patient.pk for patient in patients])
        .values("pk")
        .annotate(how_many=Count("referrals", filter=Q(referrals__sent_at__isnull=False)), last_at=Max("referrals__sent_at"))
    }
    for patient in patients:
        patient.how_many = counts[patient.pk]["how_many"]  # type: ignore[attr-defined]
        patient.last_at = counts[patient.pk]["last_at"]  # type: ignore[attr-defined]
    return patients
