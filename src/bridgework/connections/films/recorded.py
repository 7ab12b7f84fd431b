"""What the decoder read, in the shape in which it is recorded and which the viewer understands."""

from typing import Any

from bridgework.actions.record_film import Decoded
from bridgework.connections.door import Unreadable
from bridgework.connections.films.film import Film


def as_decoded(made: Film | Unreadable) -> Decoded:
    """What the decoder answered, as it is recorded."""
    if isinstance(made, Unreadable):
        return Decoded(refused_because=made.sentence)
    return Decoded(
        media_type=made.media_type,
        kind=made.kind,
        width=made.width,
        height=made.height,
        pages=made.pages,
        taken_on=made.dicom.acquired if made.dicom else None,
        display=made.display,
        thumbnail=made.thumbnail,
        pixels=made.pixels.data if made.pixels else b"",
        slices=made.slices,
        copy=made.copy,
        reading=_reading(made),
    )


def _reading(film: Film) -> dict[str, Any]:
    reading: dict[str, Any] = {"display_type": film.display_type, "notes": list(film.notes), "likeness": film.likeness}
    if film.rest:
        reading["rest"] = list(film.rest)
    if film.as_it_came:
        reading["as_it_came"] = True
    if film.slices:
        reading["slices"] = len(film.slices)
    if film.pixels:
        reading |= {
            "bits": 16,
            "signed": film.pixels.signed,
            "pixels_width": film.pixels.width,
            "pixels_height": film.pixels.height,
            "window_center": film.pixels.window_center,
            "window_width": film.pixels.window_width,
            "photometric": "MONOCHROME1" if film.pixels.inverted else "MONOCHROME2",
        }
    if film.dicom:
        reading |= {
            "modality": film.dicom.modality,
            "tooth": film.dicom.tooth,
            "patient_name": film.dicom.patient_name,
            "birth_date": film.dicom.birth_date.isoformat() if film.dicom.birth_date else None,
            "frames": film.dicom.frames,
            "spacing_mm": list(film.dicom.spacing_mm) if film.dicom.spacing_mm else None,
            "spacing_basis": film.dicom.spacing_basis,
            "edges": list(film.dicom.edges) if film.dicom.edges else None,
            "side": film.dicom.side,
        }
    return reading
