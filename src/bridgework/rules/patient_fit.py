"""How well a person fits what was typed into a search: the words a caller says and an assistant types, with the slips of both.

Everything that was said must fit: each name begins a part of the person's, or is a slip or a form of one, in any order; the birth date is
the one that was said or a usual slip of it, and so is the phone number. What fits exactly comes first.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bridgework.rules.identity import PersonFacts, likeness_of_days
from bridgework.rules.names import is_short_for, normalize_name, slips, slips_allowed
from bridgework.rules.search_words import SearchWords

_NEAR = 0.7
_DIGITS = "0123456789"


def fit(words: SearchWords, person: PersonFacts) -> float:
    """From 0 (something that was said does not fit) to 1 (everything is exactly so). Teeth and referral numbers say nothing here."""
    parts = tuple(dict.fromkeys(normalize_name(f"{person.given_name} {person.family_name}").split()))
    degrees = [_name(normalize_name(word), parts) for word in words.names if normalize_name(word)]
    if words.birth_date:
        degrees.append(likeness_of_days(words.birth_date, person.birth_date) if person.birth_date else 0.0)
    if words.phone:
        degrees.append(_phone(words.phone, person.phone))
    digits = words.digits or (str(words.number) if words.number else "")
    if digits:
        degrees.append(float(digits in person.phone))
    return sum(degrees) / len(degrees) if degrees and all(degrees) else 0.0


def _name(word: str, parts: tuple[str, ...]) -> float:
    """How well one word fits the best of the parts of a name; a word of several parts (O'Neil-Smith) needs all of them."""
    pieces = word.split()
    if len(pieces) > 1:
        each = [_name(piece, parts) for piece in pieces]
        return min(each)
    return max((_part(word, part) for part in parts), default=0.0)


def _part(word: str, part: str) -> float:
    if word == part:
        return 1.0
    if part.startswith(word):
        return 0.95
    if is_short_for(word, part):
        return 0.85
    allowed = slips_allowed(len(word))
    if not allowed:
        return 0.0
    if abs(len(word) - len(part)) <= allowed and slips(word, part) <= allowed:
        return 0.8
    # Somebody is still typing, and has slipped already.
    lengths = range(max(len(word) - 1, 1), min(len(word) + 1, len(part)) + 1)
    return _NEAR if any(slips(word, part[:length]) <= 1 for length in lengths) else 0.0


def _phone(typed: str, known: str) -> float:
    return 1.0 if typed == known else _NEAR if known in phones_near(typed) else 0.0


def birth_dates_near(day: date) -> tuple[date, ...]:
    """The day itself first, then every day that a usual slip makes of it: those of `likeness_of_days`. At most 75."""
    near = {day}
    if day.day <= 12:
        near.add(date(day.year, day.day, day.month))
    for text in _with_a_slip(day.isoformat()):
        try:
            near.add(date.fromisoformat(text))
        except ValueError:  # no month has a day like that
            continue
    return (day, *sorted(near - {day}))


def _with_a_slip(text: str) -> Iterator[str]:
    """The text with each digit replaced by each other one, and with each two neighboring digits swapped."""
    for place, digit in enumerate(text):
        if digit.isdigit():
            yield from (text[:place] + other + text[place + 1 :] for other in _DIGITS)
    for place, (before, after) in enumerate(pairwise(text)):
        if before.isdigit() and after.isdigit():
            yield text[:place] + after + before + text[place + 2 :]


def phones_near(phone: str) -> tuple[str, ...]:
    """The number itself first, then every number with one digit wrong or two neighbors swapped, the country code left alone. E.164.

    Of a US number there are 100; what is no such number has no neighbors.
    """
    head, digits = phone[:2], phone[2:]
    if not phone.startswith("+1") or len(digits) != 10 or not digits.isdecimal():
        return (phone,)
    return (phone, *sorted(head + near for near in set(_with_a_slip(digits)) - {digits}))
