"""A case in one line, for lists and headings: what is asked for and the findings that matter most."""

from collections.abc import Mapping
from typing import Any

from bridgework.rules.questions import ALL_SIGNS, PROCEDURES
from bridgework.rules.urgency import AIRWAY, PAIN

_PROCEDURES = {choice.code: choice.label for choice in PROCEDURES}
_FIRST = (*sorted(AIRWAY), "uncontrolled_bleeding", "avulsed_permanent_tooth", "suspicious_lesion", "clearance_before_treatment")
_THEN = ("fever", "trauma", "sinus_tract", "lost_temporary")


def summarize(case: Mapping[str, Any]) -> str:
    """One line of at most 300 characters: "First root canal treatment · pain with swelling, fever"."""
    yes = {sign for sign, answer in (case.get("findings") or {}).items() if answer == "yes"}
    signs = [ALL_SIGNS[sign].label for sign in _FIRST if sign in yes and sign in ALL_SIGNS]
    hurts = bool(yes & PAIN)
    if hurts and "swelling" in yes:
        signs.append("pain with swelling")
    elif "swelling" in yes:
        signs.append("swelling")
    elif hurts:
        one = sorted(yes & PAIN)
        signs.append(ALL_SIGNS[one[0]].label if len(one) == 1 and one[0] in ALL_SIGNS else "pain, no swelling")
    signs += [ALL_SIGNS[sign].label for sign in _THEN if sign in yes]
    asked = _PROCEDURES.get(case.get("procedure") or "", "")
    signs = [sign for sign in signs if sign != asked.lower()]
    found = ", ".join(signs) or str(case.get("reason") or "")
    advice = "Advice" if case.get("wanted") == "advice" else ""
    return " · ".join(part for part in (advice, asked, found) if part)[:300]
