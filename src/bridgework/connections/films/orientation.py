"""Which side of the patient lies at which edge of a DICOM picture, where its header says so (PS3.3 C.7.6.1.1.1 and C.7.6.2.1.1)."""

from typing import Any

from pydicom.dataset import Dataset

from bridgework.connections.films.header import fact

OPPOSITE = {"L": "R", "R": "L", "A": "P", "P": "A", "H": "F", "F": "H"}
Edges = tuple[str, str, str, str]


def edges_of(header: Dataset) -> Edges | None:
    """What lies at the left, right, upper and lower edge: R, L, A, P, H or F; None where the header does not say, or says nonsense."""
    directions = _named(header) or _computed(header)
    if directions is None:
        return None
    right, lower = directions
    return OPPOSITE[right], right, OPPOSITE[lower], lower


def side_of(header: Dataset) -> str:
    """The side of the mouth that the picture shows, "R" or "L", where the header names one."""
    for name in ("ImageLaterality", "FrameLaterality", "Laterality"):
        said = str(fact(header, name) or "").strip().upper()
        if said in ("R", "L"):
            return said
    return ""


def _named(header: Dataset) -> tuple[str, str] | None:
    """Toward what rows and columns run, by PatientOrientation: L and F are to the patient's left and to the feet."""
    try:
        row, column = (str(part).strip().upper()[:1] for part in fact(header, "PatientOrientation") or ())
    except (TypeError, ValueError):
        return None
    return (row, column) if _is_plane(row, column) else None


def _computed(header: Dataset) -> tuple[str, str] | None:
    """The same from the direction cosines of a volume, where each lies near an axis of the body."""
    cosines = fact(header, "ImageOrientationPatient") or _in_groups(header)
    try:
        six = [float(part) for part in cosines or ()]
    except (TypeError, ValueError):
        return None
    if len(six) != 6:
        return None
    row, column = _axis(six[:3]), _axis(six[3:])
    return (row, column) if _is_plane(row, column) else None


def _axis(direction: list[float]) -> str:
    axis = max(range(3), key=lambda place: abs(direction[place]))
    return "LPH"[axis] if direction[axis] > 0.8 else "RAF"[axis] if direction[axis] < -0.8 else ""


def _is_plane(row: str, column: str) -> bool:
    return row in OPPOSITE and column in OPPOSITE and column not in (row, OPPOSITE[row])


def _in_groups(header: Dataset) -> Any:
    """The cosines where volumes of many frames keep them: once for all frames, or with the first one."""
    for groups in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        try:
            return header[groups].value[0].PlaneOrientationSequence[0].ImageOrientationPatient
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            continue
    return None
