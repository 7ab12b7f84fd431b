"""The person behind the case as somebody typed it: what can be kept, and a sentence for everything that cannot be right.

Everything is optional. A part that was begun has to be finished: a guardian without a name, or a card without its carrier, helps nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bridgework.rules.case import plain_text
from bridgework.rules.contact import check_phone, normalize_phone
from bridgework.rules.identity import age_on, check_birth_date
from bridgework.rules.patient_entry import EMAIL, LANGUAGES, LONGEST_NAME, read_birth_date
from bridgework.rules.person import ADULT_AT, AUTHORITIES, DECIDES, ESCORTS, INTERPRETED, PAYMENTS, RELATIONS, SUBSCRIBERS
from bridgework.rules.questions import Choice

FIELDS = (
    "interpreter_language",
    "wheelchair",
    "transport",
    "escort",
    "proxy_given_name",
    "proxy_family_name",
    "proxy_birth_date",
    "proxy_relation",
    "proxy_authority",
    "proxy_phone",
    "proxy_email",
    "proxy_language",
    "proxy_is_contact",
    "coverage_kind",
    "coverage_carrier",
    "coverage_plan",
    "coverage_member_id",
    "coverage_group_number",
    "coverage_subscriber",
)
SHORTEST_MEMBER_ID, LONGEST_MEMBER_ID = 4, 30
_MEMBER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .\-/]*")
_PROXY_BEGUN = ("given_name", "family_name", "birth_date", "phone", "email")
_COVERAGE_BEGUN = ("carrier", "plan", "member_id", "group_number")


@dataclass(frozen=True, slots=True)
class ProxyEntry:
    """Somebody who speaks for the patient. `language` "" is the patient's; codes are those of `rules.person`."""

    given_name: str
    family_name: str
    relation: str
    authority: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    language: str = ""
    is_contact: bool = True


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """Who pays. Of a self-pay patient only the kind is kept."""

    kind: str
    carrier: str = ""
    plan: str = ""
    member_id: str = ""
    group_number: str = ""
    subscriber: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Everything around a patient that a practice keeps beside name, birth date and address."""

    interpreter_language: str = ""
    wheelchair: bool = False
    transport: bool = False
    escort: str = ""
    proxy: ProxyEntry | None = None
    coverage: CoverageEntry | None = None


def check_person(typed: Mapping[str, str], today: date) -> tuple[PersonEntry | None, dict[str, str]]:
    """What was typed about the person, or field -> sentence for what cannot be right. `today` is the local date of the practice.

    A flag is set by any text but "". Fields are named as in `FIELDS`.
    """
    said = {key: plain_text(typed.get(key, "")) for key in FIELDS}
    problems = _unlisted(said, {"interpreter_language": INTERPRETED, "escort": ESCORTS})
    proxy = _proxy(said, today, problems)
    coverage = _coverage(said, problems)
    if problems:
        return None, problems
    return PersonEntry(
        interpreter_language=said["interpreter_language"],
        wheelchair=bool(said["wheelchair"]),
        transport=bool(said["transport"]),
        escort=said["escort"],
        proxy=proxy,
        coverage=coverage,
    ), {}


def _proxy(said: Mapping[str, str], today: date, problems: dict[str, str]) -> ProxyEntry | None:
    given = {key.removeprefix("proxy_"): value for key, value in said.items() if key.startswith("proxy_")}
    if not any(given[key] for key in _PROXY_BEGUN):
        return None
    found = _names(given) | _addresses(given)
    found |= {
        key: "Choose one of the list." for key, listed in (("language", LANGUAGES),) if given[key] and given[key] not in _codes(listed)
    }
    if given["relation"] not in _codes(RELATIONS):
        found["relation"] = "Say who they are to the patient."
    if given["authority"] not in _codes(AUTHORITIES):
        found["authority"] = "Say whether they decide for the patient, and by what right."
    born = read_birth_date(given["birth_date"])
    if wrong := _birth_date(given, born, today):
        found["birth_date"] = wrong
    if given["is_contact"] and not (given["phone"] or given["email"]):
        found["phone"] = "Messages go to them: give a phone number or an e-mail address."
    problems.update({f"proxy_{key}": sentence for key, sentence in found.items()})
    if found:
        return None
    return ProxyEntry(
        given_name=given["given_name"],
        family_name=given["family_name"],
        relation=given["relation"],
        authority=given["authority"],
        birth_date=born,
        phone=(normalize_phone(given["phone"]) or "") if given["phone"] else "",
        email=given["email"],
        language=given["language"],
        is_contact=bool(given["is_contact"]),
    )


def _names(given: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    for key, words in (("given_name", "first name"), ("family_name", "last name")):
        if not any(sign.isalpha() for sign in given[key]):
            problems[key] = f"Give the {words} of whoever speaks for the patient."
        elif len(given[key]) > LONGEST_NAME:
            problems[key] = f"The {words} has {len(given[key])} characters; at most {LONGEST_NAME} fit."
    return problems


def _addresses(given: Mapping[str, str]) -> dict[str, str]:
    problems = {}
    if given["phone"] and (wrong := check_phone(given["phone"])):
        problems["phone"] = wrong
    if given["email"] and (len(given["email"]) > 254 or not EMAIL.fullmatch(given["email"])):
        problems["email"] = f"“{given['email'][:40]}” is not an e-mail address."
    return problems


def _birth_date(given: Mapping[str, str], born: date | None, today: date) -> str:
    """What is wrong with a proxy's birth date; "" where nothing is."""
    if born is None:
        if given["birth_date"]:
            return "Give the birth date as month, day and year, for example 4/12/1992."
        return "Give their birth date: it opens the link." if given["is_contact"] else ""
    if wrong := check_birth_date(born, today):
        return wrong
    if given["authority"] in DECIDES and given["authority"] != "parent" and age_on(born, today) < ADULT_AT:
        return "Somebody under 18 cannot decide for another. Please check the year."
    return ""


