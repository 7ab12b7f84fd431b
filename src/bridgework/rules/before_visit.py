"""What a patient is asked before the visit: changes of health, fear, a way to get there, insurance. Posted words in, kept answers out."""

from collections.abc import Mapping

HEALTH = ("same", "changed")
FEAR = ("none", "some", "severe")
RIDE = ("have", "need")
INSURANCE = ("same", "changed", "none")
_CHOICES: Mapping[str, tuple[str, ...]] = {"health": HEALTH, "fear": FEAR, "ride": RIDE, "insurance": INSURANCE}
_WORDS: Mapping[str, int] = {"health_note": 500, "carrier": 80, "member_id": 40}
_BELONGS_TO: Mapping[str, str] = {"health_note": "health", "carrier": "insurance", "member_id": "insurance"}
"""The question that words answer. Who writes what is new, and taps nothing, says that something is."""


def read_before_visit(posted: Mapping[str, str]) -> dict[str, str]:
    """The answers that were given, and no others; {} where nothing was answered. Every question may be left out; what was written stays,
    whatever was tapped beside it: a new drug is no less new under "the same".
    """
    chosen = {name: posted[name] for name, choices in _CHOICES.items() if posted.get(name) in choices}
    words = {name: " ".join(posted.get(name, "").split())[:most] for name, most in _WORDS.items()}
    written = {name: text for name, text in words.items() if text}
    return {_BELONGS_TO[name]: "changed" for name in written} | chosen | written
