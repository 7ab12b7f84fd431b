"""How soon a practice answers a referral, and how soon its patient is contacted, by tier: the usual windows, and a practice's own.

A practice may be quicker as it likes, and slower only down to the floor, which is no setting. Sources of the usual windows: an emergency is
called by a person at once, round the clock; a referred patient is contacted within 24 to 48 hours; the rest is what offices promise one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bridgework.rules.deadlines import RESPONSE_WINDOWS, Window
from bridgework.rules.facts import TIERS

KINDS = ("response", "contact")
CONTACT_WINDOWS: Mapping[str, Window] = {
    "emergency": Window(around_the_clock=timedelta(minutes=30)),
    "urgent": Window(working_time=timedelta(hours=4)),
    "soon": Window(working_time=timedelta(hours=4)),
    "elective": Window(working_days=1),
}
"""How soon somebody tries to reach the patient, from acceptance on."""

USUAL: Mapping[str, Mapping[str, Window]] = {"response": RESPONSE_WINDOWS, "contact": CONTACT_WINDOWS}
UNITS = ("minutes", "hours", "days")
"""What a setting may count in: minutes round the clock (emergencies only), working hours, working days."""

FLOOR: Mapping[str, Mapping[str, tuple[str, int]]] = {
    "response": {"emergency": ("minutes", 30), "urgent": ("hours", 4), "soon": ("days", 1), "elective": ("days", 3)},
    "contact": {"emergency": ("minutes", 30), "urgent": ("hours", 8), "soon": ("days", 1), "elective": ("days", 2)},
}
"""The slowest that a practice may set: unit and amount."""

_HOURS_OF_A_DAY = 8
"""A working day in working hours, to compare a setting in the one with a floor in the other."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of a practice, by tier."""

    response: Mapping[str, Window]
    contact: Mapping[str, Window]


def read_windows(stored: Mapping[str, Any]) -> Windows:
    """The windows of a practice from the stored shape {"response": {"urgent": {"hours": 2}}, ...}; what it does not say is as usual.

    What is stored and breaks a rule (an older setting, a floor that was raised since) is as usual, too.
    """
    return Windows(*(_read(kind, stored.get(kind) or {}) for kind in KINDS))


def _read(kind: str, stored: Mapping[str, Any]) -> Mapping[str, Window]:
    own = {tier: stored[tier] for tier in TIERS if tier in stored and check_window(kind, tier, stored[tier]) is None}
    return dict(USUAL[kind]) | {tier: _window(setting) for tier, setting in own.items()}


def _window(setting: Mapping[str, int]) -> Window:
    unit, amount = next(iter(setting.items()))
    if unit == "minutes":
        return Window(around_the_clock=timedelta(minutes=amount))
    return Window(working_days=amount) if unit == "days" else Window(working_time=timedelta(hours=amount))


def check_window(kind: str, tier: str, setting: Any) -> str | None:
    """A sentence where a practice may not set this, else None. `setting` is {unit: amount}."""
    if kind not in FLOOR or tier not in TIERS or not isinstance(setting, Mapping) or len(setting) != 1:
        return "Give one amount for each urgency."
    unit, amount = next(iter(setting.items()))
    if unit not in UNITS or isinstance(amount, bool) or not isinstance(amount, int) or amount < 1:
        return "Give a whole number, at least 1."
    slowest_unit, slowest = FLOOR[kind][tier]
    if (unit == "minutes") != (slowest_unit == "minutes"):
        return "An emergency counts in minutes, round the clock; the others in working hours or days."
    if _length(unit, amount) > _length(slowest_unit, slowest):
        return f"For {tier} at most {slowest} {unit_words(slowest_unit, slowest)}: quicker is possible, slower is not."
    return None


def unit_words(unit: str, amount: int) -> str:
    """The unit in words: minutes, working hours, or a working day."""
    words = {"minutes": "minute", "hours": "working hour", "days": "working day"}[unit]
    return words if amount == 1 else f"{words}s"


def as_setting(window: Window) -> tuple[str, int]:
    """A window as its unit and amount, for the page of settings."""
    if window.working_days:
        return "days", window.working_days
    if window.working_time:
        return "hours", int(window.working_time.total_seconds() // 3600)
    return "minutes", int(window.around_the_clock.total_seconds() // 60)


def _length(unit: str, amount: int) -> int:
    return amount * _HOURS_OF_A_DAY if unit == "days" else amount
