"""A patient as somebody typed them in: what can be kept, and a sentence for everything that cannot be right."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bridgework.rules.case import plain_text
from bridgework.rules.contact import check_phone, normalize_phone
from bridgework.rules.identity import check_birth_date
from bridgework.rules.letters import check_address
from bridgework.rules.questions import Choice

LANGUAGES = (Choice("en", "English"), Choice("es", "Spanish"))
CHANNELS = (Choice("sms", "Text message"), Choice("email", "E-mail"), Choice("phone", "Phone call"), Choice("letter", "Letter"))
LONGEST_NAME = 120
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_ZIP = re.compile(r"\d{5}(-\d{4})?")
_DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%d %b %Y", "%b %d %Y", "%d %B %Y", "%B %d %Y")
_DIGITS_ONLY = ("%m%d%Y", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class PatientEntry:
    """A patient who can be kept. `phone` is E.164 or ""."""

    given_name: str
    family_name: str
    birth_date: date
    phone: str = ""
    email: str = ""
    language: str = "en"
    interpreter: bool = False
    preferred_channel: str = "sms"
    street: str = ""
    city: str = ""
    region: str = ""
    zip: str = ""
    may_contact: bool = False


def read_birth_date(typed: str) -> date | None:
    """A birth date as offices write it: 1992-04-12, 4/12/1992 (month first), 12 Apr 1992; None for anything else."""
    text = " ".join(typed.replace(",", " ").split())
    # Eight digits are a date; six are a referral number, though "100027" could be read as a day of the year 1000.
    for form in _DIGITS_ONLY if len(text) == 8 and text.isdecimal() else _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a birth date has no zone
        except ValueError:
            continue
    return None


def birth_date_typed(born: date | None) -> str:
    """A birth date as an office would type it, 4/12/1992; "" for none. `read_birth_date` reads it back."""
    return f"{born.month}/{born.day}/{born.year}" if born else ""


def check_entry(typed: Mapping[str, str], today: date) -> tuple[PatientEntry | None, dict[str, str]]:
    """The patient, or field -> sentence for what is missing or cannot be right. `today` is the local date of the practice.

    A flag (`interpreter`, `may_contact`) is set by any text but "". Nothing is guessed: what is wrong is named, and nothing is kept.
    """
    said = {key: plain_text(value) for key, value in typed.items()}
    problems = _names(said)
    born = read_birth_date(said.get("birth_date", ""))
    if born is None:
        problems["birth_date"] = (
            "Give the birth date as month, day and year, for example 4/12/1992." if said.get("birth_date") else "Give the birth date."
        )
    elif wrong := check_birth_date(born, today):
        problems["birth_date"] = wrong
    phone = said.get("phone", "")
    if phone and (wrong := check_phone(phone)):
        problems["phone"] = wrong
    email = said.get("email", "")
    if email and (len(email) > 254 or not EMAIL.fullmatch(email)):
        problems["email"] = f"“{email[:40]}” is not an e-mail address."
    if said.get("zip") and not _ZIP.fullmatch(said["zip"]):
        problems["zip"] = "A ZIP code has five digits."
    problems = check_address(said) | problems | _choices(said)
    if problems or born is None:
        return None, problems
    return PatientEntry(
        given_name=said["given_name"],
        family_name=said["family_name"],
        birth_date=born,
        phone=(normalize_phone(phone) or "") if phone else "",
        email=email,
        language=said.get("language") or "en",
        interpreter=bool(said.get("interpreter")),
        preferred_channel=said.get("preferred_channel") or "sms",
        street=said.get("street", ""),
        city=said.get("city", ""),
        region=said.get("region", "").upper(),
        zip=said.get("zip", ""),
        may_contact=bool(said.get("may_contact")),
    ), {}


def _names(said: Mapping[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    for field, words in (("given_name", "first name"), ("family_name", "last name")):
        name = said.get(field, "")
        if not name:
            problems[field] = f"Give the {words}."
        elif len(name) > LONGEST_NAME:
            problems[field] = f"The {words} has {len(name)} characters; at most {LONGEST_NAME} fit."
        elif not any(sign.isalpha() for sign in name):
            problems[field] = f"The {words} has no letter in it."
    return problems


def _choices(said: Mapping[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    if said.get("language") and said["language"] not in {choice.code for choice in LANGUAGES}:
        problems["language"] = "Choose one of the listed languages."
    if said.get("preferred_channel") and said["preferred_channel"] not in {choice.code for choice in CHANNELS}:
        problems["preferred_channel"] = "Choose one of the listed ways."
    elif said.get("preferred_channel") in ("sms", "phone") and not said.get("phone") and said.get("email"):
        problems["preferred_channel"] = "There is no phone number. Choose e-mail, or give a number."
    return problems
