"""The case of a referral: the JSON of `questions`, checked before anything is stored. Nothing unknown passes, nothing is guessed.

What it accepts follows from the forms: a question that is added there is accepted here. Answers of another form stay readable, since a
draft may change where it goes.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypedDict

from bridgework.rules import diagnosis, questions
from bridgework.rules.forms.answers import Answer, clean_answer, plain_text
from bridgework.rules.forms.coding import MOST_CODES, as_icd, as_procedure_code
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Field
from bridgework.rules.questions import codes_of

__all__ = ["LONGEST", "MDAS_ITEMS", "Case", "Problem", "clean", "plain_text"]

LONGEST: Final[Mapping[str, int]] = {
    "reason": 2000,
    "done_so_far": 1000,
    "antibiotics": 300,
    "analgesics": 300,
    "medical_note": 2000,
    "instructions": 2000,
}
"""Free text and how many characters it may have."""
MDAS_ITEMS: Final = 5


class Case(TypedDict):
    """A checked case: every key present, "" or empty where nothing was said."""

    procedure: str
    reason: str
    wanted: str
    findings: dict[str, str]
    answers: dict[str, Answer]
    own: dict[str, Answer]
    swelling_where: list[str]
    duration: str
    pulpal: str
    apical: str
    codes: list[str]
    procedure_code: str
    done_so_far: str
    antibiotics: str
    analgesics: str
    medical_alerts: list[str]
    medical_note: str
    anxiety: str
    mdas: list[int]
    leave_tooth: str
    instructions: str


class Problem(NamedTuple):
    """A field of the case and the sentence that says what is wrong with it."""

    field: str
    sentence: str


_CODES: Final[Mapping[str, frozenset[str]]] = {
    "procedure": codes_of(questions.PROCEDURES),
    "wanted": codes_of(questions.WANTED),
    "duration": codes_of(questions.DURATION),
    "pulpal": diagnosis.PULPAL_CODES,
    "apical": diagnosis.APICAL_CODES,
    "anxiety": codes_of(questions.ANXIETY),
    "leave_tooth": codes_of(questions.LEAVE_TOOTH),
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
    "answers": "question",
    "own": "question of the practice",
    "swelling_where": "place of the swelling",
    "duration": "duration",
    "pulpal": "pulpal diagnosis",
    "apical": "apical diagnosis",
    "codes": "ICD-10-CM code",
    "procedure_code": "procedure code",
    "done_so_far": "treatment so far",
    "antibiotics": "antibiotics",
    "analgesics": "pain medicine",
    "medical_alerts": "medical alert",
    "medical_note": "medical note",
    "anxiety": "anxiety",
    "mdas": "anxiety scale",
    "leave_tooth": "how to leave the tooth",
    "instructions": "instructions",
}
_PLACE_OF_SIGN: Final[Mapping[str, str]] = {"floor_of_mouth": "swelling_floor_of_mouth", "eye": "swelling_eye", "neck": "swelling_neck"}


def clean(given: Mapping[str, Any], own: Iterable[OwnQuestion] = ()) -> tuple[Case, tuple[Problem, ...]]:
    """The case with only what is valid in it, and a sentence for everything that is not.

    `own` are the questions that the receiving practice asks itself, in every version that may be answered. With problems the caller refuses and keeps what was typed; the returned case then lacks the wrong parts, and text that is
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
        answers=_answers("answers", given.get("answers"), questions.ALL_FIELDS, problems),
        own=_answers("own", given.get("own"), {question.id: question.field for question in own}, problems),
        swelling_where=places,
        duration=code["duration"],
        pulpal=code["pulpal"],
        apical=code["apical"],
        codes=_icd_codes(given.get("codes"), problems),
        procedure_code=_procedure_code(given.get("procedure_code"), problems),
        done_so_far=text["done_so_far"],
        antibiotics=text["antibiotics"],
        analgesics=text["analgesics"],
        medical_alerts=alerts,
        medical_note=text["medical_note"],
        anxiety=code["anxiety"] or "not_asked",
        mdas=_mdas(given.get("mdas"), problems),
        leave_tooth=code["leave_tooth"],
        instructions=text["instructions"],
    )
    return case, tuple(problems)


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


def _answers(key: str, value: Any, known: Mapping[str, Field], problems: list[Problem]) -> dict[str, Answer]:
    """The answers to known fields. A problem is named after its field, so that the page can say it there."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(Problem(key, "The answers must name the question they belong to."))
        return {}
    answers: dict[str, Answer] = {}
    for code, given in value.items():
        if not isinstance(code, str) or code not in known:
            problems.append(_unknown(key, code))
        else:
            try:
                answer = clean_answer(known[code], given)
            except ValueError as wrong:
                problems.append(Problem(code, str(wrong)))
            else:
                if answer is not None:
                    answers[code] = answer
        if len(problems) > 20:
            break
    return answers


def _icd_codes(value: Any, problems: list[Problem]) -> list[str]:
    """ICD-10-CM codes by their shape, each once: whether one fits the words beside it is asked by the contradictions."""
    if value is None or value == "":
        return []
    given = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(given, list | tuple):
        problems.append(Problem("codes", "The ICD-10-CM codes must be a list."))
        return []
    codes: dict[str, None] = {}
    for one in given[: MOST_CODES + 1]:
        code = as_icd(one) if isinstance(one, str) else None
        if code is None:
            problems.append(Problem("codes", f"“{str(one)[:20]}” is not written like an ICD-10-CM code, such as K04.02."))
        else:
            codes[code] = None
    if len(given) > MOST_CODES:
        problems.append(Problem("codes", f"At most {MOST_CODES} ICD-10-CM codes fit."))
    return list(codes)[:MOST_CODES]


def _procedure_code(value: Any, problems: list[Problem]) -> str:
    if value is None or value == "":
        return ""
    code = as_procedure_code(value) if isinstance(value, str) else None
    if code is None:
        problems.append(Problem("procedure_code", f"“{str(value)[:20]}” is not written like a procedure code."))
    return code or ""


def _mdas(value: Any, problems: list[Problem]) -> list[int]:
    """All five answers of the scale, or none: its sum means nothing with one left out, so half a scale is asked to be finished."""
    if value is None or value == [] or value == "":
        return []
    given = value if isinstance(value, list | tuple) else [value]
    items = [int(one) if str(one) in ("1", "2", "3", "4", "5") and not isinstance(one, bool) else 0 for one in given]
    if len(items) != MDAS_ITEMS or not all(items):
        problems.append(Problem("mdas", "The anxiety scale counts only with all five answers."))
        return []
    return items


def _with_places(findings: dict[str, str], places: list[str]) -> dict[str, str]:
    """A swelling that was placed is a swelling: the place answers the sign of that name, and no place is lost to an earlier “no”."""
    placed = {sign: "yes" for place, sign in _PLACE_OF_SIGN.items() if place in places}
    return findings | placed | ({"swelling": "yes"} if places else {})


def _unknown(key: str, value: Any) -> Problem:
    shown = value if isinstance(value, str) else type(value).__name__
    return Problem(key, f"“{shown[:40]}” is not a known {_LABELS[key]}.")
