"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that stayed, was taken out or was put in."""

    change: Literal["same", "out", "in"]
    text: str


def changed_parts(old: str, new: str) -> tuple[Part, ...]:
    """The new text with what was taken out of the old one, in reading order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    parts: list[Part] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(before[start:end])))
            continue
        if start < end:
            parts.append(Part("out", "".join(before[start:end])))
        if new_start < new_end:
            parts.append(Part("in", "".join(after[new_start:new_end])))
    return tuple(parts)
