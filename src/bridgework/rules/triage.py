"""What a person decides at triage beside yes or no, and in which words more is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bridgework.rules.case_difficulty import BY_CODE, LEVELS

IMAGING: Mapping[str, str] = {
    "periapical": "a periapical film",
    "bitewing": "a bitewing film",
    "panoramic": "a panoramic film",
    "cbct": "a CBCT volume",
}
"""Pictures that are taken at the receiving practice before anything else; message ids."""

TREATMENTS: Mapping[str, str] = {"primary": "first treatment", "retreatment": "retreatment"}
CROWN: Mapping[str, str] = {"yes": "evaluate it first", "no": "needs no evaluation"}
LONGEST_TEXT = 4000
LENGTHS = (15, 20, 30, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180, 240)
"""Minutes that a single visit can be given."""
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class TriageEntry:
    """What was decided, as it was given. Empty: not decided. Texts are plain, in the language that they are named after."""

    factors: Mapping[str, str] = field(default_factory=dict)
    crown: str = ""
    treatment: str = ""
    imaging_first: str = ""
    visit_type_id: UUID | None = None
    minutes: int | None = None
    """How long this visit is; None: as long as its kind."""
    for_patient: str = ""
    for_patient_es: str = ""
    for_office: str = ""


def check_triage(entry: TriageEntry) -> dict[str, str]:
    """What cannot be right, by field, in a sentence; nothing where all is in order."""
    problems: dict[str, str] = {}
    if any(code not in BY_CODE or level not in LEVELS for code, level in entry.factors.items()):
        problems["factors"] = "Choose a level of the list for each factor."
    for name, known in (("crown", CROWN), ("treatment", TREATMENTS), ("imaging_first", IMAGING)):
        if getattr(entry, name) and getattr(entry, name) not in known:
            problems[name] = "Choose from the list."
    if entry.minutes is not None and entry.minutes not in LENGTHS:
        problems["minutes"] = "Choose a length of the list."
    for name in ("for_patient", "for_patient_es", "for_office"):
        if len(getattr(entry, name)) > LONGEST_TEXT:
            problems[name] = f"Keep it under {LONGEST_TEXT:,} characters."
    return problems


def proposed_triage(case: Mapping[str, Any]) -> dict[str, str]:
    """What the referral itself says about the questions of triage: which treatment, and whether a crown is in the way."""
    procedure, answers = case.get("procedure"), case.get("answers") or {}
    again = procedure == "retreatment" or case.get("pulpal") == "previously_treated"
    treatment = "retreatment" if again else "primary" if procedure == "first_treatment" else ""
    crown = "yes" if "crown" in (answers.get("old_filling") or ()) else ""
    return {"treatment": treatment, "crown": crown}


def wording_of_request(records: Iterable[str]) -> str:
    """The words in which more is asked for, ready to send and to change. `records` are the missing ones in words; "" where none is."""
    named = list(records)
    if not named:
        return ""
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return (
        f"To plan this visit we still need: {listed}. "
        "If you do not have it, tell us: we go on without it, or take it here. Nothing has to be sent twice."
    )


def check_tier_change(tier: str, proposed: str, reason: str, roles: Iterable[str], tiers: tuple[str, ...]) -> dict[str, str]:
    """What is wrong about putting a case into another tier than its signs call for, by field.

    Every override has a reason. Below an emergency that the signs call for goes only who judges signs: a clinician, or the triage role.
    """
    problems: dict[str, str] = {}
    if tier not in tiers:
        problems["tier"] = "Choose one of the listed tiers."
    elif proposed == "emergency" and tier != "emergency" and not {"clinician", "triage"} & set(roles):
        problems["tier"] = "The signs call for an emergency. Only a clinician or the triage role can say otherwise."
    if len(reason.strip()) < 3:
        problems["reason"] = "Say why, in a few words: it is kept with the case."
    elif len(reason) > LONGEST_REASON:
        problems["reason"] = f"Keep the reason under {LONGEST_REASON} characters."
    return problems
