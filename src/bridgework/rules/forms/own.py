"""A question that a practice adds to the form of those who refer to it, in one version. Changing it makes a new version.

Limits, so that a form stays short: `MOST` questions for a practice, `LONGEST_LABEL` characters, `MOST_CHOICES` answers to choose from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bridgework.rules.forms.shapes import KINDS, Choice, Field, Kind

MOST = 12
LONGEST_LABEL = 160
LONGEST_HINT = 200
LONGEST_UNIT = 12
MOST_CHOICES = 12
LONGEST_CHOICE = 60
OWN_KINDS: tuple[Kind, ...] = ("tap", "choice", "choices", "number", "date", "text")
"""What a practice may ask for: everything but a blood pressure."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`id` names this very version, as text; `field` tells how it is asked; empty `procedures` means for all."""

    id: str
    field: Field
    is_required: bool = False
    procedures: tuple[str, ...] = ()
    position: int = 0
    version: int = 1
    is_current: bool = True

    def is_asked_for(self, procedure: str) -> bool:
        """Whether it belongs to a referral for this procedure."""
        return not self.procedures or procedure in self.procedures


@dataclass(frozen=True, slots=True)
class Wording:
    """What a practice typed when it wrote a question."""

    label: str
    kind: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    lowest: float = 0
    highest: float = 0
    procedures: tuple[str, ...] = field(default=())


def field_of(question_id: str, wording: Wording) -> Field:
    """The field that asks an own question. A choice is stored by its words: they are kept with the version that was asked."""
    return Field(
        code=question_id,
        label=wording.label,
        question=wording.label,
        kind=wording.kind if wording.kind in KINDS else "text",
        choices=tuple(Choice(text, text) for text in wording.choices),
        unit=wording.unit,
        lowest=wording.lowest,
        highest=wording.highest,
        decimals=0 if float(wording.lowest).is_integer() and float(wording.highest).is_integer() and wording.highest > 20 else 1,
        longest=500,
        hint=wording.hint,
    )


def problems_of(wording: Wording, known_procedures: frozenset[str]) -> dict[str, str]:
    """Field -> sentence for what cannot be asked like this; empty where it can."""
    problems: dict[str, str] = {}
    if not wording.label:
        problems["label"] = "Write the question."
    elif len(wording.label) > LONGEST_LABEL:
        problems["label"] = f"Keep the question under {LONGEST_LABEL} characters."
    if len(wording.hint) > LONGEST_HINT:
        problems["hint"] = f"Keep the note under {LONGEST_HINT} characters."
    if wording.kind not in OWN_KINDS:
        problems["kind"] = "Choose how it is answered."
    if wording.kind in ("choice", "choices") and (wrong := _problem_of_choices(wording.choices)):
        problems["choices"] = wrong
    if wording.kind == "number" and not wording.lowest < wording.highest:
        problems["highest"] = "Give the lowest and the highest number that make sense."
    if len(wording.unit) > LONGEST_UNIT:
        problems["unit"] = f"Keep the unit under {LONGEST_UNIT} characters."
    if set(wording.procedures) - known_procedures:
        problems["procedures"] = "Choose from the list."
    return problems


def _problem_of_choices(choices: Sequence[str]) -> str:
    """What is wrong about the answers to choose from; "" for nothing."""
    if not 2 <= len(choices) <= MOST_CHOICES:
        return f"Give 2 to {MOST_CHOICES} answers to choose from, one on each line."
    if len(set(choices)) < len(choices):
        return "Each answer may stand in the list once."
    return f"Keep each answer under {LONGEST_CHOICE} characters." if any(len(choice) > LONGEST_CHOICE for choice in choices) else ""
