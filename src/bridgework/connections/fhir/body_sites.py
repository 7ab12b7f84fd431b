"""Teeth in FHIR: the systems that say their numbering, the words beside a code, and what to do when the two disagree."""

from bridgework.connections.fhir.packet import Notes
from bridgework.connections.fhir.tree import Node, codings, many, word
from bridgework.rules.teeth import BY_UNIVERSAL, Tooth, parse
from bridgework.rules.tooth_words import universal_of_words

UNIVERSAL_SYSTEMS = frozenset(
    (
        "http://terminology.hl7.org/CodeSystem/ADAUniversalToothDesignationSystem",
        "http://terminology.hl7.org/CodeSystem/ada-universal-tooth-designation-system",
        "http://www.ada.org/universal-tooth-designation",
    )
)
# HL7's example list of teeth is FDI (ISO 3950) by definition; claims are full of Universal numbers under its name.
FDI_SYSTEMS = frozenset(("http://terminology.hl7.org/CodeSystem/ex-tooth", "http://hl7.org/fhir/ex-tooth", "urn:iso:std:iso:3950"))


def teeth_of(resource: Node, notes: Notes, *path: str) -> tuple[str, ...]:
    """The teeth at `path` ("bodySite" as a rule), Universal, each once. What could be two teeth is named, not guessed."""
    found: dict[str, None] = {}
    for site in many(resource, *(path or ("bodySite",))):
        tooth = tooth_of(site, resource, notes)
        if tooth:
            found[tooth] = None
    return tuple(found)


def tooth_of(site: object, resource: Node, notes: Notes) -> str:
    """The one tooth that a coded body site names, or ""."""
    words = (word(site, "text"), *(display for _, _, display in codings(site)), word(resource, "code", "text"))
    said = [universal_of_words(text) for text in words]
    in_words = next((tooth for tooth in said if tooth), None)
    for system, code, _ in codings(site):
        if system in UNIVERSAL_SYSTEMS and code in BY_UNIVERSAL:
            if in_words and in_words != code:
                notes.contradicts(
                    f"Tooth {code} is the {BY_UNIVERSAL[code].name}, but the words beside it name tooth {in_words}. Which one is meant?"
                )
            return code
        if system in FDI_SYSTEMS and code:
            return from_fdi_list(code, in_words, notes)
    return in_words or ""


def from_fdi_list(code: str, in_words: str | None, notes: Notes) -> str:
    """A code of the FDI list. Senders put Universal numbers under its name; the words beside the code then decide, and it is said."""
    by_list = parse(code, "fdi")
    listed = by_list.universal if isinstance(by_list, Tooth) else None
    if in_words and in_words != listed:
        if in_words == code:
            notes.contradicts(
                f"“{code}” is given as a code of the FDI list, where it "
                f"{f'is the {BY_UNIVERSAL[listed].name}' if listed else 'is no tooth'}; the words say the {BY_UNIVERSAL[code].name}, "
                f"which is {code} in Universal numbers. Universal {code} was taken over; please confirm it."
            )
            return code
        notes.contradicts(f"Code “{code}” and the words beside it (tooth {in_words}) name different teeth. No tooth was taken over.")
        return ""
    if listed:
        return listed
    notes.contradicts(f"“{code}” is not a tooth of the FDI list it is given in. Which tooth is meant? None was taken over.")
    return ""
