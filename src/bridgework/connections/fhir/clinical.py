"""Diagnoses, treatments, teeth, allergies and medicines, from wherever senders put them: Condition, Claim, ServiceRequest, Procedure."""

import re
from collections.abc import Iterator

from bridgework.connections.fhir.body_sites import tooth_of
from bridgework.connections.fhir.packet import Notes, Packet
from bridgework.connections.fhir.reading import DiagnosisRead, IcdSystem, ProcedureRead
from bridgework.connections.fhir.tree import Node, codings, concept, many, named, one, word
from bridgework.rules.diagnosis import check_code_against_term

SYSTEMS: dict[str, IcdSystem] = {
    "http://hl7.org/fhir/sid/icd-10-cm": "icd-10-cm",
    "http://hl7.org/fhir/sid/icd-10": "icd-10-cm",
    "urn:oid:2.16.840.1.113883.6.90": "icd-10-cm",
    "http://snomed.info/sct": "snomed",
    "http://www.ada.org/snodent": "snodent",
}
CDT_CODE = re.compile(r"D\d{4}")
PREFERENCE: dict[IcdSystem, int] = {"icd-10-cm": 0, "snomed": 1, "snodent": 2, "other": 3}
ICD_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?")


def diagnoses_of(packet: Packet, notes: Notes) -> tuple[DiagnosisRead, ...]:
    """Every diagnosis in the file, each once. Codes that contradict the words beside them are named and carried as they came."""
    found: dict[tuple[str, str, str], DiagnosisRead] = {}
    for resource, coded in diagnosis_places(packet):
        read = diagnosis_of(coded, resource, notes)
        if read:
            found.setdefault((read.code or read.text.lower(), read.system, read.tooth), read)
    return tuple(found.values())


def diagnosis_places(packet: Packet) -> Iterator[tuple[Node, Node]]:
    """Each CodeableConcept that is a diagnosis, with the record it stands in."""
    for condition in packet.all("Condition"):
        yield condition, one(condition, "code")
    for claim in packet.all("Claim", "ExplanationOfBenefit"):
        for entry in many(claim, "diagnosis"):
            yield {}, one(entry, "diagnosisCodeableConcept")
    for request in packet.all("ServiceRequest"):
        for coded in many(request, "reasonCode"):
            if isinstance(coded, dict):
                yield {}, coded


def diagnosis_of(coded: Node, resource: Node, notes: Notes) -> DiagnosisRead | None:
    """One CodeableConcept as a diagnosis; ICD-10-CM is preferred where several codings say the same."""
    text = concept(coded)
    readings: list[tuple[IcdSystem, str]] = []
    for system, code, display in codings(coded):
        known = SYSTEMS.get(system, "other")
        readings.append((known, code))
        if known == "icd-10-cm":
            check_icd(code, (display, word(coded, "text")), notes)
    system, code = min(readings, key=lambda reading: PREFERENCE[reading[0]], default=("other", ""))
    if not code and not text:
        return None
    tooth = next((tooth for site in many(resource, "bodySite") if (tooth := tooth_of(site, resource, notes))), "")
    return DiagnosisRead(code[:40], system, text or code, tooth)


def check_icd(code: str, terms: tuple[str, ...], notes: Notes) -> None:
    """Names an ICD-10-CM code that is no such code, or that says something else than the words beside it."""
    if not ICD_CODE.fullmatch(code.upper()):
        notes.not_read(f"“{code[:20]}” is not an ICD-10-CM code.")
        return
    for term in terms:
        conflict = check_code_against_term(code, term) if term else None
        if conflict:
            notes.contradicts(conflict.sentence)
            return


def procedures_of(packet: Packet, notes: Notes) -> tuple[ProcedureRead, ...]:
    """Every treatment asked for or done, each once for each tooth."""
    found: dict[tuple[str, str, str], ProcedureRead] = {}
    for resource, coded in procedure_places(packet):
        tooth = next((tooth for site in many(resource, "bodySite") if (tooth := tooth_of(site, resource, notes))), "")
        code = next((code for _, code, _ in codings(coded) if CDT_CODE.fullmatch(code)), "") or word(coded, "coding", "code")
        text = concept(coded)
        if code or text:
            found.setdefault((code, text if not code else "", tooth), ProcedureRead(code[:40], text, tooth))
    return tuple(found.values())


def procedure_places(packet: Packet) -> Iterator[tuple[Node, Node]]:
    """Each CodeableConcept that is a treatment, with the record or line it stands in. The order to refer is not a treatment."""
    for resource in packet.all("Procedure"):
        yield resource, one(resource, "code")
    for request in packet.all("ServiceRequest"):
        if not is_referral(request):
            yield request, one(request, "code")
    for claim in packet.all("Claim", "ExplanationOfBenefit"):
        for line in many(claim, "item"):
            if isinstance(line, dict):
                yield line, one(line, "productOrService")


# SNOMED CT: patient referral, for dental care, to specialist, for oral surgery, to dentist, to endodontist and the like.
REFERRAL_CODES = frozenset(
    ["3457005", "103696004", "103697008", "183583007", "183569000", "306118006", "306119003", "306122001", "306253008", "308447003"]
)


def is_referral(request: Node) -> bool:
    """Whether a ServiceRequest is the order to refer: by its code, its category or its words."""
    coded = [coding for element in ("code", "category") for concept_ in many(request, element) for coding in codings(concept_)]
    words = " ".join((*(display for _, _, display in coded), word(request, "code", "text"), word(request, "category", "text"))).lower()
    return (
        any(code in REFERRAL_CODES for _, code, _ in coded) or "referral" in words or "urn:ohia:referral-id" in identifier_systems(request)
    )


def identifier_systems(resource: Node) -> frozenset[str]:
    """The systems of a record's identifiers."""
    return frozenset(word(item, "system") for item in many(resource, "identifier"))


def coded_words(packet: Packet, kind: str, *path: str) -> tuple[str, ...]:
    """The words of a CodeableConcept of every record of one kind, each once."""
    return tuple(dict.fromkeys(text for resource in packet.all(kind) if (text := concept(one(resource, *path)))))


def medicines_of(packet: Packet, notes: Notes) -> tuple[str, ...]:
    """What the patient takes, in words, each once; whether stated by code or as a record of its own."""
    found: dict[str, None] = {}
    for resource in packet.all("MedicationRequest", "MedicationStatement", "MedicationAdministration"):
        text = concept(resource.get("medicationCodeableConcept"))
        medicine = packet.follow(resource, "medicationReference")
        text = text or concept(one(medicine, "code")) or word(resource, "medicationReference", "display")
        if text:
            found[text] = None
        else:
            notes.not_read(f"{named(resource)} does not say which medicine it is.")
    return tuple(found)
