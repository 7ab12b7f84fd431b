"""RelatedPerson, Patient.contact, Patient.communication and Coverage: who is around the patient, as proposals that a person confirms.

Codes: HL7 v3 RoleCode and ContactRole for relations, v3 ActCode for coverage, subscriber-relationship for whose insurance it is, BCP 47 for
languages. What a code does not say stays open: nobody is made a guardian by a file.
"""

from collections.abc import Iterator
from datetime import date

from bridgework.connections.fhir.packet import Notes, Packet
from bridgework.connections.fhir.people import contact, preferred, spoken
from bridgework.connections.fhir.reading import CoverageRead, RelatedRead
from bridgework.connections.fhir.tree import Node, codings, day, many, one, word, words
from bridgework.rules.person import INTERPRETED, MOST_COVERAGES, MOST_PROXIES, is_minor

RELATIONS = {
    **dict.fromkeys(("MTH", "NMTH", "MTHFOST", "STPMTH", "ADOPTM"), "mother"),
    **dict.fromkeys(("FTH", "NFTH", "FTHFOST", "STPFTH", "ADOPTF"), "father"),
    **dict.fromkeys(("GRPRN", "GRMTH", "GRFTH", "MGRMTH", "PGRMTH", "MGRFTH", "PGRFTH"), "grandparent"),
    **dict.fromkeys(("SPS", "HUSB", "WIFE", "DOMPART", "SIGOTHR"), "spouse"),
    **dict.fromkeys(("CHILD", "SON", "DAU", "NCHILD", "SONC", "DAUC"), "child"),
    **dict.fromkeys(("SIB", "BRO", "SIS", "HSIB", "NSIB"), "sibling"),
    "CAREGIVER": "caregiver",
}
AUTHORITIES = {
    **dict.fromkeys(("GUARD", "GUADLTM"), "guardian"),
    **dict.fromkeys(("HPOWATT", "POWATT", "DPOWATT", "SPOWATT"), "power_of_attorney"),
}
PARENTS = frozenset(("mother", "father"))
SUBSCRIBERS = {"self": "self", "spouse": "spouse", "child": "parent", "common": "spouse", "parent": "other", "other": "other"}
"""How the patient stands to the subscriber -> whose insurance it is, seen from the patient."""
MEDICAL = frozenset(("EHCPOL", "HIP", "HSAPOL", "MCPOL", "HMO", "PPO", "POS", "PUBLICPOL"))
LANGUAGES = {choice.code: choice.code for choice in INTERPRETED if len(choice.code) <= 3} | {"ase": "asl", "cmn": "zh", "fil": "tl"}
NEEDS_INTERPRETER = frozenset(
    (
        "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
        "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
    )
)
YES = frozenset(("373066001", "Y", "yes"))


def related_to(packet: Packet, subject: Node | None, today: date) -> tuple[RelatedRead, ...]:
    """Who is named around the patient on `today`, each person once: records of their own first, then the contacts in the patient's record."""
    if subject is None:
        return ()
    found: dict[tuple[str, str], RelatedRead] = {}
    for person in (*_records(packet, subject), *many(subject, "contact")):
        if not isinstance(person, dict) or _is_over(person, today):
            continue
        read = _related(person, subject, today)
        if read.given or read.family:
            found.setdefault((read.given.casefold(), read.family.casefold()), read)
    return tuple(found.values())[:MOST_PROXIES]


def _records(packet: Packet, subject: Node) -> Iterator[Node]:
    for record in packet.all("RelatedPerson"):
        if record.get("active") is not False and any(found is subject for found in packet.follow_all(record, "patient")):
            yield record


def _is_over(person: Node, today: date) -> bool:
    ended = day(person, "period", "end")
    return ended is not None and ended < today


