"""What a form is made of: signs that are answered with a tap, fields with a type, groups of both, and the form itself.

A form is data: the page, the phone, the packet, the letter and FHIR are rendered from it, so that a question exists in one place only.
Labels and questions are English message ids for gettext. Nothing here decides; `answers` reads and writes what a field may hold.
"""

from dataclasses import dataclass
from typing import Literal

from bridgework.rules.urgency import SAFETY

Kind = Literal["tap", "choice", "choices", "number", "pressure", "date", "text"]
KINDS: tuple[Kind, ...] = ("tap", "choice", "choices", "number", "pressure", "date", "text")
Direction = Literal["dental", "medical_to_dental", "dental_to_medical"]
"""Between which worlds a form goes; it decides which codes may travel with it (`coding`)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A code and its label; `icd` is the ICD-10-CM code that is proposed where it is chosen, "" for none."""

    code: str
    label: str
    icd: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """One finding that is answered with a tap.

    `question` is the same in a full sentence. `shown_when` names what must be present before it is asked, one of them (see
    `answers.present_in`); empty means always. A safety sign is asked as yes or no, so that "not asked" stays visible.
    """

    code: str
    label: str
    question: str
    shown_when: tuple[str, ...] = ()

    @property
    def is_safety(self) -> bool:
        """Whether "not asked" must be shown as such."""
        return self.code in SAFETY


@dataclass(frozen=True, slots=True)
class Field:
    """One question with a typed answer. An answer that is not there was not asked.

    `choices` for choice and choices; `unit`, `lowest`, `highest` and `decimals` for number; `longest` characters for text; a pressure is
    written "138/86". `source` names who asks for it where the form's own source does not. `hint` stands beside the question.
    """

    code: str
    label: str
    question: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    lowest: float = 0
    highest: float = 0
    decimals: int = 0
    longest: int = 200
    shown_when: tuple[str, ...] = ()
    hint: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Signs and fields that stand together under one heading."""

    code: str
    label: str
    signs: tuple[Sign, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one or more specialties.

    `minimum_records` are requirement codes that a practice starts with, `more_records` those that only some procedures need. A form that
    asks the tooth does so for every procedure, else for those of `tooth_for`; `has_chart` shows the chart at all. `source` says who asks
    for these things.
    """

    code: str
    label: str
    procedures: tuple[Choice, ...]
    groups: tuple[Group, ...]
    asks_tooth: bool
    asks_diagnosis: bool
    leave_tooth: tuple[Choice, ...]
    minimum_records: tuple[str, ...]
    more_records: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tooth_for: tuple[str, ...] = ()
    has_chart: bool = True
    direction: Direction = "dental"
    source: str = ""

    @property
    def signs(self) -> tuple[Sign, ...]:
        """All signs of the form in the order in which they are asked."""
        return tuple(sign for group in self.groups for sign in group.signs)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of the form in the order in which they are asked."""
        return tuple(field for group in self.groups for field in group.fields)

    def needs_tooth(self, procedure: str) -> bool:
        """Whether this cannot be sent without saying which tooth."""
        return self.asks_tooth or procedure in self.tooth_for


def codes_of(choices: tuple[Choice, ...]) -> frozenset[str]:
    """The codes of a list of choices."""
    return frozenset(choice.code for choice in choices)


def label_of(choices: tuple[Choice, ...], code: str) -> str:
    """The label of a code, or the code itself where it is not in the list (an older case may hold one that is gone)."""
    return next((choice.label for choice in choices if choice.code == code), code)
