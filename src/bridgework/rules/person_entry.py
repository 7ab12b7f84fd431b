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
from bridgework.rules.person import (
    ADULT_AT,
    AUTHORITIES,
    COVERS,
    DECIDES,
    ESCORTS,
    INTERPRETED,
    MOST_COVERAGES,
    MOST_PROXIES,
    PAYMENTS,
    RELATIONS,
    SUBSCRIBERS,
)
from bridgework.rules.questions import Choice

NEEDS = ("interpreter_language", "wheelchair", "transport", "escort")
OF_PROXY = ("given_name", "family_name", "birth_date", "relation", "authority", "phone", "email", "language", "is_contact", "ended_on")
OF_COVERAGE = ("kind", "carrier", "plan", "member_id", "group_number", "subscriber", "covers")
PROXIES = ("proxy", *(f"proxy{number}" for number in range(2, MOST_PROXIES + 1)))
COVERAGES = ("coverage", *(f"coverage{number}" for number in range(2, MOST_COVERAGES + 1)))
"""What the fields of each begin with; the first one of each is the common case and has no number."""
FIELDS = (
    *NEEDS,
    *(f"{begin}_{name}" for begin in PROXIES for name in OF_PROXY),
    *(f"{begin}_{name}" for begin in COVERAGES for name in OF_COVERAGE),
)
SHORTEST_MEMBER_ID, LONGEST_MEMBER_ID = 4, 30
_MEMBER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .\-/]*")
_PROXY_BEGUN = ("given_name", "family_name", "birth_date", "phone", "email")
_COVERAGE_BEGUN = ("carrier", "plan", "member_id", "group_number")


@dataclass(frozen=True, slots=True)
class ProxyEntry:
    """Somebody who speaks for the patient, until `ended_on` where a day is given. `language` "" is the patient's; codes are those of
    `rules.person`.
    """

    given_name: str
    family_name: str
    relation: str
    authority: str
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    language: str = ""
    is_contact: bool = True
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """Who pays, and whether it is a dental or a medical coverage. Of a self-pay patient only the kind is kept."""

    kind: str
    carrier: str = ""
    plan: str = ""
    member_id: str = ""
    group_number: str = ""
    subscriber: str = ""
    covers: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Everything around a patient that a practice keeps beside name, birth date and address: one proxy and one coverage mostly, more where
    there are more, in the order in which they are named and in which they pay.
    """

    interpreter_language: str = ""
    wheelchair: bool = False
    transport: bool = False
    escort: str = ""
    proxy: ProxyEntry | None = None
    coverage: CoverageEntry | None = None
    other_proxies: tuple[ProxyEntry, ...] = ()
    other_coverages: tuple[CoverageEntry, ...] = ()

    @property
    def proxies(self) -> tuple[ProxyEntry, ...]:
        """All of them."""
        return ((self.proxy,) if self.proxy else ()) + self.other_proxies

    @property
    def coverages(self) -> tuple[CoverageEntry, ...]:
        """All of them, the primary one first."""
        return ((self.coverage,) if self.coverage else ()) + self.other_coverages


def check_person(typed: Mapping[str, str], today: date) -> tuple[PersonEntry | None, dict[str, str]]:
    """What was typed about the person, or field -> sentence for what cannot be right. `today` is the local date of the practice.

    A flag is set by any text but "". Fields are named as in `FIELDS`.
    """
    said = {key: plain_text(typed.get(key, "")) for key in FIELDS}
    problems = _unlisted(said, {"interpreter_language": INTERPRETED, "escort": ESCORTS})
    proxies = {begin: _proxy(_of(said, begin, OF_PROXY), begin, today, problems) for begin in PROXIES}
    coverages = [_coverage(_of(said, begin, OF_COVERAGE), begin, problems) for begin in COVERAGES]
    _one_contact(proxies, problems)
    if problems:
        return None, problems
    speak, pay = tuple(entry for entry in proxies.values() if entry), tuple(entry for entry in coverages if entry)
    return PersonEntry(
        interpreter_language=said["interpreter_language"],
        wheelchair=bool(said["wheelchair"]),
        transport=bool(said["transport"]),
        escort=said["escort"],
        proxy=next(iter(speak), None),
        coverage=next(iter(pay), None),
        other_proxies=speak[1:],
        other_coverages=pay[1:],
    ), {}


def _of(said: Mapping[str, str], begin: str, names: Sequence[str]) -> dict[str, str]:
    return {name: said[f"{begin}_{name}"] for name in names}


def _one_contact(proxies: Mapping[str, ProxyEntry | None], problems: dict[str, str]) -> None:
    contacts = [begin for begin, entry in proxies.items() if entry and entry.is_contact]
    if len(contacts) > 1:
        problems[f"{contacts[1]}_is_contact"] = "Messages go to one person: choose who that is, and untick the other."


def _proxy(given: Mapping[str, str], begin: str, today: date, problems: dict[str, str]) -> ProxyEntry | None:
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
    if given["is_contact"] and not (given["phone"] or given["email"] or given["ended_on"]):
        found["phone"] = "Messages go to them: give a phone number or an e-mail address."
    ended = read_birth_date(given["ended_on"])
    if given["ended_on"] and (ended is None or ended > today):
        found["ended_on"] = "Give the day as month, day and year. A day that is still to come is written down when it has come."
    problems.update({f"{begin}_{key}": sentence for key, sentence in found.items()})
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
        is_contact=bool(given["is_contact"]) and ended is None,
        ended_on=ended,
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
        return "Give their birth date: it opens the link." if given["is_contact"] and not given["ended_on"] else ""
    if wrong := check_birth_date(born, today):
        return wrong
    if given["authority"] in DECIDES and given["authority"] != "parent" and age_on(born, today) < ADULT_AT:
        return "Somebody under 18 cannot decide for another. Please check the year."
    return ""


def _coverage(given: Mapping[str, str], begin: str, problems: dict[str, str]) -> CoverageEntry | None:
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
    if given["covers"] and given["covers"] not in _codes(COVERS):
        found["covers"] = "Choose one of the list."
    problems.update({f"{begin}_{key}": sentence for key, sentence in found.items()})
    if found:
        return None
    member = given["member_id"].upper()
    return CoverageEntry(kind, given["carrier"], given["plan"], member, given["group_number"], given["subscriber"], given["covers"])


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
