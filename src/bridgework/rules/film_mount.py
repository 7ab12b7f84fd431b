"""Where a film hangs in a mount: as one looks at the patient, whose right is on the left, upper films above lower ones, bitewings between.

The arrangement is the one of a full mouth series (ADA: films are mounted with the raised dot toward the viewer, "labial mounting").
"""

from collections.abc import Sequence
from typing import Literal

from bridgework.rules.teeth import BY_UNIVERSAL, Tooth

Row = Literal["upper", "bitewing", "lower"]
ROWS: tuple[Row, ...] = ("upper", "bitewing", "lower")
COLUMNS = 7
"""From the patient's right molars over the front teeth to the left molars."""
HUNG = ("periapical", "bitewing")


def place_in_mount(kind: str, tooth: str) -> tuple[Row, int] | None:
    """Row and column (1 to 7) of a film of that kind that shows that tooth; None for what is not hung, or shows no known tooth."""
    known = BY_UNIVERSAL.get(tooth)
    if kind not in HUNG or known is None:
        return None
    return "bitewing" if kind == "bitewing" else known.arch, _column(known)


def _column(tooth: Tooth) -> int:
    """1 and 7 molars, 2 and 6 premolars, 3 and 5 canines and lateral incisors, 4 central incisors; primary molars stand where premolars will."""
    from_middle = 0 if tooth.position == 1 else 1 if tooth.position <= 3 else 2 if tooth.position <= 5 else 3
    return 4 - from_middle if tooth.side == "right" else 4 + from_middle


def is_worth_hanging(places: Sequence[tuple[Row, int] | None]) -> bool:
    """Whether there are at least two films with a place of their own: one film is no mount."""
    return len({place for place in places if place is not None}) >= 2
