"""What a visit is for, as far as its words differ: a retreatment is not a first root canal, and a parent is not told what a patient is told."""

from collections.abc import Mapping

FIRST_ROOT_CANAL = "first_root_canal"
RETREATMENT = "retreatment"
CHILD = "child"
PURPOSES = (FIRST_ROOT_CANAL, RETREATMENT, "cracked_tooth", "extraction", "gum_treatment", "orthodontic", "biopsy", CHILD)
"""Codes; "" is a visit for anything else, and the words for every visit."""

_OF_PROCEDURE: Mapping[str, str] = {
    "first_treatment": FIRST_ROOT_CANAL,
    "retreatment": RETREATMENT,
    "cracked_tooth": "cracked_tooth",
    "extraction": "extraction",
    "third_molars": "extraction",
    "periodontitis": "gum_treatment",
    "periodontal_abscess": "gum_treatment",
    "recession": "gum_treatment",
    "gum_growth": "gum_treatment",
    "crown_lengthening": "gum_treatment",
    "diabetes_gums": "gum_treatment",
    "malocclusion": "orthodontic",
    "early_treatment": "orthodontic",
    "before_restoration": "orthodontic",
    "jaw_position": "orthodontic",
    "relapse": "orthodontic",
    "biopsy": "biopsy",
    "decay_child": CHILD,
    "behavior": CHILD,
    "anesthesia_child": CHILD,
    "pulp_primary": CHILD,
    "space": CHILD,
}
_OF_SPECIALTY: Mapping[str, str] = {"orthodontics": "orthodontic", "pediatric_dentistry": CHILD}
_OF_TREATMENT: Mapping[str, str] = {"primary": FIRST_ROOT_CANAL, "retreatment": RETREATMENT}
CHILD_UNTIL = 13
"""Years: until then the words speak to whoever brings the child."""


def purpose_of(procedure: str, *, specialty: str = "", treatment: str = "", age: int | None = None) -> str:
    """The purpose of a referral's visit: a code of `PURPOSES`, or "".

    `procedure` is the reason code of the request; `treatment` what triage decided (primary or retreatment): a person's judgment stands over
    the request; `age` in full years.
    """
    asked = _OF_PROCEDURE.get(procedure, "") or _OF_SPECIALTY.get(specialty, "")
    if age is not None and age < CHILD_UNTIL and asked != "orthodontic":
        return CHILD
    if asked in ("", FIRST_ROOT_CANAL, RETREATMENT) and specialty == "endodontics":
        return _OF_TREATMENT.get(treatment, asked)
    return asked
