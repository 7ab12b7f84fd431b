"""A DICOM header as it comes in the field: each claim read for itself, so that a broken one spoils no other."""

import re
from datetime import date
from typing import Any

from pydicom.dataset import Dataset, FileDataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence


def fact(header: Dataset, name: str) -> Any:
    """A header element, or None where it is absent or cannot be decoded: one broken element does not spoil the film."""
    try:
        return header.get(name)
    except Exception:  # the parser decodes on access, and raises whatever a hostile value leads it to
        return None


def listed(header: Dataset, name: str) -> list[Dataset]:
    """The first items of a sequence, or none."""
    found = fact(header, name)
    return [item for item in found[:8] if isinstance(item, Dataset)] if isinstance(found, Sequence) else []


def whole_number(header: FileDataset, name: str, default: int) -> int:
    """A header number, or `default` where it is absent. Raises ValueError for what is not a number at all."""
    value = header.get(name)
    return default if value in (None, "") else int(value)


def number(header: FileDataset, name: str, default: float) -> float:
    """A decimal from the header, its first where there are several, or `default` where it is absent or not finite."""
    value = fact(header, name)
    if isinstance(value, (list, MultiValue)):
        value = value[0] if value else None
    try:
        found = float(value) if value not in (None, "") else default
    except (TypeError, ValueError):
        return default
    return found if abs(found) < 1e9 else default


def words(value: object) -> str:
    """A header text in one line without control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(value or "")).split())


def name_of(value: object) -> str:
    """A DICOM person name (family^given^middle) as "Given Middle Family"."""
    parts = [words(part) for part in str(value or "").split("=")[0].split("^")]
    return " ".join(part for part in (*parts[1:3], parts[0]) if part)[:200]


def day_of(value: object) -> date | None:
    """A DICOM date (YYYYMMDD), or None where it is absent or no day of the calendar."""
    found = re.match(r"(\d{4})\.?(\d{2})\.?(\d{2})", str(value or ""))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
