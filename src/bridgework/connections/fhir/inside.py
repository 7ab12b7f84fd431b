"""The files inside a FHIR file and nothing else of it: for the worker, once a person has accepted the document."""

from dataclasses import dataclass

from bridgework.connections.door import Unreadable
from bridgework.connections.fhir.attachments import attachments_of
from bridgework.connections.fhir.packet import Notes, packet_of
from bridgework.connections.fhir.parse import CannotParse, parse
from bridgework.connections.fhir.reading import AttachmentRead

ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf", "application/dicom": ".dcm"}
"""What is put behind a name that has no ending, so that a saved original opens; the content decides what it is."""


@dataclass(frozen=True, slots=True)
class FilesInside:
    """The unpacked files in the order they stand in, and one sentence for each that is damaged, empty, or only pointed to."""

    files: tuple[AttachmentRead, ...]
    not_taken: tuple[str, ...]


def files_inside(data: bytes) -> FilesInside | Unreadable:
    """Unpacks what the FHIR file `data` holds inline, within `limits`. Never raises for what is in it."""
    notes = Notes()
    try:
        found = attachments_of(packet_of(parse(data), Notes()), notes)
    except CannotParse as refusal:
        return Unreadable(refusal.sentence)
    except (RecursionError, MemoryError):
        return Unreadable("This file is too large or too deep to be read.")
    return FilesInside(found, tuple(notes.unread))


def file_name(file: AttachmentRead) -> str:
    """What the sender called it, with an ending where it has none."""
    ending = ENDINGS.get(file.media_type.partition(";")[0].strip().lower(), "")
    return file.name if not ending or file.name.lower().endswith((ending, ".jpeg", ".dicom")) else f"{file.name}{ending}"
