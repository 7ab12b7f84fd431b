"""Patients in the chart of the viewer's own practice: found by what a caller knows, compared with a new entry, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, F, Func, Max, Q, QuerySet, Value
from django.db.models.functions import Greatest, Lower

from bridgework.lookups.person import PatientFacts, patient_facts, whole_patient
from bridgework.records.models import Patient
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import Match, PersonFacts, compare
from bridgework.rules.names import normalize_name
from bridgework.rules.refusals import NotFound
from bridgework.rules.search_words import SearchWords

ACCENTED, PLAIN = "áàâäãåéèêëíìîïóòôöõúùûüñçý", "aaaaaaeeeeiiiiooooouuuuncy"
LIKE_ENOUGH = 0.32
"""Trigram similarity above which a name is a slip of what was typed: Quintro finds Quintero, Marta does not find Martin."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody of the practice who may be the person that is being entered."""

    patient: PatientFacts
    match: Match


def find_patients(viewer: Viewer, words: SearchWords, *, limit: int = 12) -> tuple[PatientFacts, ...]:
    """Patients of the viewer's practice that fit everything in the words, the most alike first; typing slips and accents forgiven.

    Without words: those who were entered last.
    """
    found = _own(viewer)
    if words.is_empty:
        return tuple(patient_facts(row) for row in _counted(found.order_by("-created_at")[:limit]))
    if words.birth_date:
        found = found.filter(birth_date=words.birth_date)
    if words.phone:
        found = found.filter(phone=words.phone)
    digits = words.digits or (str(words.number) if words.number else "")
    if digits:
        found = found.filter(phone__contains=digits)
    order: list[str | F] = ["family_name", "given_name"]
    if words.names:
        found = _named(found, words.names)
        order.insert(0, "-alike")
    return tuple(patient_facts(row) for row in _counted(found.order_by(*order, "pk")[:limit]))


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


def _named(found: QuerySet[Patient], names: tuple[str, ...]) -> QuerySet[Patient]:
    """Every word begins a part of a name, or is a slip of one."""
    found = found.annotate(plain_family=_without_accents("family_name"), plain_given=_without_accents("given_name"))
    alike: list[TrigramSimilarity] = []
    for name in names:
        plain = normalize_name(name) or name.lower()
        begins = rf"\m{_escaped(plain)}"
        near_family, near_given = TrigramSimilarity("plain_family", plain), TrigramSimilarity("plain_given", plain)
        alike += [near_family, near_given]
        found = found.alias(near=Greatest(near_family, near_given)).filter(
            Q(plain_family__regex=begins) | Q(plain_given__regex=begins) | Q(near__gte=LIKE_ENOUGH)
        )
    return found.annotate(alike=Greatest(*alike))


def _without_accents(field: str) -> Func:
    return Func(Lower(field), Value(ACCENTED), Value(PLAIN), function="translate")


def _escaped(text: str) -> str:
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in text)


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
