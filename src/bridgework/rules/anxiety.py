"""How anxious a patient is, by the Modified Dental Anxiety Scale; the one-tap question stays the ordinary way.

Source: Humphris, Morrison and Lindsay (1995), scored by the `oracalm` package. Only the cut-off of 19 is validated; below it the number is
told and not judged. The items exist in English here: a patient who speaks Spanish is asked the one question (docs/decisions/2026-11-22-mdas-stays-english.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import oracalm

CUT_OFF = 19


@dataclass(frozen=True, slots=True)
class Anxiety:
    """The sum of the scale, 5 to 25; `is_severe` from the cut-off on."""

    total: int
    is_severe: bool


def score_mdas(answers: Sequence[int]) -> Anxiety | None:
    """The score of five answers from 1 to 5; None where the scale was not asked, or not to its end."""
    if len(answers) != len(mdas_items()) or any(answer not in range(1, 6) for answer in answers):
        return None
    total = int(oracalm.score("mdas", list(answers)).total)
    return Anxiety(total, total >= CUT_OFF)


@lru_cache(maxsize=1)
def mdas_items() -> tuple[str, ...]:
    """The five questions, in English."""
    return tuple(item["text"]["en"] for item in oracalm.get_instrument("mdas")["items"])


@lru_cache(maxsize=1)
def mdas_scale() -> tuple[tuple[int, str], ...]:
    """The five answers: number and words."""
    return tuple((step["value"], step["label"]) for step in oracalm.get_instrument("mdas")["scale"]["en"])
