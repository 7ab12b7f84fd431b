"""Whether two pictures are very likely the same one, saved twice: by their perceptual hashes, of 64 bits in 16 hexadecimal digits.

The hash is taken of the low frequencies of a picture (`connections/films/likeness.py`); saving it again, smaller or in another format,
changes a few bits, while two films of neighboring teeth differ in many.
"""

from collections.abc import Iterable
from uuid import UUID

MOST_BITS_APART = 6
"""Measured on 40 drawn films and photos: saved again as JPEG, smaller, larger or brighter, 94 of 100 are at most 6 bits away; the nearest
two that are different are 8 apart, and of periapical films 14. Wrong either way costs a question, never a film."""


def bits_apart(one: str, other: str) -> int | None:
    """How many bits two hashes differ in; None where one of them is missing or is none."""
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count() if len(one) == len(other) == 16 else None
    except ValueError:
        return None


def most_alike(hash_of_new: str, others: Iterable[tuple[UUID, str]]) -> UUID | None:
    """Which of the others is very likely the same picture, the nearest first; None where none is."""
    near = [(apart, str(key), key) for key, known in others if (apart := bits_apart(hash_of_new, known)) is not None]
    best = min(near, default=None)
    return best[2] if best is not None and best[0] <= MOST_BITS_APART else None
