"""Whether two pictures are very likely the same one, saved twice: by their perceptual hashes, of 64 bits in 16 hexadecimal digits.

The hash is taken of the low frequencies of a picture (`connections/films/likeness.py`); saving it again, smaller or in another format,
changes a few bits, while two films of neighboring teeth differ in a third of them.
"""

from collections.abc import Iterable
from uuid import UUID

MOST_BITS_APART = 6
"""Measured: a film saved again as JPEG of half the size differs in 0 to 4 bits, the nearest two of 40 different films in 14."""


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
