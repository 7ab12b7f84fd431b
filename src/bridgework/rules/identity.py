"""Whether two entries are the same person, and whether a birth date can be right.

Names are compared as they sound on a phone line and look after a typing slip: without accents, case, marks or the order of name
parts, one slip in a short name and two in a long one. Nobody is merged by this rule: it says what agrees and what differs, and a
person decides (twins share everything but the given name; a father and a son share the name but not the birth date).
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

Decision = Literal["same", "likely", "unlike"]
OLDEST_YEARS = 130
_WITHIN_SLIPS = 0.9


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
    """How alike two entries are: a score from 0 to 100, and in words what agrees and what differs."""

    decision: Decision
    score: int
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


def normalize_name(name: str) -> str:
    """A name for comparing: lower case, without accents and marks, hyphens as spaces ("Núñez-O'Neil" is "nunez oneil")."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.replace("ß", "ss")) if not unicodedata.combining(sign))
    spaced = "".join(sign if sign.isalnum() else " " if sign in "-_,.^ \t" else "" for sign in plain.casefold())
    return " ".join(spaced.split())


def slips(one: str, other: str) -> int:
    """How many typing slips lie between two words: letters missed, added, replaced, or two neighbors swapped.

    The restricted Damerau-Levenshtein distance ("optimal string alignment").
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: 1 for equal ones, 0.9 within the slips that a name of that length may have.

    A double name is like each of its parts ("Garcia Lopez" and "Garcia"), less than the whole.
    """
    first, second = normalize_name(one)[:60], normalize_name(other)[:60]
    if not first or not second:
        return 0.0
    if first == second or sorted(first.split()) == sorted(second.split()):
        return 1.0
    if slips(first, second) <= _slips_allowed(min(len(first), len(second))):
        return _WITHIN_SLIPS
    parts, others = set(first.split()), set(second.split())
    if parts < others or others < parts:
        return 0.8
    return 0.0


def _slips_allowed(length: int) -> int:
    # A slip in a name of three letters makes another name: Ana and Ava are two people.
    return 0 if length <= 3 else 1 if length <= 6 else 2


def compare(one: PersonFacts, other: PersonFacts) -> Match:
    """Whether two entries are the same person; the score only orders a list.

    "same" needs the birth date equal and both names equal within a slip. "likely" is for a person to look at: a slip in the birth date,
    half of a double name, a name changed or a nickname under the same phone. An equal phone alone says nothing, for families share it.
    """
    family, given = likeness(one.family_name, other.family_name), likeness(one.given_name, other.given_name)
    crossed = min(likeness(one.family_name, other.given_name), likeness(one.given_name, other.family_name))
    if crossed > min(family, given):
        family = given = min(crossed, _WITHIN_SLIPS)  # family and given name were typed into each other's place
    born = _birth_dates(one.birth_date, other.birth_date)
    phone = bool(one.phone) and one.phone == other.phone
    email = bool(one.email) and one.email.casefold() == other.email.casefold()
    names, dates_known = min(family, given), bool(one.birth_date and other.birth_date)
    facts = (("family name", family, True), ("given name", given, True), ("birth date", born, dates_known))
    more = (("phone", float(phone), bool(one.phone and other.phone)), ("e-mail", float(email), bool(one.email and other.email)))
    return Match(
        decision=_decide(names, max(family, given), born if dates_known else None, phone or email),
        score=round(40 * born + 30 * family + 20 * given + 10 * (phone or email)),
        agrees=tuple(name if degree == 1 else f"{name} (nearly)" for name, degree, _ in facts + more if degree),
        differs=tuple(name for name, degree, known in facts + more if not degree and known),
    )


def _decide(names: float, better_name: float, born: float | None, supported: bool) -> Decision:
    """The decision from the less and the more alike name, the birth dates (None: one is not known), and an equal phone or e-mail."""
    if born == 1:
        if names >= _WITHIN_SLIPS or (names and supported):
            return "same"
        return "likely" if names or (better_name >= _WITHIN_SLIPS and supported) else "unlike"
    if names >= _WITHIN_SLIPS and (born is None or born > 0 or supported):
        return "likely"
    return "unlike"


def _birth_dates(one: date | None, other: date | None) -> float:
    """1 for the same day; 0.7 where day and month are swapped or one digit is wrong, the usual slips; else 0."""
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.0
    swapped = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    wrong_digits = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return 0.7 if swapped or wrong_digits == 1 else 0.0


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
