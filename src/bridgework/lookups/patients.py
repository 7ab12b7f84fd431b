"""Patients in the chart of the viewer's own practice: found by what a caller knows, compared with a new entry, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from bridgework.lookups.alike_persons import person_of
from bridgework.lookups.known_patients import KnownOnes, alike_by_name, best_first, known_patients
from bridgework.lookups.person import PatientFacts, patient_facts, whole_patient
from bridgework.records.models import Patient, Proxy
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import Decision, Match, PersonFacts, compare
from bridgework.rules.patient_fit import birth_dates_near, fit, phones_near
from bridgework.rules.refusals import NotFound
from bridgework.rules.search_words import SearchWords

CANDIDATES = 200
"""Rows that are read to be compared one by one."""
DECISIONS: tuple[Decision, ...] = ("same", "likely", "relative")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody of the practice who may be the person that is being entered."""

    patient: PatientFacts
    match: Match


def find_patients(viewer: Viewer, words: SearchWords, *, limit: int = 12, known: KnownOnes | None = None) -> tuple[PatientFacts, ...]:
    """Patients of the viewer's practice that fit everything in the words, the most alike first; typing slips and accents forgiven.

    Names with a slip, and short forms, come after those that were typed right, and only where there is room. A slip in a birth date or a
    phone number is looked for where nobody was found without it. Without words: those who were entered last. `known` are those whom the
    same words fit, where the caller asks about them, too.
    """
    if words.is_empty:
        return tuple(patient_facts(row) for row in _counted(_own(viewer).order_by("-created_at")[:limit]))
    found = _rows_of(viewer, words, limit, known=known)
    if words.names and len(found) < limit:
        found = _added(found, words, _rows_of(viewer, words, CANDIDATES, with_slips=True, known=known), limit)
    if not found and (words.birth_date or words.phone):
        found = _added(found, words, _rows_of(viewer, words, CANDIDATES, with_slips=True, near=True), limit)
    return tuple(patient_facts(row) for row in _counted(found))


def _added(found: list[Patient], words: SearchWords, candidates: list[Patient], limit: int) -> list[Patient]:
    """Those found so far, and behind them the candidates whom the words fit by the rule, the best first."""
    known = {row.pk for row in found}
    degrees = {row.pk: fit(words, person_of(row)) for row in candidates if row.pk not in known}
    fitting = [row for row in candidates if degrees.get(row.pk)]
    fitting.sort(key=lambda row: (-degrees[row.pk], row.family_name, row.given_name, row.pk))
    return [*found, *fitting][:limit]


def _rows_of(
    viewer: Viewer, words: SearchWords, limit: int, *, with_slips: bool = False, near: bool = False, known: KnownOnes | None = None
) -> list[Patient]:
    """The patients of the practice's own chart whom the words fit, the most alike first; `near` forgives a slip in what is a number."""
    own = _own(viewer)
    if words.birth_date:
        own = own.filter(birth_date__in=birth_dates_near(words.birth_date) if near else [words.birth_date])
    if words.phone:
        numbers = phones_near(words.phone) if near else (words.phone,)
        # Asked apart, so that each number is looked up by its own index.
        spoken_for = Proxy.objects.filter(Q(patient__practice_id=viewer.practice_id), phone__in=numbers).values_list("patient", flat=True)
        own = own.filter(Q(phone__in=numbers) | Q(pk__in=list(spoken_for[:CANDIDATES])))
    if not (words.names or words.digits or words.number):
        return list(own.order_by("family_name", "given_name", "pk")[:limit])
    fitting = known.read_before(with_slips=with_slips) if known else None
    if fitting is None:
        asked = known_patients(viewer, words, with_slips=with_slips).filter(patient__in=own)
        ids = list(asked.order_by(*best_first(words)).values_list("patient_id", flat=True)[:limit])
    else:
        ours = set(own.filter(pk__in=fitting).values_list("pk", flat=True)) if fitting else set()
        ids = [key for key in fitting if key in ours][:limit]
    rows = _own(viewer).in_bulk(ids) if ids else {}
    return [rows[key] for key in ids if key in rows]


def find_patient(viewer: Viewer, patient_id: UUID) -> PatientFacts:
    """One patient of the viewer's practice; one that was merged is answered, too, and names the entry that stands. Raises NotFound."""
    row = Patient.objects.prefetch_related("proxies", "coverages").filter(Q(practice_id=viewer.practice_id), pk=patient_id).first()
    if row is None or not viewer.is_staff:
        raise NotFound
    return whole_patient(_counted([row])[0])


def similar_patients(viewer: Viewer, person: PersonFacts, *, limit: int = 5) -> tuple[Likeness, ...]:
    """Who of the practice's patients may be this person: the surest first, those who are only easily confused with them last.

    Looked at are those born on the same day, at the same phone, and alike in name, by letters or as a short form.
    """
    near = Q(pk__in=[])
    if person.birth_date:
        near |= Q(birth_date=person.birth_date)
    if person.phone:
        near |= Q(phone=person.phone)
    by_name = alike_by_name(viewer, person.family_name, person.given_name).values_list("patient", flat=True)[:CANDIDATES]
    near |= Q(pk__in=list(by_name))
    matches = [
        Likeness(patient_facts(row), compare(person, person_of(row)))
        for row in _own(viewer).filter(near).order_by("family_name", "given_name", "pk")[:CANDIDATES]
    ]
    likely = [found for found in matches if found.match.decision != "unlike"]
    return tuple(sorted(likely, key=lambda found: (DECISIONS.index(found.match.decision), -found.match.score))[:limit])


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
