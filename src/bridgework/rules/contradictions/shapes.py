"""What the rules look at, and what they answer with."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bridgework.rules.completeness import Attached, Minimum
from bridgework.rules.sites import number
from bridgework.rules.teeth import BY_UNIVERSAL, Tooth

NAMED, LISTED = 2, 4
"""Up to how many teeth a question names in words, and how many it lists by number."""


@dataclass(frozen=True, slots=True)
class PastTreatment:
    """Something in the patient's dental history: `what` is extracted, root_canal, crown or filling; the tooth is Universal."""

    tooth: str
    what: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules look at. `case` has the shape of `questions`; `codes` pairs an ICD-10-CM code with the words that came with it.

    `label` is the tier that the sender called it, "" where nobody did; `patient_name` is (family, given); `born` the birth date;
    `tooth_system` is the sender's numbering, in which teeth in the free text are read ("" where it has not chosen one).
    """

    case: Mapping[str, Any]
    teeth: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()
    history: tuple[PastTreatment, ...] = ()
    allergies: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    label: str = ""
    patient_name: tuple[str, str] = ("", "")
    minimum: tuple[Minimum, ...] = ()
    today: date | None = None
    born: date | None = None
    tooth_system: str = "universal"
    sites: tuple[str, ...] = ()

    def says(self, *signs: str) -> bool:
        """Whether any of the signs was answered with yes."""
        return any((self.case.get("findings") or {}).get(sign) == "yes" for sign in signs)

    def denies(self, *signs: str) -> bool:
        """Whether all of the signs were answered with no. What was not asked is not denied."""
        return all((self.case.get("findings") or {}).get(sign) == "no" for sign in signs)

    def said(self, field: str) -> str:
        """A code or a text of the case, "" where nobody said it."""
        return str(self.case.get(field) or "")

    def alerts(self, *codes: str) -> bool:
        """Whether any of the medical alerts was ticked."""
        return not set(codes).isdisjoint(self.case.get("medical_alerts") or ())

    @property
    def procedure(self) -> str:
        """The code of what is asked for."""
        return self.said("procedure")

    @property
    def words(self) -> str:
        """What the sender wrote about the request in their own words, a line each."""
        return "\n".join(text for text in map(self.said, ("reason", "done_so_far", "instructions")) if text)

    @property
    def known_teeth(self) -> tuple[Tooth, ...]:
        """The chosen teeth."""
        return tuple(BY_UNIVERSAL[tooth] for tooth in self.teeth if tooth in BY_UNIVERSAL)

    @property
    def age(self) -> int | None:
        """Of the patient today, in whole years; None where either day is not known."""
        if self.born is None or self.today is None:
            return None
        return self.today.year - self.born.year - ((self.today.month, self.today.day) < (self.born.month, self.born.day))

    def names(self, designations: Iterable[str]) -> str:
        """Teeth as this sender writes them, with their names: "#19 (lower left first molar)"; many without, the last ones only counted."""
        known = [BY_UNIVERSAL[designation] for designation in designations if designation in BY_UNIVERSAL]
        if len(known) <= NAMED:
            return ", ".join(f"{number(tooth, self.tooth_system)} ({tooth.name})" for tooth in known)
        numbers = ", ".join(number(tooth, self.tooth_system) for tooth in known[:LISTED])
        return f"{numbers} and {len(known) - LISTED} more" if len(known) > LISTED else numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks of these facts; `about` are the facts that it compared, so that other facts make another question."""

    sentence: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A question to the sender: `field` is where it is shown, `sentence` asks, `source` says why it matters."""

    code: str
    field: str
    sentence: str
    source: str
    about: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Of the rule and the facts that it compared."""
        return hashlib.sha256("\x1f".join((self.code, *self.about)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, the field where it is shown, its source, and the function that asks."""

    code: str
    field: str
    source: str
    why: str
    asks: Callable[[CaseFacts], Asked | None]

    def __call__(self, facts: CaseFacts) -> Contradiction | None:
        """The question, or None where nothing contradicts."""
        asked = self.asks(facts)
        return Contradiction(self.code, self.field, asked.sentence, self.source, asked.about) if asked else None


def rule(field: str, source: str) -> Callable[[Callable[[CaseFacts], Asked | None]], Rule]:
    """Makes a rule of a function: its name becomes the code, its docstring the reason."""

    def made(asks: Callable[[CaseFacts], Asked | None]) -> Rule:
        return Rule(asks.__name__, field, source, (asks.__doc__ or "").strip(), asks)

    return made
