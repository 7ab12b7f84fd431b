"""Minimum records: what a receiving practice wants with a referral, and what of it is there.

Sending is never blocked by this: the gap is named on both sides and chased. Source of the list: what endodontists, oral surgeons
and periodontists ask referring offices for; a practice sets its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bridgework.rules.questions import minimum_records_for


@dataclass(frozen=True, slots=True)
class Attached:
    """A film, photo or paper on a referral. `taken_on` is None and `teeth` is empty where nobody said; a name is as in the file."""

    kind: str
    taken_on: date | None = None
    teeth: tuple[str, ...] = ()
    name_in_file: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Minimum:
    """One record that a practice wants: needed, or only a help. `max_age_months` bounds the age of an image; None does not."""

    code: str
    is_required: bool = True
    max_age_months: int | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A wanted record and whether it is there, for the list that ticks itself off. `why` says what is wrong or found."""

    code: str
    label: str
    met: bool
    why: str
    is_required: bool


REQUIREMENTS: Mapping[str, str] = {
    "tooth": "tooth",
    "reason": "reason",
    "symptoms": "symptoms",
    "duration": "how long it has been going on",
    "diagnosis": "pulpal and apical diagnosis",
    "vitality_test": "cold or electric test",
    "medical_history": "medical alerts, or none known",
    "anxiety": "whether the patient is nervous",
    "periapical_film": "periapical film",
    "bitewing_film": "bitewing film",
    "panoramic_film": "panoramic film",
    "cbct": "CBCT volume",
    "photo": "photo",
    "letter": "letter",
    "plan": "treatment plan",
}
"""Everything that can be asked for: code and label."""
_IMAGES: Mapping[str, str] = {
    "periapical_film": "periapical",
    "bitewing_film": "bitewing",
    "panoramic_film": "panoramic",
    "cbct": "cbct",
    "photo": "photo",
    "letter": "letter",
    "plan": "plan",
}
_ONE_TOOTH = frozenset({"periapical"})
"""Images that show one tooth and its neighbors: one that is labelled with another tooth does not answer."""
_USUAL_AGE = {"periapical_film": 6, "bitewing_film": 12, "panoramic_film": 24, "cbct": 24}
_ONLY_HELP = frozenset({"vitality_test", "diagnosis", "anxiety"})


def minimum_of(code: str) -> Minimum:
    """A record as it is usually wanted. Raises ValueError, with a sentence, for a code that is not in the list."""
    if code not in REQUIREMENTS:
        raise ValueError(f"“{code[:40]}” is not a record that can be asked for.")
    return Minimum(code, code not in _ONLY_HELP, _USUAL_AGE.get(code))


def minimum_for(specialty: str, stored: Iterable[str] = ()) -> tuple[Minimum, ...]:
    """What a practice wants: its stored codes, or where it has set none, what its specialty starts with. Unknown codes are left out."""
    return tuple(minimum_of(code) for code in (tuple(stored) or minimum_records_for(specialty)) if code in REQUIREMENTS)


def check_records(
    minimum: Iterable[Minimum], case: Mapping[str, Any], teeth: Sequence[str], attached: Sequence[Attached], today: date
) -> tuple[Requirement, ...]:
    """Every wanted record and whether it is there, in the order of the practice's list.

    `case` has the shape of `questions`, `teeth` are Universal designations, `today` is the local date of the receiving practice.
    """
    return tuple(_requirement(wanted, case, teeth, attached, today) for wanted in minimum)


def is_complete(requirements: Iterable[Requirement]) -> bool:
    """Whether everything that is needed, not only a help, is there."""
    return all(requirement.met or not requirement.is_required for requirement in requirements)


def missing(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """What is not there, the needed before the helpful."""
    return tuple(sorted((requirement for requirement in requirements if not requirement.met), key=lambda found: not found.is_required))


def _requirement(wanted: Minimum, case: Mapping[str, Any], teeth: Sequence[str], attached: Sequence[Attached], today: date) -> Requirement:
    if wanted.code in _IMAGES:
        met, why = _image(wanted, teeth, attached, today)
    else:
        met = _SAID[wanted.code](case, teeth)
        why = "" if met else "not said yet" if wanted.is_required else "helps triage; may follow"
    label = REQUIREMENTS[wanted.code]
    if wanted.max_age_months and wanted.code in _IMAGES:
        label = f"{label}, under {wanted.max_age_months} months"
    return Requirement(wanted.code, label, met, why, wanted.is_required)


def _image(wanted: Minimum, teeth: Sequence[str], attached: Sequence[Attached], today: date) -> tuple[bool, str]:
    """Whether an image of the kind is there, of this tooth and recent enough. One without a date counts; its date is asked for."""
    of_kind = [image for image in attached if image.kind == _IMAGES[wanted.code]]
    of_tooth = [image for image in of_kind if _shows(image, teeth)]
    recent = [image for image in of_tooth if not is_older(image.taken_on, wanted.max_age_months, today)]
    if recent:
        return True, "" if wanted.max_age_months is None or any(image.taken_on for image in recent) else "its date is not known"
    if of_tooth:
        return False, f"older than {wanted.max_age_months} months"
    return False, "shows another tooth" if of_kind else "not attached yet"


def _shows(image: Attached, teeth: Sequence[str]) -> bool:
    return image.kind not in _ONE_TOOTH or not image.teeth or not teeth or not set(teeth).isdisjoint(image.teeth)


def is_older(taken_on: date | None, months: int | None, today: date) -> bool:
    """Whether an image is so many months old or more; one without a date, or where no age is set, is not."""
    if taken_on is None or months is None:
        return False
    elapsed = (today.year - taken_on.year) * 12 + today.month - taken_on.month - (today.day < taken_on.day)
    return elapsed >= months


def _any_sign(case: Mapping[str, Any], _: Sequence[str]) -> bool:
    return any(sign != "cold_response" for sign in case.get("findings") or {})


_SAID: Mapping[str, Callable[[Mapping[str, Any], Sequence[str]], bool]] = {
    "tooth": lambda _, teeth: bool(teeth),
    "reason": lambda case, _: bool(case.get("reason")),
    "symptoms": _any_sign,
    "duration": lambda case, _: bool(case.get("duration")),
    "diagnosis": lambda case, _: bool(case.get("pulpal") and case.get("apical")),
    "vitality_test": lambda case, _: "cold_response" in (case.get("findings") or {}),
    "medical_history": lambda case, _: bool(case.get("medical_alerts") or case.get("medical_note")),
    "anxiety": lambda case, _: case.get("anxiety") not in (None, "", "not_asked"),
}
