"""The case of a referral: the JSON of `questions`, checked before anything is stored. Nothing unknown passes, nothing is guessed."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple, TypedDict

from bridgework.rules import diagnosis, questions
from bridgework.rules.questions import codes_of

LONGEST: Final[Mapping[str, int]] = {
    "reason": 2000,
    "done_so_far": 1000,
    "antibiotics": 300,
    "analgesics": 300,
    "medical_note": 2000,
    "instructions": 2000,
}
"""Free text and how many characters it may have."""


class Case(TypedDict):
    """A checked case: every key present, "" or empty where nothing was said."""

    procedure: str
    reason: str
    wanted: str
    findings: dict[str, str]
    swelling_where: list[str]
    duration: str
    pulpal: str
    apical: str
    done_so_far: str
    antibiotics: str
    analgesics: str
    medical_alerts: list[str]
    medical_note: str
    anxiety: str
    leave_tooth: str
    instructions: str


class Problem(NamedTuple):
    """A field of the case and the sentence that says what is wrong with it."""

    field: str
    sentence: str


_CODES: Final[Mapping[str, frozenset[str]]] = {
    "procedure": frozenset(choice.code for form in questions.FORMS for choice in form.procedures),
    "wanted": codes_of(questions.WANTED),
    "duration": codes_of(questions.DURATION),
    "pulpal": diagnosis.PULPAL_CODES,
    "apical": diagnosis.APICAL_CODES,
    "anxiety": codes_of(questions.ANXIETY),
    "leave_tooth": codes_of(questions.ENDODONTIC.leave_tooth),
}
_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "swelling_where": codes_of(questions.SWELLING_WHERE),
    "medical_alerts": codes_of(questions.ALERTS),
}
_LABELS: Final[Mapping[str, str]] = {
    "procedure": "procedure",
    "reason": "reason",
    "wanted": "what is wanted",
    "findings": "finding",
    "swelling_where": "place of the swelling",
    "duration": "duration",
    "pulpal": "pulpal diagnosis",
    "apical": "apical diagnosis",
    "done_so_far": "treatment so far",
    "antibiotics": "antibiotics",
    "analgesics": "pain medicine",
    "medical_alerts": "medical alert",
    "medical_note": "medical note",
    "anxiety": "anxiety",
    "leave_tooth": "how to leave the tooth",
    "instructions": "instructions",
}
_PLACE_OF_SIGN: Final[Mapping[str, str]] = {"floor_of_mouth": "swelling_floor_of_mouth", "eye": "swelling_eye", "neck": "swelling_neck"}


def empty_case() -> Case:
    """A case in which nothing has been said."""
    return clean({})[0]


def clean(given: Mapping[str, Any]) -> tuple[Case, tuple[Problem, ...]]:
    """The case with only what is valid in it, and a sentence for everything that is not.

    With problems the caller refuses and keeps what was typed; the returned case then lacks the wrong parts, and text that is
    too long is cut.
    """
    problems: list[Problem] = []
    for key in sorted(set(map(str, given)) - set(_LABELS)):
        problems.append(Problem(key[:40], f"“{key[:40]}” is not part of a referral."))
    text = {key: _text(key, given.get(key), problems) for key in LONGEST}
    code = {key: _code(key, given.get(key), problems) for key in _CODES}
    places = _list("swelling_where", given.get("swelling_where"), problems)
    alerts = _list("medical_alerts", given.get("medical_alerts"), problems)
    if "none_known" in alerts and len(alerts) > 1:
        problems.append(Problem("medical_alerts", "“None known” cannot stand beside another medical alert."))
    case = Case(
        procedure=code["procedure"],
        reason=text["reason"],
        wanted=code["wanted"],
        findings=_with_places(_findings(given.get("findings"), problems), places),
        swelling_where=places,
        duration=code["duration"],
        pulpal=code["pulpal"],
        apical=code["apical"],
        done_so_far=text["done_so_far"],
        antibiotics=text["antibiotics"],
        analgesics=text["analgesics"],
        medical_alerts=alerts,
        medical_note=text["medical_note"],
        anxiety=code["anxiety"] or "not_asked",
        leave_tooth=code["leave_tooth"],
        instructions=text["instructions"],
    )
    return case, tuple(problems)


def plain_text(value: str) -> str:
    """Text as it may be stored: composed (NFC), without control characters other than line ends and tabs, trimmed."""
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def _text(key: str, value: Any, problems: list[Problem]) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.append(Problem(key, f"The {_LABELS[key]} must be text."))
        return ""
    text = plain_text(value)
    if len(text) > LONGEST[key]:
        problems.append(Problem(key, f"The {_LABELS[key]} has {len(text):,} characters; at most {LONGEST[key]:,} fit. Please shorten it."))
        return text[: LONGEST[key]]
    return text


def _code(key: str, value: Any, problems: list[Problem]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value in _CODES[key]:
        return value
    problems.append(_unknown(key, value))
    return ""


def _list(key: str, value: Any, problems: list[Problem]) -> list[str]:
    """The known codes of a list, each once, in the order given."""
    if value is None or value == "":
        return []
    if not isinstance(value, list | tuple):
        problems.append(Problem(key, f"The {_LABELS[key]} must be a list."))
        return []
    return _known(key, value, _LISTS[key], problems)


def _known(key: str, values: Collection[Any], codes: frozenset[str], problems: list[Problem]) -> list[str]:
    known: dict[str, None] = {}
    for value in values:
        if isinstance(value, str) and value in codes:
            known[value] = None
        else:
            problems.append(_unknown(key, value))
            if len(problems) > 20:
                break
    return list(known)


def _findings(value: Any, problems: list[Problem]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(Problem("findings", "The findings must say yes or no for each sign."))
        return {}
    signs = _known("findings", list(value), frozenset(questions.ALL_SIGNS), problems)
    found: dict[str, str] = {}
    for sign in signs:
        if value[sign] in ("yes", "no"):
            found[sign] = value[sign]
        elif value[sign] not in (None, "", "not_asked"):
            problems.append(Problem("findings", f"“{questions.ALL_SIGNS[sign].label}” is answered with yes or no, or not asked."))
    return found


def _with_places(findings: dict[str, str], places: list[str]) -> dict[str, str]:
    """A swelling that was placed is a swelling: the place answers the sign of that name, and no place is lost to an earlier “no”."""
    placed = {sign: "yes" for place, sign in _PLACE_OF_SIGN.items() if place in places}
    return findings | placed | ({"swelling": "yes"} if places else {})


def _unknown(key: str, value: Any) -> Problem:
    shown = value if isinstance(value, str) else type(value).__name__
    return Problem(key, f"“{shown[:40]}” is not a known {_LABELS[key]}.")