def _coverage(said: Mapping[str, str], problems: dict[str, str]) -> CoverageEntry | None:
    given = {key.removeprefix("coverage_"): value for key, value in said.items() if key.startswith("coverage_")}
    kind = given["kind"] or ("insured" if any(given[key] for key in _COVERAGE_BEGUN) else "")
    if not kind:
        return None
    if kind == "self_pay":
        return CoverageEntry(kind)
    found = {}
    if kind not in _codes(PAYMENTS):
        found["kind"] = "Choose one of the list."
    if not given["carrier"]:
        found["carrier"] = "Give the name of the insurance company, as it is on the card."
    found |= {
        key: f"This has {len(given[key])} characters; at most {most} fit."
        for key, most in (("carrier", 80), ("plan", 80), ("group_number", 40))
        if len(given[key]) > most
    }
    if wrong := check_member_id(given["member_id"]):
        found["member_id"] = wrong
    if given["subscriber"] and given["subscriber"] not in _codes(SUBSCRIBERS):
        found["subscriber"] = "Choose one of the list."
    problems.update({f"coverage_{key}": sentence for key, sentence in found.items()})
    if found:
        return None
    return CoverageEntry(kind, given["carrier"], given["plan"], given["member_id"].upper(), given["group_number"], given["subscriber"])


def check_member_id(typed: str) -> str:
    """A sentence where this cannot be the member id of a card, else "". None at all is fine: the photo of the card may come later."""
    if not typed:
        return ""
    if not _MEMBER_ID.fullmatch(typed) or not any(sign.isdigit() for sign in typed):
        return "A member id has letters and digits only, as on the card."
    if not SHORTEST_MEMBER_ID <= len(typed) <= LONGEST_MEMBER_ID:
        return f"A member id has {SHORTEST_MEMBER_ID} to {LONGEST_MEMBER_ID} characters; this one has {len(typed)}. Please check the card."
    return ""


def _unlisted(said: Mapping[str, str], lists: Mapping[str, Sequence[Choice]]) -> dict[str, str]:
    return {key: "Choose one of the list." for key, listed in lists.items() if said[key] and said[key] not in _codes(listed)}


def _codes(listed: Sequence[Choice]) -> frozenset[str]:
    return frozenset(choice.code for choice in listed)
