"""Whether a practice takes a patient's coverage: from its own list in the directory, never from a guess."""

from collections.abc import Sequence
from typing import Literal

from bridgework.rules.names import normalize_name

Answer = Literal["listed", "not_listed", "not_known"]
_SAYS_LITTLE = frozenset(
    {"of", "the", "and", "dental", "insurance", "health", "plan", "plans", "company", "co", "inc", "ppo", "hmo", "dmo", "dhmo"}
)
"""Words that many carriers share: “Dental PPO” names nobody."""


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
