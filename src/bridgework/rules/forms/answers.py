"""The answer to one field: what may be stored, how it is read out, and which questions the answers so far call for.

An answer is "yes" or "no" (tap), a code (choice), a list of codes (choices), a number in the field's unit, "138/86" (pressure), an ISO date
or text. One that is not there was not asked.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from bridgework.rules.forms.shapes import Field, Sign, label_of

Answer = str | int | float | list[str]
_PRESSURE = re.compile(r"(\d{2,3})\s*/\s*(\d{2,3})")
_YES_NO = ("yes", "no")


def plain_text(value: str) -> str:
    """Text as it may be stored: composed (NFC), without control characters other than line ends and tabs, trimmed."""
    composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def clean_answer(field: Field, value: Any) -> Answer | None:
    """The answer as it is stored, or None where nothing was said. Raises ValueError, with a sentence, for what the field cannot hold."""
    if value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip()):
        return None
    if field.kind == "choices":
        return _several(field, value)
    if field.kind == "number":
        return _number(field, value)
    if not isinstance(value, str):
        raise ValueError(f"“{field.label}” must be text.")
    text = plain_text(value)
    match field.kind:
        case "pressure":
            return _pressure(field, text)
        case "date":
            return _date(field, text)
    if wrong := _problem_of(field, text):
        raise ValueError(wrong)
    return text or None


def _problem_of(field: Field, text: str) -> str:
    """What keeps a text from being the answer as it is; "" for nothing."""
    match field.kind:
        case "tap" if text not in _YES_NO:
            return f"“{field.label}” is answered with yes or no, or not asked."
        case "choice" if text not in {choice.code for choice in field.choices}:
            return f"“{text[:40]}” is not an answer to “{field.label}”."
        case "text" if len(text) > field.longest:
            return f"“{field.label}” has {len(text):,} characters; at most {field.longest:,} fit. Please shorten it."
    return ""


def _several(field: Field, value: Any) -> list[str] | None:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple):
        raise ValueError(f"“{field.label}” must be a list.")
    known = {choice.code for choice in field.choices}
    unknown = next((one for one in given if not isinstance(one, str) or one not in known), None)
    if unknown is not None:
        raise ValueError(f"“{str(unknown)[:40]}” is not an answer to “{field.label}”.")
    return list(dict.fromkeys(given)) or None


def _number(field: Field, value: Any) -> int | float:
    wrong = f"“{field.label}” is a number from {field.lowest:g} to {field.highest:g}{' ' + field.unit if field.unit else ''}."
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(wrong)
    try:
        number = float(value.replace(",", ".").strip()) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        raise ValueError(wrong) from None
    if not math.isfinite(number) or not field.lowest <= number <= field.highest:
        raise ValueError(wrong)
    number = round(number, field.decimals)
    return number if field.decimals else int(number)


def _pressure(field: Field, text: str) -> str:
    found = _PRESSURE.fullmatch(text)
    upper, lower = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (50 <= upper <= 300 and 20 <= lower <= 200 and lower < upper):
        raise ValueError(f"“{field.label}” is written like 138/86, in mmHg.")
    return f"{upper}/{lower}"


def _date(field: Field, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{field.label}” is a date.") from None
    if not 1900 <= day.year <= 2100:
        raise ValueError(f"“{field.label}” is a date of our time.")
    return day.isoformat()


def say_answer(field: Field, answer: Any) -> tuple[str, ...]:
    """The answer in words, each part a message id or a plain value; a code that is no longer known is shown as it is."""
    match field.kind:
        case "tap":
            return (str(answer),)
        case "choice":
            return (label_of(field.choices, str(answer)),)
        case "choices":
            return tuple(label_of(field.choices, str(code)) for code in (answer if isinstance(answer, list | tuple) else [answer]))
        case "number":
            return (f"{answer} {field.unit}".strip(),)
        case "pressure":
            return (f"{answer} mmHg",)
        case "date":
            return (_day_in_words(str(answer)),)
        case "text":
            return (str(answer),)


def _day_in_words(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):%b %-d, %Y}"
    except ValueError:
        return text


def present_in(case: Mapping[str, Any]) -> frozenset[str]:
    """What the answers so far say is there: signs answered with yes, the procedure, "field:code" for what was chosen, "alert:code"."""
    present = {sign for sign, answer in (case.get("findings") or {}).items() if answer == "yes"}
    present.add(str(case.get("procedure") or ""))
    for code, answer in (case.get("answers") or {}).items():
        present.update(f"{code}:{one}" for one in (answer if isinstance(answer, list) else [answer]))
    present.update(f"alert:{code}" for code in case.get("medical_alerts") or ())
    return frozenset(present - {""})


def is_called_for(question: Sign | Field, present: frozenset[str]) -> bool:
    """Whether the answers so far ask for this question."""
    return not question.shown_when or not present.isdisjoint(question.shown_when)
