"""Files inside a FHIR file: DocumentReference, DiagnosticReport, Media and the Binary records behind them."""

import base64
import binascii
import re
from collections.abc import Iterator

from bridgework.connections.fhir.limits import MAX_ATTACHMENTS
from bridgework.connections.fhir.packet import Notes, Packet, key_of
from bridgework.connections.fhir.reading import AttachmentRead
from bridgework.connections.fhir.tree import Node, concept, many, named, word

KIND_WORDS = (
    (r"periapical", "periapical"),
    (r"bite-?wing", "bitewing"),
    (r"panoram|orthopantom", "panoramic"),
    (r"cbct|cone.?beam|computed tomography", "cbct"),
    (r"photo", "photo"),
    (r"treatment plan|plan of care", "plan"),
    (r"letter|note|report|summary", "letter"),
)


def attachments_of(packet: Packet, notes: Notes) -> tuple[AttachmentRead, ...]:
    """The files that are inside, in the file's order; one sentence for each that is only pointed to or cannot be unpacked."""
    found: list[AttachmentRead] = []
    used: set[int] = set()
    for resource, attachment in described(packet):
        label = word(attachment, "title") or word(resource, "description")[:120] or named(resource)
        kind = kind_of(" ".join((concept(resource.get("type")), concept(resource.get("code")), label, word(resource, "description"))))
        media_type = word(attachment, "contentType")
        data = word_data(attachment)
        binary = packet.by_reference.get(key_of(word(attachment, "url")))
        if not data and binary is not None and binary.get("resourceType") == "Binary":
            used.add(id(binary))
            data, media_type = word_data(binary), media_type or word(binary, "contentType")
        if not data:
            notes.not_read(f"“{label}” is not in the file, only its address is. Please ask the sender for it.")
            continue
        take(found, label, media_type, kind, data, notes)
    for binary in packet.all("Binary"):
        if id(binary) not in used and (data := word_data(binary)):
            take(found, named(binary), word(binary, "contentType"), "other", data, notes)
    if len(found) > MAX_ATTACHMENTS:
        notes.not_read(f"The file holds {len(found)} attachments; the first {MAX_ATTACHMENTS} were taken over.")
    return tuple(found[:MAX_ATTACHMENTS])


def described(packet: Packet) -> Iterator[tuple[Node, Node]]:
    """Every attachment with the record that describes it."""
    places = {"DocumentReference": ("content", "attachment"), "DiagnosticReport": ("presentedForm",), "Media": ("content",)}
    for resource in packet.all(*places):
        for attachment in many(resource, *places[resource["resourceType"]]):
            if isinstance(attachment, dict):
                yield resource, attachment


def word_data(node: Node) -> str:
    """The base64 text of an attachment, or ""."""
    data = node.get("data")
    return data if isinstance(data, str) else ""


def take(found: list[AttachmentRead], label: str, media_type: str, kind: str, data: str, notes: Notes) -> None:
    """Unpacks one file, or says that it cannot be unpacked."""
    try:
        unpacked = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        notes.not_read(f"“{label}” is damaged: it cannot be unpacked from the file.")
        return
    if not unpacked:
        notes.not_read(f"“{label}” is empty.")
        return
    found.append(AttachmentRead(label[:200], media_type[:80], kind, unpacked))


def kind_of(words: str) -> str:
    """The kind of attachment that the sender's words suggest."""
    return next((kind for pattern, kind in KIND_WORDS if re.search(pattern, words, re.IGNORECASE)), "other")
