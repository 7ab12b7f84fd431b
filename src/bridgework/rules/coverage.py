"""Whether a practice takes a patient's coverage: from its own list in the directory, never from a guess; and what its desk found out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bridgework.rules.case import plain_text
from bridgework.rules.names import normalize_name
from bridgework.rules.person import AUTHORIZATIONS

Answer = Literal["listed", "not_listed", "not_known"]
_SAYS_LITTLE = frozenset(
    {"of", "the", "and", "dental", "insurance", "health", "plan", "plans", "company", "co", "inc", "ppo", "hmo", "dmo", "dhmo"}
)
"""Words that many carriers share: “Dental PPO” names nobody."""


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """What the desk of the receiving practice found out. `accepted` is "yes", "no" or ""; `authorization` a code of `person.AUTHORIZATIONS`."""

    accepted: str = ""
    authorization: str = ""
    authorization_number: str = ""
    note: str = ""


def read_check(typed: Mapping[str, str]) -> tuple[CheckEntry | None, dict[str, str]]:
    """What was typed, or field -> sentence for what cannot be right. Something has to be said."""
    said = {key: plain_text(typed.get(key, "")) for key in CheckEntry.__dataclass_fields__}
    problems = {}
    if said["accepted"] not in ("yes", "no", ""):
        problems["accepted"] = "Choose yes or no."
    if said["authorization"] not in {"", *(choice.code for choice in AUTHORIZATIONS)}:
        problems["authorization"] = "Choose one of the list."
    for key, most in (("authorization_number", 40), ("note", 300)):
        if len(said[key]) > most:
            problems[key] = f"This has {len(said[key])} characters; at most {most} fit."
    if not any(said.values()):
        problems["accepted"] = "Say what you found out."
    return (None, problems) if problems else (CheckEntry(**said), {})


def is_carrier_listed(carrier: str, listed: Sequence[str]) -> Answer:
    """Whether the carrier is among those that the practice says it accepts. "not_known" where it lists none, or no carrier is known.

    A name fits where all telling words of one stand in the other: "Delta Dental of Illinois" fits "Delta Dental PPO", "Delta Air Lines Plan"
    does not fit "Aetna". Where nothing telling is left, the whole names are compared.
    """
    wanted = _words(carrier)
    if not wanted or not listed:
        return "not_known"
    return "listed" if any(_fits(wanted, _words(name)) for name in listed) else "not_listed"


def _words(name: str) -> frozenset[str]:
    return frozenset(normalize_name(name).split())


def _fits(one: frozenset[str], other: frozenset[str]) -> bool:
    telling, others = one - _SAYS_LITTLE, other - _SAYS_LITTLE
    if not telling or not others:
        return one == other
    return telling <= others or others <= telling
