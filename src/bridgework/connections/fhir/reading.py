"""What was read from a FHIR file: facts for a draft in the intake queue, and sentences about what was not read or contradicts itself.

Everything is as the sender wrote it. Nothing is guessed, no patient is made up, and a person completes and accepts it.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

SourceKind = Literal["referral", "consult_note", "encounter", "claim", "other"]
IcdSystem = Literal["icd-10-cm", "snomed", "snodent", "other"]


@dataclass(frozen=True, slots=True)
class PatientRead:
    """The patient as the file has them. "" and None for what it does not say, or says in a way that cannot be right."""

    family: str
    given: str
    birth_date: date | None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    language: str = ""
    interpreter: bool = False
    interpreter_language: str = ""
    """A code of `rules.person`, where one is to be asked about."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """(system, value), for example the member number at an insurer."""


@dataclass(frozen=True, slots=True)
class PartyRead:
    """One side of the referral: a practice, a person there, or both. NPIs only where their check digit is right."""

    practice: str = ""
    clinician: str = ""
    practice_npi: str = ""
    clinician_npi: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.practice or self.clinician)


@dataclass(frozen=True, slots=True)
class RelatedRead:
    """Somebody around the patient. `relation` and `authority` are codes of `rules.person` where the file's codes say so, else ""; `said` is
    the relation in the file's own words.
    """

    given: str
    family: str
    birth_date: date | None = None
    relation: str = ""
    authority: str = ""
    said: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRead:
    """Who pays, as the file says; codes are those of `rules.person`."""

    carrier: str
    member_id: str = ""
    plan: str = ""
    group_number: str = ""
    subscriber: str = ""
    covers: str = ""


@dataclass(frozen=True, slots=True)
class DiagnosisRead:
    """A diagnosis that the file states. `tooth` is Universal, or "" where the file does not tie it to one tooth."""

    code: str
    system: IcdSystem
    text: str
    tooth: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureRead:
    """A treatment asked for or done, with the code somebody sent (CDT and CPT are carried, never listed). Tooth as in DiagnosisRead."""

    code: str
    text: str
    tooth: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRead:
    """A file that was inside the file. `media_type` and `kind` are what the sender says; the films connection decides by content."""

    name: str
    media_type: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class IntakeReading:
    """A FHIR file as read. `patient` is None when the file does not hold the patient's record: it stays an unmatched document.

    `named_patient` is what the file calls a patient whose record it does not hold, for a person to look for; never a patient by itself.
    `specialty` is a guess with its reason in `specialty_why`, or "". `urgency_label` is the sender's word, not a tier.
    `reason` and `history` are plain text, lines kept. `teeth` are Universal, in the file's order, each once.
    """

    name: str
    source_kind: SourceKind
    title: str
    patient: PatientRead | None
    named_patient: str = ""
    sender: PartyRead = PartyRead()
    recipient: PartyRead = PartyRead()
    authored: date | None = None
    source_id: str = ""
    specialty: str = ""
    specialty_why: str = ""
    urgency_label: str = ""
    reason: str = ""
    history: str = ""
    teeth: tuple[str, ...] = ()
    diagnoses: tuple[DiagnosisRead, ...] = ()
    procedures: tuple[ProcedureRead, ...] = ()
    allergies: tuple[str, ...] = ()
    medications: tuple[str, ...] = ()
    insurer: str = ""
    member_id: str = ""
    related: tuple[RelatedRead, ...] = ()
    coverages: tuple[CoverageRead, ...] = ()
    attachments: tuple[AttachmentRead, ...] = ()
    unread: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
