"""What somebody typed into a search box: a referral number, a phone number, a birth date, teeth, or names."""

import re
from dataclasses import dataclass
from datetime import date

from bridgework.rules.contact import normalize_phone
from bridgework.rules.patient_entry import read_birth_date
from bridgework.rules.teeth import System, Tooth, parse

_TOOTH = re.compile(r"(?:#|\b(?:tooth|diente|muela)\s+#?)\s*([A-Ta-t]|\d{1,2})(?![\w])", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_DIGITS = re.compile(r"\+?\d[\d\s().-]{2,}\d")
_FIRST_NUMBER = 100_001
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Everything found in the words, each empty where there was none; all of it must fit. `teeth` are Universal, `phone` is E.164.

    `digits` is a part of a phone number (four digits or more) that is no whole one.
    """

    number: int | None = None
    phone: str = ""
    digits: str = ""
    birth_date: date | None = None
    teeth: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be searched for."""
        return self == SearchWords()


def read_search(typed: str, system: System = "universal") -> SearchWords:
    """Reads at most 120 characters; a bare tooth number is one of the office's own numbering."""
    text = " ".join(typed.split())[:120]
    born = read_birth_date(text)
    if born:
        return SearchWords(birth_date=born)
    text, day = _taken(_DATE, text)
    born = read_birth_date(day) if day else None
    text, teeth = _teeth(text, system)
    text, run = _taken(_DIGITS, text)
    number, phone, digits = _number(re.sub(r"\D", "", run), run)
    names: list[str] = []
    for word in text.replace(",", " ").replace("#", " ").split():
        found = parse(word, system) if re.fullmatch(r"\d{1,2}", word) else None
        if isinstance(found, Tooth):
            teeth = (*teeth, found.universal)
        elif any(sign.isalpha() for sign in word):
            names.append(word)
    return SearchWords(number, phone, digits, born, tuple(dict.fromkeys(teeth)), tuple(names[:_MOST_NAMES]))


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without the first match, and the match."""
    found = pattern.search(text)
    return (text[: found.start()] + " " + text[found.end() :], found.group()) if found else (text, "")


def _teeth(text: str, system: System) -> tuple[str, tuple[str, ...]]:
    found = [parse(match, system) for match in _TOOTH.findall(text)]
    return _TOOTH.sub(" ", text), tuple(tooth.universal for tooth in found if isinstance(tooth, Tooth))


def _number(digits: str, run: str) -> tuple[int | None, str, str]:
    """A run of digits as a referral number, a whole phone number, or a part of one."""
    if len(digits) >= 10:
        phone = normalize_phone(run)
        return (None, phone, "") if phone else (None, "", digits[:15])
    if len(digits) >= 6 and run.strip().isdigit() and int(digits) >= _FIRST_NUMBER:
        return int(digits), "", ""
    return None, "", digits if len(digits) >= 4 else ""
