"""Whether two entries are the same person, and whether a birth date can be right.

Nobody is merged by this rule: it says what agrees and what differs, and a person decides. Twins share everything but the given name, a
father and a son share the name but not the birth date: they are named as what they are, never proposed as one person.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bridgework.rules.names import Kinship, kinship, likeness

Decision = Literal["same", "likely", "relative", "unlike"]
Kin = Literal["", "twins", "namesakes"]
OLDEST_YEARS = 130
WITHIN_SLIPS = 0.9
_SAME_GIVEN: frozenset[Kinship] = frozenset({"equal", "short form", "letters swapped"})
"""A replaced or added letter makes another name of a twin (Ella and Bella, Mario and Maria): there a person looks."""
_NEARLY: dict[Kinship, str] = {"equal": "", "short form": " (short form)", "part": " (in part)"}
KIN_WORDS: dict[Kin, str] = {
    "": "",
    "twins": "Born on the same day, same family name, another first name: twins are two people.",
    "namesakes": "The same name, another birth date: parent and child may share a name and a phone.",
}
"""Message ids."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person. `phone` is E.164 or ""; names are as they were typed."""

    family_name: str
    given_name: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two entries are: a score from 0 to 100, and in words what agrees and what differs.

    `kin` says that they look like two people of one family, where the decision is "relative".
    """

    decision: Decision
    score: int
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    kin: Kin = ""

    @property
    def caution(self) -> str:
        """Why they are two people, as a message id; "" where nothing says so."""
        return KIN_WORDS[self.kin]


@dataclass(frozen=True, slots=True)
class _Compared:
    """The facts of two entries side by side: how the names stand, and degrees from 0 to 1. `born` is None where a birth date is not known."""

    family: Kinship
    given: Kinship
    family_degree: float
    given_degree: float
    born: float | None
    phone: bool
    email: bool

    @property
    def names(self) -> float:
        return min(self.family_degree, self.given_degree)

    @property
    def supported(self) -> bool:
        return self.phone or self.email


def compare(one: PersonFacts, other: PersonFacts) -> Match:
    """Whether two entries are the same person; the score only orders a list.

    "same" needs the birth date equal and both names equal within a slip. "likely" is for a person to look at: a slip in the birth date,
    half of a double name, a name changed under the same phone. "relative" looks like two people who are easily confused. An equal phone
    alone says nothing, for families share it.
    """
    seen = _compared(one, other)
    decision, kin = _decide(seen)
    born = seen.born or 0.0
    facts = (
        (f"family name{_nearly(seen.family, seen.family_degree)}", "family name", seen.family_degree, True),
        (f"given name{_nearly(seen.given, seen.given_degree)}", "given name", seen.given_degree, True),
        (f"birth date{'' if born == 1 else ' (nearly)'}", "birth date", born, seen.born is not None),
        ("phone", "phone", float(seen.phone), bool(one.phone and other.phone)),
        ("e-mail", "e-mail", float(seen.email), bool(one.email and other.email)),
    )
    return Match(
        decision=decision,
        score=round(40 * born + 30 * seen.family_degree + 20 * seen.given_degree + 10 * seen.supported),
        agrees=tuple(words for words, _, degree, _ in facts if degree),
        differs=tuple(name for _, name, degree, known in facts if not degree and known),
        kin=kin,
    )


def _compared(one: PersonFacts, other: PersonFacts) -> _Compared:
    family, given = kinship(one.family_name, other.family_name), kinship(one.given_name, other.given_name)
    degrees = likeness(one.family_name, other.family_name), likeness(one.given_name, other.given_name)
    crossed = min(likeness(one.family_name, other.given_name), likeness(one.given_name, other.family_name))
    if crossed > min(degrees):
        # Family and given name were typed into each other's place.
        family = given = "letters swapped" if crossed == 1 else "slip"
        degrees = (min(crossed, WITHIN_SLIPS), min(crossed, WITHIN_SLIPS))
    return _Compared(
        family=family,
        given=given,
        family_degree=degrees[0],
        given_degree=degrees[1],
        born=likeness_of_days(one.birth_date, other.birth_date) if one.birth_date and other.birth_date else None,
        phone=bool(one.phone) and one.phone == other.phone,
        email=bool(one.email) and one.email.casefold() == other.email.casefold(),
    )


def _decide(seen: _Compared) -> tuple[Decision, Kin]:
    names, better = seen.names, max(seen.family_degree, seen.given_degree)
    if seen.born == 1:
        if names and seen.given in _SAME_GIVEN and (seen.family_degree >= WITHIN_SLIPS or seen.supported):
            return "same", ""
        if names:
            return "likely", ""
        if seen.family_degree >= WITHIN_SLIPS:
            return "relative", "twins"
        return ("likely", "") if better >= WITHIN_SLIPS and seen.supported else ("unlike", "")
    if names >= WITHIN_SLIPS:
        if seen.born is None or seen.born > 0:
            return "likely", ""
        if seen.supported:
            return "relative", "namesakes"
    return "unlike", ""


def _nearly(how: Kinship, degree: float) -> str:
    return "" if degree == 1 else _NEARLY.get(how, " (nearly)")


def likeness_of_days(one: date, other: date) -> float:
    """1 for the same day; 0.7 for the usual slips of a birth date: day and month swapped, one digit wrong, two neighbors swapped; else 0."""
    if one == other:
        return 1.0
    swapped = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    text, against = one.isoformat(), other.isoformat()
    wrong = [place for place, (a, b) in enumerate(zip(text, against, strict=True)) if a != b]
    neighbors = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and text[wrong[0] : wrong[1] + 1] == against[wrong[1]] + against[wrong[0]]
    return 0.7 if swapped or neighbors or len(wrong) == 1 else 0.0


def check_birth_date(born: date, today: date) -> str | None:
    """A sentence where a birth date cannot be right, else None. `today` is the local date where the person is."""
    if born > today:
        return "The birth date is in the future. Please check the year."
    if age_on(born, today) >= OLDEST_YEARS:
        return f"The birth date is more than {OLDEST_YEARS} years ago. Please check the year."
    return None


def age_on(born: date, day: date) -> int:
    """Full years of age on a day; somebody born on 29 February has their birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
