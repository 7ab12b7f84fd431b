"""Patients in the chart of the viewer's own practice: found by what a caller knows, compared with a new entry, and one of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, F, Func, Max, Q, QuerySet, Value
from django.db.models.functions import Greatest, Lower

from bridgework.records.models import Patient
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.identity import Match, PersonFacts, compare
from bridgework.rules.names import normalize_name
from bridgework.rules.refusals import NotFound
from bridgework.rules.search_words import SearchWords

ACCENTED, PLAIN = "áàâäãåéèêëíìîïóòôöõúùûüñçý", "aaaaaaeeeeiiiiooooouuuuncy"
LIKE_ENOUGH = 0.32
"""Trigram similarity above which a name is a slip of what was typed: Quintro finds Quintero, Marta does not find Martin."""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """A patient as their practice knows them. `phone` is E.164, `phone_display` as people write it; times are UTC."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date
    phone: str
    phone_display: str
    email: str
    language: str
    interpreter: bool
    preferred_channel: str
    zip: str
    may_contact: bool
    consent_at: datetime | None
    consent_source: str
    is_nervous: bool
    created_at: datetime
    referrals: int = 0
    last_referred_at: datetime | None = None

    @property
    def name(self) -> str:
        """Given name first."""
        return f"{self.given_name} {self.family_name}"

    @property
    def can_be_texted(self) -> bool:
        """Whether a message can reach this patient at all: an address, and their consent."""
        return self.may_contact and bool(self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody of the practice who may be the person that is being entered."""

    patient: PatientFacts
    match: Match


def patient_facts(row: Patient) -> PatientFacts:
    """The facts of one row."""
    return PatientFacts(
        id=row.pk,
        given_name=row.given_name,
        family_name=row.family_name,
        birth_date=row.birth_date,
        phone=row.phone,
        phone_display=display_phone(row.phone) if row.phone else "",
        email=row.email,
        language=row.language,
        interpreter=row.interpreter,
        preferred_channel=row.preferred_channel,
        zip=row.zip,
        may_contact=row.may_contact,
        consent_at=row.consent_at,
        consent_source=row.consent_source,
        is_nervous=row.is_nervous,
        created_at=row.created_at,
        referrals=getattr(row, "how_many", 0),
        last_referred_at=getattr(row, "last_at", None),
    )


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
    """One patient of the viewer's practice. Raises NotFound where there is none."""
    row = _own(viewer).filter(pk=patient_id).first()
    if row is None:
        raise NotFound
    return patient_facts(_counted([row])[0])


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
    return Patient.objects.filter(Q(practice_id=viewer.practice_id)) if viewer.is_staff else Patient.objects.none()


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
