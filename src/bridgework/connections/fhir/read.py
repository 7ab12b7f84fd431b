"""The one door: `read_bundle` turns the bytes of a FHIR file into a reading, or into one sentence why it cannot."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from bridgework.connections.door import Unreadable
from bridgework.connections.fhir.around import coverages_of, language_of, needs_interpreter, related_to
from bridgework.connections.fhir.attachments import attachments_of
from bridgework.connections.fhir.body_sites import teeth_of
from bridgework.connections.fhir.clinical import coded_words, diagnoses_of, is_referral, medicines_of, procedures_of
from bridgework.connections.fhir.codes import report_wrong_codes
from bridgework.connections.fhir.limits import MAX_BYTES, MAX_SENTENCES, MAX_TEXT
from bridgework.connections.fhir.packet import Notes, Packet, packet_of, report_dangling
from bridgework.connections.fhir.parse import CannotParse, parse
from bridgework.connections.fhir.people import anchor_subject, party_of, patient_of
from bridgework.connections.fhir.reading import DiagnosisRead, IntakeReading, PartyRead, SourceKind
from bridgework.connections.fhir.shape import problems_of
from bridgework.connections.fhir.specialty import guess_specialty
from bridgework.connections.fhir.tree import Node, codings, concept, day, many, named, narrative, one, word

REFERRAL_NOTE, CONSULT_NOTES = frozenset(("57134-9", "57133-1")), frozenset(("34756-7", "11488-4"))
REASON_SECTIONS, HISTORY_SECTIONS = ("42349-1", "29299-5"), ("10164-2", "51848-0", "18776-5")
TITLES: dict[SourceKind, str] = {
    "referral": "a referral",
    "consult_note": "a consult note",
    "encounter": "a dental encounter",
    "claim": "a dental claim",
    "other": "records without a referral",
}


def read_bundle_file(path: Path, *, today: date) -> IntakeReading | Unreadable:
    """Like `read_bundle`, for a file; one that is too large is refused before it is loaded."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Unreadable(
                f"This file has {size / 1024 / 1024:,.0f} MB; a FHIR file of at most {MAX_BYTES // 1024 // 1024} MB is read. Send the films separately."
            )
        return read_bundle(path.read_bytes(), path.name, today=today)
    except OSError:
        return Unreadable("This file cannot be opened.")


def read_bundle(data: bytes, name: str, *, today: date) -> IntakeReading | Unreadable:
    """What the FHIR R4 file `data`, called `name`, says, read on `today`; or one sentence why nothing can be read.

    Accepts JSON and XML, a Bundle or a single resource. Wrong codes, dangling references and records that break their own definition do
    not stop it: they are named in `unread`. Never raises for what is in the file.
    """
    notes = Notes()
    try:
        packet = packet_of(parse(data), notes)
        return reading_of(packet, name, today, notes)
    except CannotParse as refusal:
        return Unreadable(refusal.sentence)
    except (RecursionError, MemoryError):
        return Unreadable("This file is too large or too deep to be read.")


