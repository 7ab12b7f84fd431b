"""Which codes travel with a referral, by its direction, and which are proposed.

Rule (product row A11): between dental offices a CDT code and the tooth; from medical to dental ICD-10-CM, with CPT or HCPCS, and no CDT;
from dental to medical ICD-10-CM. CDT is the ADA's and CPT the AMA's: a code that somebody typed is carried, none is ever listed.
ICD-10-CM is in the public domain (tables of the CMS); which code is proposed for which choice is our inference, confirmed by a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridgework.rules.diagnosis import BY_CODE
from bridgework.rules.forms.shapes import Direction, Field, Form

MOST_CODES = 6
_ICD = re.compile(r"[A-TV-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?")
_CDT = re.compile(r"D[0-9]{4}")
_CPT = re.compile(r"[0-9]{4}[0-9A-Z]|[A-CE-Z][0-9]{4}")


def as_icd(text: str) -> str | None:
    """An ICD-10-CM code as it is written ("K04.02"), from what was typed; None where it has not the shape of one."""
    code = text.strip().upper()
    if len(code) > 3 and "." not in code:
        code = f"{code[:3]}.{code[3:]}"
    return code if _ICD.fullmatch(code) else None


def as_procedure_code(text: str) -> str | None:
    """A CDT, CPT or HCPCS code by its shape alone, or None."""
    code = text.strip().upper()
    return code if _CDT.fullmatch(code) or _CPT.fullmatch(code) else None


def problem_of_direction(direction: Direction, procedure_code: str) -> str:
    """A sentence where a procedure code must not travel in this direction; "" where it may."""
    if not procedure_code:
        return ""
    is_cdt = _CDT.fullmatch(procedure_code) is not None
    if direction == "dental" and not is_cdt:
        return "Between dental offices a CDT code is carried: D and four digits."
    if direction == "medical_to_dental" and is_cdt:
        return "A CDT code does not travel with a referral from a medical practice; CPT or HCPCS does."
    if direction == "dental_to_medical":
        return "To a medical practice only diagnoses are carried (ICD-10-CM), no procedure code."
    return ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code that the answers propose, and the words of the answer that it comes from (a message id)."""

    code: str
    label: str


def proposals(form: Form, case: Mapping[str, Any]) -> tuple[Proposal, ...]:
    """ICD-10-CM codes that the answers propose, the diagnosis before the reason; each once."""
    answers = case.get("answers") or {}
    terms = [BY_CODE[code] for key in ("pulpal", "apical") if (code := str(case.get(key) or "")) in BY_CODE]
    found = [Proposal(term.icd, term.label) for term in terms]
    found += [each for field in form.fields if field.code in answers for each in _proposals_of(field, answers[field.code])]
    found += [Proposal(choice.icd, choice.label) for choice in form.procedures if choice.code == case.get("procedure")]
    return tuple({each.code: each for each in reversed(found) if each.code}.values())[::-1]


def proposed_codes(form: Form, case: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of `proposals`."""
    return tuple(each.code for each in proposals(form, case))


def _proposals_of(field: Field, answer: Any) -> list[Proposal]:
    picked = set(answer) if isinstance(answer, list) else {answer}
    return [Proposal(choice.icd, choice.label) for choice in field.choices if choice.code in picked]
