"""Patient, Practitioner, PractitionerRole and Organization to the people and practices of a reading."""

from datetime import date

from bridgework.connections.fhir.packet import Notes, Packet
from bridgework.connections.fhir.reading import PartyRead, PatientRead
from bridgework.connections.fhir.tree import Node, day, many, named, word, words

NPI = "http://hl7.org/fhir/sid/us-npi"
# Nobody older has ever lived: a birth date before this is a typing error.
OLDEST_AGE_YEARS = 125
SUBJECTS = ("subject", "patient", "for", "beneficiary")


def anchor_subject(packet: Packet, anchors: list[Node], notes: Notes) -> tuple[Node | None, str]:
    """The patient's record that the file is about and, where it holds none, the name it mentions.

    The patient of the referral, note or claim itself counts; a lone Patient counts where nothing says otherwise. Never invented.
    """
    patients = list(packet.all("Patient"))
    mentioned = [reference for anchor in anchors for name in SUBJECTS for reference in many(anchor, name)]
    if not mentioned:
        mentioned = [reference for resource in packet.resources for name in SUBJECTS for reference in many(resource, name)]
    pointed_to = [patient for anchor in anchors for name in SUBJECTS for patient in packet.follow_all(anchor, name)]
    pointed_to = [patient for patient in pointed_to if patient.get("resourceType") == "Patient"]
    display = next((found for reference in mentioned if (found := word(reference, "display"))), "")
    if len({id(patient) for patient in pointed_to}) > 1:
        notes.contradicts("The file speaks of more than one patient as the one referred. None of them was taken over.")
        return None, display
    if pointed_to:
        if len(patients) > 1:
            notes.not_read(f"The file holds {len(patients)} patients; only the one referred was read.")
        return pointed_to[0], ""
    if len(patients) == 1 and not any(word(reference, "reference") for reference in mentioned):
        return patients[0], ""
    if len(patients) == 1:
        notes.not_read("The file holds a patient, but its records point to another one. The patient was not taken over.")
    elif patients:
        notes.not_read(f"The file holds {len(patients)} patients and does not say which one is meant. None was taken over.")
    else:
        who = f" It names “{display}”." if display else ""
        notes.not_read(f"The file does not hold the patient's record.{who} Please match it to a patient by hand.")
    return None, display


def patient_of(resource: Node, today: date, notes: Notes) -> PatientRead | None:
    """A Patient resource as read on `today`. A birth date that cannot be right is left out and named; without any name there is nobody."""
    name = preferred(resource, "name")
    if not words(name, "given") and not word(name, "family"):
        notes.not_read("The file holds a patient without a name, which was not taken over.")
        return None
    address = preferred(resource, "address")
    written = word(resource, "birthDate")
    birth_date = day(resource, "birthDate")
    if written and birth_date is None:
        notes.not_read(f"The patient's birth date “{written[:40]}” is not a full date.")
    elif birth_date and birth_date > today:
        notes.not_read(f"The patient's birth date {birth_date:%B %-d, %Y} lies in the future, so it was left out.")
        birth_date = None
    elif birth_date and birth_date.year < today.year - OLDEST_AGE_YEARS:
        notes.not_read(f"The patient's birth date {birth_date:%B %-d, %Y} is too long ago to be right, so it was left out.")
        birth_date = None
    return PatientRead(
        family=word(name, "family"),
        given=words(name, "given")[:200],
        birth_date=birth_date,
        sex=word(resource, "gender") if word(resource, "gender") in ("male", "female", "other", "unknown") else "",
        phone=contact(resource, "phone"),
        email=contact(resource, "email"),
        address=words(address, "line", between=", ")[:200],
        city=word(address, "city"),
        state=word(address, "state"),
        postal_code=word(address, "postalCode"),
        language=(spoken(resource) or word(resource, "language"))[:12],
        identifiers=tuple((word(item, "system"), word(item, "value")) for item in many(resource, "identifier") if word(item, "value"))[:20],
    )


def spoken(resource: Node) -> str:
    """The code of the language somebody prefers, or of the first that is named."""
    entries = [entry for entry in many(resource, "communication") if isinstance(entry, dict)]
    first = min(entries, key=lambda entry: entry.get("preferred") is not True, default={})
    return word(first, "language", "coding", "code")


def preferred(resource: Node, element: str) -> Node:
    """The official, usual or home entry of a repeating element, or else the first that is not old."""
    entries = [entry for entry in many(resource, element) if isinstance(entry, dict) and word(entry, "use") != "old"]
    order = {"official": 0, "usual": 1, "home": 2}
    return min(entries, key=lambda entry: order.get(word(entry, "use"), 3), default={})


def contact(resource: Node, system: str) -> str:
    """The first telephone number, fax number or e-mail address; a mobile number before others."""
    entries = [entry for entry in many(resource, "telecom") if word(entry, "system") == system and word(entry, "use") != "old"]
    return word(min(entries, key=lambda entry: word(entry, "use") != "mobile", default={}), "value")


def party_of(packet: Packet, starts: list[Node], notes: Notes) -> PartyRead:
    """One side of the referral from the records that name it: people, their roles and their organizations, in that order of trust."""
    found: list[Node] = []
    for start in starts:
        found.append(start)
        if start.get("resourceType") == "PractitionerRole":
            found += [*packet.follow_all(start, "practitioner"), *packet.follow_all(start, "organization")]
        if start.get("resourceType") == "Practitioner":
            roles = (role for role in packet.all("PractitionerRole") if packet.follow(role, "practitioner") is start)
            found += [organization for role in roles for organization in packet.follow_all(role, "organization")]
    clinician = next((record for record in found if record.get("resourceType") == "Practitioner"), {})
    practice = next((record for record in found if record.get("resourceType") == "Organization"), {})
    return PartyRead(
        practice=word(practice, "name"),
        clinician=person_name(clinician),
        practice_npi=npi_of(practice, notes),
        clinician_npi=npi_of(clinician, notes),
        phone=contact(practice, "phone") or contact(clinician, "phone"),
        fax=contact(practice, "fax") or contact(clinician, "fax"),
        email=contact(practice, "email") or contact(clinician, "email"),
    )


def person_name(resource: Node) -> str:
    """A clinician's name as one would write it: "Philip Burke Barsotti, DMD"."""
    name = preferred(resource, "name")
    parts = (words(name, "prefix"), words(name, "given"), word(name, "family"))
    written = " ".join(part for part in parts if part) or word(name, "text")
    titles = words(name, "suffix", between=", ")
    return (f"{written}, {titles}" if titles and written else written)[:200]


def npi_of(resource: Node, notes: Notes) -> str:
    """The National Provider Identifier, when its check digit is right (CMS: Luhn over 80840 and the number)."""
    number = next((word(item, "value") for item in many(resource, "identifier") if word(item, "system") == NPI), "")
    if not number or is_npi(number):
        return number
    notes.not_read(f"{named(resource)}: “{number[:20]}” is not a National Provider Identifier.")
    return ""


def is_npi(number: str) -> bool:
    """Whether ten digits are a possible NPI."""
    if len(number) != 10 or not number.isascii() or not number.isdigit():
        return False
    digits = [int(sign) for sign in f"80840{number}"][::-1]
    return sum(digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)) % 10 == 0