def reading_of(packet: Packet, name: str, today: date, notes: Notes) -> IntakeReading:
    """The facts of a parsed file."""
    request = referral_of(packet)
    note = next(packet.all("Composition"), None)
    anchors = [found for found in (request, note) if found] or list(packet.all("Claim", "Encounter", "ExplanationOfBenefit"))[:1]
    kind = source_kind(packet, request, note)
    subject, named_patient = anchor_subject(packet, anchors, notes)
    patient = patient_of(subject, today, notes) if subject else None
    if patient and subject:
        patient = replace(patient, interpreter=needs_interpreter(subject), interpreter_language=language_of(subject)[1])
    diagnoses, procedures = diagnoses_of(packet, notes), procedures_of(packet, notes)
    specialty, why = guess_specialty(asked_for(request), procedures, diagnoses)
    coverage = next(packet.all("Coverage"), {})
    attachments = attachments_of(packet, notes)
    report_wrong_codes(packet, notes)
    report_dangling(packet, notes)
    report_broken(packet, notes)
    return IntakeReading(
        name=name,
        source_kind=kind,
        title=f"FHIR file with {TITLES[kind]}",
        patient=patient,
        named_patient=named_patient,
        sender=sender_of(packet, request, note, kind, notes),
        recipient=recipient_of(packet, request, notes),
        authored=day(request, "authoredOn") or day(note, "date") or next((day(anchor, "created") for anchor in anchors), None),
        source_id=source_id(request, anchors),
        specialty=specialty,
        specialty_why=why,
        urgency_label=urgency_label(packet, request),
        reason=reason_of(packet, request, note, diagnoses),
        history=history_of(packet, note, request),
        teeth=distinct((*teeth_of(request or {}, notes), *(each.tooth for each in diagnoses), *(each.tooth for each in procedures))),
        diagnoses=diagnoses,
        procedures=procedures,
        allergies=coded_words(packet, "AllergyIntolerance", "code"),
        medications=medicines_of(packet, notes),
        insurer=word(packet.follow(coverage, "payor"), "name") or word(coverage, "payor", "display"),
        member_id=word(coverage, "subscriberId"),
        related=related_to(packet, subject, today) if patient else (),
        coverages=coverages_of(packet, subject, today, notes),
        attachments=attachments,
        unread=tuple(notes.unread),
        contradictions=tuple(notes.contradictions),
    )


def distinct(teeth: Iterable[str]) -> tuple[str, ...]:
    """Each tooth once, in order, without the empty ones."""
    return tuple(dict.fromkeys(tooth for tooth in teeth if tooth))


def referral_of(packet: Packet) -> Node | None:
    """The ServiceRequest that is the referral: the one that says so, or the only one there is."""
    requests = list(packet.all("ServiceRequest"))
    said = [request for request in requests if is_referral(request)]
    return said[0] if said else requests[0] if len(requests) == 1 else None


def source_kind(packet: Packet, request: Node | None, note: Node | None) -> SourceKind:
    """What kind of file it is. A note says it itself (LOINC); otherwise a request is a referral."""
    types = {code for _, code, _ in codings(one(note, "type"))}
    if types & CONSULT_NOTES:
        return "consult_note"
    if request or types & REFERRAL_NOTE:
        return "referral"
    if next(packet.all("Encounter"), None):
        return "encounter"
    return "claim" if next(packet.all("Claim", "ClaimResponse", "ExplanationOfBenefit"), None) else "other"


def asked_for(request: Node | None) -> list[tuple[str, str]]:
    """(code, words) of the specialty that the request names: its performer's type and its own code."""
    places = [*many(request, "performerType"), *many(request, "code"), *many(request, "orderDetail")]
    return [(code, f"{display} {word(place, 'text')}") for place in places for _, code, display in codings(place)] + [
        ("", word(place, "text")) for place in places
    ]


def sender_of(packet: Packet, request: Node | None, note: Node | None, kind: SourceKind, notes: Notes) -> PartyRead:
    """Who sends: the requester of a referral; author and custodian of a note; who made the claim. Words alone where no record is there."""
    starts = [] if kind == "consult_note" else list(packet.follow_all(request or {}, "requester"))
    if not starts:
        starts = [*packet.follow_all(note or {}, "author"), *packet.follow_all(note or {}, "custodian")]
    claim = next(packet.all("Claim", "ExplanationOfBenefit"), {})
    if not starts:
        starts = [*packet.follow_all(claim, "careTeam", "provider"), *packet.follow_all(claim, "provider")]
        roles = list(packet.all("PractitionerRole"))
        starts += roles if len(roles) == 1 else []
    found = party_of(packet, starts, notes)
    if found:
        return found
    document = next(packet.all("DocumentReference"), {})
    clinician = word(request, "requester", "display") or word(note, "author", "display") or word(document, "author", "display")
    return PartyRead(practice=word(claim, "provider", "display") or word(document, "custodian", "display"), clinician=clinician)


