"""Minimum records: what a receiving practice wants with a referral, and what of it is there.

Sending is never blocked by this: the gap is named on both sides and chased. Source of the list: what endodontists, oral surgeons
and periodontists ask referring offices for; a practice sets its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.questions import form_for, minimum_records_for


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
    """One record that a practice wants: needed, or only a help. `max_age_months` bounds the age of an image; None does not.

    Empty `procedures` means for all of them.
    """

    code: str
    is_required: bool = True
    max_age_months: int | None = None
    procedures: tuple[str, ...] = ()


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
    "full_mouth_films": "full-mouth or panoramic films",
    "periodontal_chart": "probing depths, typed or as a chart",
    "medicines": "medicines taken, or a list",
    "lab_values": "laboratory values, typed or as a letter",
    "lesion": "where the lesion is, and since when",
    "blood_pressure": "blood pressure",
    "weight": "weight",
    "treatment_date": "when the medical treatment begins",
    "own_questions": "answers to the practice's own questions",
}
"""Everything that can be asked for: code and label."""
_IMAGES: Mapping[str, tuple[str, ...]] = {
    "periapical_film": ("periapical",),
    "bitewing_film": ("bitewing",),
    "panoramic_film": ("panoramic",),
    "cbct": ("cbct",),
    "photo": ("photo",),
    "letter": ("letter",),
    "plan": ("plan",),
    "full_mouth_films": ("full_mouth", "panoramic"),
}
"""Records that are images or papers, and the kinds of attachment that answer them."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "periodontal_chart": ("deepest_pocket",),
    "medicines": ("medicines",),
    "lab_values": ("hba1c", "glucose", "platelets", "neutrophils", "inr"),
    "blood_pressure": ("blood_pressure", "blood_pressure_first"),
    "weight": ("weight_kg",),
    "treatment_date": ("treatment_begins",),
}
"""Records that are told by one of these fields of the form ..."""
_PAPERS: Mapping[str, tuple[str, ...]] = {
    "periodontal_chart": ("chart",),
    "medicines": ("letter", "lab"),
    "lab_values": ("lab", "letter"),
}
"""... or by a paper of one of these kinds."""
_ONE_TOOTH = frozenset({"periapical"})
"""Images that show one tooth and its neighbors: one that is labelled with another tooth does not answer."""
_USUAL_AGE = {"periapical_film": 6, "bitewing_film": 12, "panoramic_film": 24, "cbct": 24, "full_mouth_films": 24}
MOST_MONTHS = 120
_ONLY_HELP = frozenset({"vitality_test", "diagnosis", "anxiety"})


def kinds_for(code: str) -> tuple[str, ...]:
    """The kinds of attachment that answer a record that is an image or a paper; () for one that is typed."""
    return _IMAGES.get(code, ())


def is_image(code: str) -> bool:
    """Whether the record is an image, whose age may be bounded."""
    return code in _IMAGES and code not in ("letter", "plan")


def minimum_of(code: str) -> Minimum:
    """A record as it is usually wanted. Raises ValueError, with a sentence, for a code that is not in the list."""
    if code not in REQUIREMENTS:
        raise ValueError(f"“{code[:40]}” is not a record that can be asked for.")
    return Minimum(code, code not in _ONLY_HELP, _USUAL_AGE.get(code))


def minimum_for(
    specialty: str, stored: Iterable[str] = (), *, sender: str = "", terms: Mapping[str, Any] | None = None
) -> tuple[Minimum, ...]:
    """What a practice wants: its stored codes on its terms, or where it has set none, what its specialty starts with.

    `sender` is the sender's specialty: a physician is asked what the form for physicians starts with, whatever the practice wants of dentists.
    `terms` are {code: {"required", "months", "procedures"}}, each part optional. Unknown codes are left out.
    """
    form = form_for(specialty, sender)
    chosen = tuple(stored) if form.direction == "dental" else ()
    usual = {code: procedures for code, procedures in form.more_records if code not in form.minimum_records}
    wanted = chosen or minimum_records_for(specialty, sender)
    given = terms or {}
    return tuple(_on_terms(code, usual.get(code, ()), given.get(code)) for code in wanted if code in REQUIREMENTS)


