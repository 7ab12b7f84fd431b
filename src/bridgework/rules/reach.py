"""What a message achieved, in shares with honest intervals; and which of two wordings a patient gets while they are compared.

Sources: Wilson 1927 (score interval of a share); Newcombe 1998, Statistics in Medicine 17:873, method 10 (interval of a difference of two).
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from math import sqrt
from uuid import UUID

Z = 1.959964
"""95 percent, two-sided."""
BOOKED_WITHIN = timedelta(days=7)
"""A visit that is booked within a week after a message counts for it."""
TRIED_TIERS = frozenset({"soon", "elective"})
"""Nobody tries words on patients who are in a hurry."""
FEWEST = 50
"""Patients on each side before a difference is spoken of: below, the interval says nothing anyway."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 percent interval of the share; 0 of 0 can be anything."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there is nothing to share."""
        return self.count / self.of if self.of else 0.0


def share_of(count: int, of: int) -> Share:
    """The share with its Wilson score interval. Raises ValueError where the part is larger than the whole."""
    if not 0 <= count <= of:
        raise ValueError("a part is no larger than the whole")
    if not of:
        return Share(0, 0, 0.0, 1.0)
    p, n = count / of, of
    middle = p + Z * Z / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    # At the ends the bound is 0 or 1 exactly; floats would be a hair off.
    return Share(count, of, 0.0 if not count else (middle - half) / whole, 1.0 if count == of else (middle + half) / whole)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger the second share is, with its 95 percent interval; between -1 and 1."""

    by: float
    low: float
    high: float

    @property
    def is_shown(self) -> bool:
        """Whether the interval leaves no room for "no difference"."""
        return self.low > 0 or self.high < 0


def difference(first: Share, second: Share) -> Difference:
    """Second less first, by Newcombe's method 10."""
    by = second.share - first.share
    down = sqrt((second.share - second.low) ** 2 + (first.high - first.share) ** 2)
    up = sqrt((second.high - second.share) ** 2 + (first.share - first.low) ** 2)
    return Difference(by, max(by - down, -1.0), min(by + up, 1.0))


def verdict(first: Share, second: Share) -> str:
    """What may be said of a comparison: too_few, better (the second), worse, or open."""
    if min(first.of, second.of) < FEWEST:
        return "too_few"
    found = difference(first, second)
    return "open" if not found.is_shown else "better" if found.low > 0 else "worse"


def variant_of(trial_id: UUID, referral_id: UUID) -> str:
    """Which words a referral's patient gets while two are compared: "a", those in force, or "b", the others. The same in every message."""
    return "ab"[sha256(trial_id.bytes + referral_id.bytes).digest()[0] & 1]
