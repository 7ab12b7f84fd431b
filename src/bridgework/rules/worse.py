"""A patient says that it got worse: the signs of danger that they are asked about, and the tier that follows. Never a lower one.

Sources: those of `urgency`; the questions are its signs in a patient's words. What the patient tells adds to what the sender found and takes
nothing away from it: a "no" of the patient does not undo a sign that a clinician saw.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bridgework.rules.urgency import Reason, decide_urgency, is_more_urgent

ASKED = (
    "trouble_breathing",
    "trouble_swallowing",
    "swelling_eye",
    "swelling_neck",
    "uncontrolled_bleeding",
    "swelling",
    "fever",
    "trismus",
)
"""The signs that a patient is asked about, the gravest first; their words are in the template, in both languages."""


@dataclass(frozen=True, slots=True)
class Worse:
    """The tier after what the patient told, with the reasons where it rose. `emergency_department`: 911 or the emergency room, now."""

    tier: str
    is_raised: bool
    reasons: tuple[Reason, ...]
    emergency_department: bool


def read_signs(posted: Mapping[str, str]) -> dict[str, str]:
    """Sign -> yes or no, of what was answered; what was not answered is left out, never read as "no"."""
    return {sign: posted[sign] for sign in ASKED if posted.get(sign) in ("yes", "no")}


def decide_worse(
    tier: str, findings: Mapping[str, str], told: Mapping[str, str], *, procedure: str = "", teeth: Iterable[str] = ()
) -> Worse:
    """The tier of a patient who is in more pain than before. Pain is what they came to tell, so it counts as a sign."""
    signs = dict(findings) | {"spontaneous_pain": "yes"} | {sign: "yes" for sign, answer in told.items() if answer == "yes"}
    urgency = decide_urgency(signs, procedure, teeth)
    alone = decide_urgency({sign: answer for sign, answer in told.items() if answer == "yes"})
    if not is_more_urgent(urgency.tier, tier):
        return Worse(tier, False, (), alone.emergency_department)
    return Worse(urgency.tier, True, urgency.reasons, alone.emergency_department)