def _on_terms(code: str, procedures: tuple[str, ...], terms: Any) -> Minimum:
    usual = minimum_of(code)
    if not isinstance(terms, Mapping):
        return Minimum(code, usual.is_required, usual.max_age_months, procedures)
    months = terms.get("months", usual.max_age_months)
    return Minimum(code, bool(terms.get("required", usual.is_required)), months, tuple(terms.get("procedures", procedures)))


def check_records(
    minimum: Iterable[Minimum],
    case: Mapping[str, Any],
    teeth: Sequence[str],
    attached: Sequence[Attached],
    today: date,
    own: Iterable[OwnQuestion] = (),
) -> tuple[Requirement, ...]:
    """Every record that is wanted for this procedure and whether it is there, in the order of the practice's list.

    `case` has the shape of `questions`, `teeth` are Universal designations, `today` is the local date of the receiving practice, `own` are
    the questions that the practice asks now: those it needs stand in the list, each by itself.
    """
    procedure = str(case.get("procedure") or "")
    listed = [_requirement(wanted, case, teeth, attached, today) for wanted in minimum if _is_wanted(wanted, procedure)]
    answered = case.get("own") or {}
    for question in own:
        if question.is_required and question.is_asked_for(procedure):
            met = question.id in answered
            listed.append(Requirement("own_questions", question.field.label, met, "" if met else "not said yet", True))
    return tuple(listed)


def _is_wanted(wanted: Minimum, procedure: str) -> bool:
    return wanted.code != "own_questions" and (not wanted.procedures or procedure in wanted.procedures)


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
        met = _is_said(wanted.code, case, teeth, attached)
        why = "" if met else "not said yet" if wanted.is_required else "helps triage; may follow"
    label = REQUIREMENTS[wanted.code]
    if wanted.max_age_months and wanted.code in _IMAGES:
        label = f"{label}, under {wanted.max_age_months} months"
    return Requirement(wanted.code, label, met, why, wanted.is_required)


def _image(wanted: Minimum, teeth: Sequence[str], attached: Sequence[Attached], today: date) -> tuple[bool, str]:
    """Whether an image of the kind is there, of this tooth and recent enough. One without a date counts; its date is asked for."""
    of_kind = [image for image in attached if image.kind in _IMAGES[wanted.code]]
    of_tooth = [image for image in of_kind if _shows(image, teeth)]
    recent = [image for image in of_tooth if not is_older(image.taken_on, wanted.max_age_months, today)]
    if recent:
        return True, "" if wanted.max_age_months is None or any(image.taken_on for image in recent) else "its date is not known"
    if of_tooth:
        return False, f"older than {wanted.max_age_months} months"
    return False, "shows another tooth" if of_kind else "not attached yet"


def _is_said(code: str, case: Mapping[str, Any], teeth: Sequence[str], attached: Sequence[Attached]) -> bool:
    if code in _SAID:
        return _SAID[code](case, teeth)
    answers = case.get("answers") or {}
    return any(field in answers for field in _FIELDS[code]) or any(paper.kind in _PAPERS.get(code, ()) for paper in attached)


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
    "vitality_test": lambda case, _: "cold_response" in (case.get("findings") or {}) or "electric_test" in (case.get("answers") or {}),
    "lesion": lambda case, _: {"lesion_site", "lesion_since"} <= set(case.get("answers") or {}),
    "medical_history": lambda case, _: bool(case.get("medical_alerts") or case.get("medical_note")),
    "anxiety": lambda case, _: case.get("anxiety") not in (None, "", "not_asked") or bool(case.get("mdas")),
}