def recipient_of(packet: Packet, request: Node | None, notes: Notes) -> PartyRead:
    """Whom the request is addressed to, as far as it says: its performer, or the owner of the task that carries it."""
    starts = list(packet.follow_all(request or {}, "performer"))
    for task in packet.all("Task"):
        starts += packet.follow_all(task, "owner")
    return party_of(packet, starts, notes) or PartyRead(clinician=word(request, "performer", "display"))


def source_id(request: Node | None, anchors: list[Node]) -> str:
    """The sender's own number for it: the loop key of the Oral Health Data Exchange where there is one, else the first identifier."""
    identifiers = [item for anchor in ([request] if request else anchors) for item in many(anchor, "identifier")]
    loop_keys = [item for item in identifiers if word(item, "system") == "urn:ohia:referral-id"]
    return next((word(item, "value")[:200] for item in (*loop_keys, *identifiers) if word(item, "value")), "")


def urgency_label(packet: Packet, request: Node | None) -> str:
    """How urgent the sender calls it; the tier is decided from clinical signs, never from this."""
    claim = next(packet.all("Claim"), {})
    return word(request, "priority") or next(
        (display.lower() for item in many(claim, "extension") for _, _, display in codings(one(item, "valueCodeableConcept")) if display),
        "",
    )


def reason_of(packet: Packet, request: Node | None, note: Node | None, diagnoses: tuple[DiagnosisRead, ...]) -> str:
    """Why the patient is sent, in the sender's words: the note's section, else the request's reasons, else the diagnoses."""
    parts = [text for code in REASON_SECTIONS if (text := section_text(note, code))]
    if not parts:
        parts = [concept(reason) for reason in many(request, "reasonCode")]
        parts += [concept(one(condition, "code")) for condition in packet.follow_all(request or {}, "reasonReference")]
    parts += [word(item, "text") for item in many(request, "note")]
    if not any(parts):
        parts = [diagnosis.text for diagnosis in diagnoses]
    return "\n".join(dict.fromkeys(part for part in parts if part))[:MAX_TEXT]


def history_of(packet: Packet, note: Node | None, request: Node | None) -> str:
    """What went before, as the note tells it: history of present illness, assessment, plan; and answers that tell it in words."""
    parts = [text for code in HISTORY_SECTIONS if (text := section_text(note, code))]
    parts += [word(request, "patientInstruction")]
    level = [item for response in packet.all("QuestionnaireResponse") for item in many(response, "item")]
    while level:
        parts += [
            answer for item in level for answer in many(item, "answer", "valueString") if isinstance(answer, str) and len(answer) > 80
        ]
        level = [inner for item in level for inner in (*many(item, "item"), *many(item, "answer", "item"))]
    return "\n\n".join(dict.fromkeys(part for part in parts if part))[:MAX_TEXT]


def section_text(note: Node | None, code: str) -> str:
    """The words of a note's section by its LOINC code."""
    for section in many(note, "section"):
        if any(found == code for _, found, _ in codings(one(section, "code"))):
            return narrative(section)
    return ""


def report_broken(packet: Packet, notes: Notes) -> None:
    """Names what breaks the published definitions, at most twelve times: the rest of the record was still read."""
    broken = 0
    comments = False
    for resource in packet.resources:
        comments = comments or any(key.startswith("_comment") for key in resource)
        problems = problems_of(resource)
        if problems:
            broken += 1
            if broken <= MAX_SENTENCES:
                more = f" and {len(problems) - 2} more" if len(problems) > 2 else ""
                notes.not_read(f"{named(resource)} is not as FHIR R4 defines it: {'; '.join(problems[:2])}{more}.")
    if broken > MAX_SENTENCES:
        notes.not_read(f"{broken - MAX_SENTENCES} more records are not as FHIR R4 defines them.")
    if comments:
        notes.not_read("The sender's own comments in the file were left out; they are in the original.")