def _related(person: Node, subject: Node, today: date) -> RelatedRead:
    name = preferred(person, "name")
    codes = {code.upper() for place in many(person, "relationship") for _, code, _ in codings(place)}
    relation = next((RELATIONS[code] for code in sorted(codes) if code in RELATIONS), "")
    authority = next((AUTHORITIES[code] for code in sorted(codes) if code in AUTHORITIES), "")
    born = day(subject, "birthDate")
    if not authority and (relation in PARENTS or "PRN" in codes) and born and is_minor(born, today):
        authority = "parent"
    said = next(
        (words_of for place in many(person, "relationship") if (words_of := word(place, "text") or word(place, "coding", "display"))), ""
    )
    birth_date = day(person, "birthDate")
    return RelatedRead(
        given=words(name, "given")[:120],
        family=word(name, "family")[:120] or ("" if words(name, "given") else word(name, "text")[:120]),
        birth_date=birth_date if birth_date and birth_date <= today else None,
        relation=relation,
        authority=authority,
        said=said[:80],
        phone=contact(person, "phone"),
        email=contact(person, "email"),
        language=language_of(person)[0],
    )


def language_of(person: Node) -> tuple[str, str]:
    """The language somebody speaks (BCP 47, the preferred one first) and the one an interpreter is needed for: a code of `rules.person`.

    An interpreter is proposed where the file says that one is needed, or where the preferred language is none that messages are written in.
    """
    code = (spoken(person) or word(person, "language"))[:12]
    base = code.split("-")[0].lower()
    if not needs_interpreter(person) and base in ("", "en", "es"):
        return code, ""
    return code, LANGUAGES.get(base, "other" if base not in ("", "en") else "")


def _says_yes(extension: Node) -> bool:
    if word(extension, "url") not in NEEDS_INTERPRETER:
        return False
    return extension.get("valueBoolean") is True or word(extension, "valueCoding", "code") in YES


def needs_interpreter(person: Node) -> bool:
    """Whether the file says in so many words that an interpreter is needed."""
    return any(_says_yes(extension) for extension in many(person, "extension") if isinstance(extension, dict))


def coverages_of(packet: Packet, subject: Node | None, today: date, notes: Notes) -> tuple[CoverageRead, ...]:
    """The coverages of the patient that stand on `today`, in the order in which they pay; each member number of a carrier once."""
    if subject is None:
        return ()
    found: dict[tuple[str, str], tuple[int, CoverageRead]] = {}
    for record in packet.all("Coverage"):
        if word(record, "status") in ("cancelled", "entered-in-error"):
            continue
        if many(record, "beneficiary", "reference") and packet.follow(record, "beneficiary") is not subject:
            continue
        order = record.get("order")
        read = _coverage(packet, record)
        if _is_over(record, today):
            notes.not_read(
                f"The coverage by {read.carrier or 'an insurer'} ended on {day(record, 'period', 'end'):%B %-d, %Y}; ask for the new one."
            )
            continue
        found.setdefault((read.carrier.casefold(), read.member_id), (order if isinstance(order, int) else len(found) + 1, read))
    return tuple(read for _, read in sorted(found.values(), key=lambda one_of: one_of[0]))[:MOST_COVERAGES]


def _coverage(packet: Packet, record: Node) -> CoverageRead:
    kinds = {code.upper() for _, code, _ in codings(one(record, "type"))}
    classes = {code: entry for entry in many(record, "class") if isinstance(entry, dict) for _, code, _ in codings(one(entry, "type"))}
    relation = next((code for _, code, _ in codings(one(record, "relationship"))), "")
    return CoverageRead(
        carrier=(word(packet.follow(record, "payor"), "name") or word(record, "payor", "display"))[:80],
        member_id=(word(record, "subscriberId") or word(record, "identifier", "value"))[:30],
        plan=(word(classes.get("plan"), "name") or word(classes.get("plan"), "value"))[:80],
        group_number=word(classes.get("group"), "value")[:40],
        subscriber=SUBSCRIBERS.get(relation, ""),
        covers="dental" if "DENTAL" in kinds else "medical" if kinds & MEDICAL else "",
    )
