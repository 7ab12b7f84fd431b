"""Does the film belong to this patient, this tooth and this time?

Sources: the label and the header of the file (DICOM PS3.3, patient module; names in PS3.5, value representation PN); minimum records of the
receiving practice; wrong-site prevention.
"""

import re
from collections.abc import Callable

from bridgework.rules.completeness import Attached, is_older, kinds_for
from bridgework.rules.contradictions.shapes import Asked, CaseFacts, rule
from bridgework.rules.contradictions.teeth import WRONG_SITE
from bridgework.rules.names import likeness

RECORDS = "Minimum records of the receiving practice"
HEADER = "The file's own header (DICOM PS3.3, patient module)"
_ONE_TOOTH = frozenset({"periapical"})
_CALLED = {
    "periapical": "periapical film",
    "bitewing": "bitewing film",
    "panoramic": "panoramic film",
    "cbct": "CBCT volume",
    "full_mouth": "full-mouth series",
}
_NOBODY = re.compile(r"\b(?:anon\w*|de-?identified|removed|unknown|no ?name|test)\b", re.IGNORECASE)
"""Names that a de-identified or hand-made file carries instead of one."""


@rule("films", WRONG_SITE)
def film_of_another_tooth(facts: CaseFacts) -> Asked | None:
    """A film of single teeth is labelled with none of the teeth in the request."""
    for film in facts.attached:
        if film.kind in _ONE_TOOTH and film.teeth and facts.teeth and set(facts.teeth).isdisjoint(film.teeth):
            said = f"The film {film.label or 'attached'} is marked as tooth {facts.names(film.teeth)}. The request says"
            return Asked(f"{said} {facts.names(facts.teeth)}. Which one is right?", (*film.teeth, "/", *facts.teeth))
    return None


@rule("films", HEADER)
def film_of_another_patient(facts: CaseFacts) -> Asked | None:
    """The name inside a file is another than the patient's. DICOM writes FAMILY^GIVEN; other files may swap the two."""
    family, given = facts.patient_name
    for film in facts.attached:
        parts = [part for part in re.split(r"[\^,=]|\s+", film.name_in_file) if part]
        if not parts or not family or _NOBODY.search(film.name_in_file.replace("^", " ")):
            continue
        if not any(likeness(part, name) for part in parts for name in family.split()) or (
            len(parts) > 1 and given and not any(likeness(part, name) for part in parts for name in given.split())
        ):
            sentence = f"The file {film.label or 'attached'} carries another name inside than this patient's. Is it the right patient?"
            return Asked(sentence, (film.name_in_file, family, given))
    return None


@rule("films", HEADER)
def film_before_birth(facts: CaseFacts) -> Asked | None:
    """A film was taken before the patient was born: another patient, or a clock that was wrong."""
    early = _first(facts, lambda film: bool(film.taken_on and facts.born and film.taken_on < facts.born))
    if early is None:
        return None
    return Asked(f"The film {early.label or 'attached'} was taken before the patient was born. Is it the right patient?", _of(early))


@rule("films", HEADER)
def film_from_the_future(facts: CaseFacts) -> Asked | None:
    """A film is dated after today."""
    late = _first(facts, lambda film: bool(film.taken_on and facts.today and film.taken_on > facts.today))
    return Asked(f"The film {late.label or 'attached'} is dated in the future. When was it taken?", _of(late)) if late else None


@rule("films", RECORDS)
def film_too_old(facts: CaseFacts) -> Asked | None:
    """A film is older than the receiving practice accepts, and no newer one of its kind is there."""
    ages: dict[str, int] = {}
    for wanted in facts.minimum:
        for kind in kinds_for(wanted.code):
            ages[kind] = max(ages.get(kind, 0), wanted.max_age_months or 0)
    if facts.today is None:
        return None
    for film in facts.attached:
        months = ages.get(film.kind)
        if not months or not is_older(film.taken_on, months, facts.today):
            continue
        if any(
            other.kind == film.kind and other.taken_on and not is_older(other.taken_on, months, facts.today) for other in facts.attached
        ):
            continue
        sentence = (
            f"The {_CALLED.get(film.kind, film.kind)} is older than the {months} months that this practice accepts. Is there a newer one?"
        )
        return Asked(sentence, (*_of(film), str(months)))
    return None


def _first(facts: CaseFacts, is_wrong: Callable[[Attached], bool]) -> Attached | None:
    return next((film for film in facts.attached if is_wrong(film)), None)


def _of(film: Attached) -> tuple[str, ...]:
    """A film for a fingerprint: what it says of itself. Its label is ours and changes with the teeth."""
    return (film.kind, str(film.taken_on or ""), film.name_in_file)
