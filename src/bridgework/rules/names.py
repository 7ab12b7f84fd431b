"""Names as they are compared: without accents and marks, in any order, with typing slips, and by their short forms.

One slip is forgiven in a name of four to six letters and two in a longer one; none in a shorter one, where it makes another name.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal
from unicodedata import combining, normalize

from rapidfuzz.distance import OSA

from bridgework.rules.short_names import FAMILIES

Kinship = Literal["equal", "short form", "letters swapped", "slip", "part", "other"]
"""How one name stands to another."""
LONGEST = 60
_DEGREES: dict[Kinship, float] = {"equal": 1, "short form": 0.9, "letters swapped": 0.9, "slip": 0.9, "part": 0.8, "other": 0}
_SHORT_FOR: dict[str, frozenset[int]] = {}
for _place, _family in enumerate(FAMILIES):
    for _name in _family:
        _SHORT_FOR[_name] = _SHORT_FOR.get(_name, frozenset()) | {_place}


def normalize_name(name: str) -> str:
    """A name for comparing: lower case, without accents and marks, hyphens as spaces ("Núñez-O'Neil" is "nunez oneil")."""
    plain = "".join(sign for sign in normalize("NFKD", name.replace("ß", "ss")) if not combining(sign))
    spaced = "".join(sign if sign.isalnum() else " " if sign in "-_,.^ \t" else "" for sign in plain.casefold())
    return " ".join(spaced.split())


def slips(one: str, other: str) -> int:
    """How many typing slips lie between two words: letters missed, added, replaced, or two neighbors swapped.

    The restricted Damerau-Levenshtein distance ("optimal string alignment").
    """
    return OSA.distance(one, other)


def slips_allowed(length: int) -> int:
    """How many slips a name of that length may have and still be the same."""
    # A slip in a name of three letters makes another name: Ana and Ava are two people.
    return 0 if length <= 3 else 1 if length <= 6 else 2


def kinship(one: str, other: str) -> Kinship:
    """How two names stand to each other; "other" where nothing connects them or one is empty. It does not matter which is first.

    "part" is one half of a double name ("Garcia" and "Garcia Lopez"); "short form" is Bob for Robert.
    """
    first, second = normalize_name(one)[:LONGEST], normalize_name(other)[:LONGEST]
    if not first or not second:
        return "other"
    parts, others = first.split(), second.split()
    if sorted(parts) == sorted(others) or "".join(parts) == "".join(others):
        return "equal"
    if is_short_for(first, second):
        return "short form"
    if slips(first, second) <= slips_allowed(min(len(first), len(second))):
        return "letters swapped" if sorted(first) == sorted(second) else "slip"
    return "part" if set(parts) < set(others) or set(others) < set(parts) else "other"


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: 1 for equal ones, 0.9 within a slip or for a short form, 0.8 for half of a double name."""
    return _DEGREES[kinship(one, other)]


def is_short_for(one: str, other: str) -> bool:
    """Whether two names (normalized) are forms of one: Bob and Rob of Robert, Paco and Francisco."""
    return bool(_SHORT_FOR.get(one, frozenset()) & _SHORT_FOR.get(other, frozenset()))


def also_written(word: str) -> tuple[str, ...]:
    """What else a typed word may stand for, normalized and without itself: its other forms, and in a short word each pair of neighbors swapped.

    For looking up by equality what no likeness of letter groups finds: "bob" is "robert", "jhon" is "john".
    """
    plain = normalize_name(word)
    forms = {name for place in sorted(_SHORT_FOR.get(plain, ())) for name in FAMILIES[place]}
    swapped = set(_swapped(plain)) if 4 <= len(plain) <= 6 else set()
    return tuple(sorted((forms | swapped) - {plain}))


def _swapped(word: str) -> Iterator[str]:
    for place, (letter, following) in enumerate(pairwise(word)):
        yield word[:place] + following + letter + word[place + 2 :]
