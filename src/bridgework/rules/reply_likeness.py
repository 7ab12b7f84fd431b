"""How much a reply is like the known replies of each meaning: what the patterns are weighed against, and what is guessed where none fits.

A linear classifier (ridge regression on tf-idf, solved by conjugate gradients) over the words, the pairs of words and the concepts of
`reply_words/known.tsv`; it is reckoned anew from that table when a process first reads a reply, in a part of a second. By itself it is
never sure: it says what was probably meant, or that a pattern was probably wrong.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from bridgework.rules.reply_spelling import known_words
from bridgework.rules.reply_text import core
from bridgework.rules.reply_words.shapes import CONCEPTS

NEVER_GUESSED = frozenset({"help", "start", "deceased"})
"""That messages are to begin, or that somebody has died, is said plainly or asked about."""
GUESSED = 50
"""A guess makes no surer than this (percent)."""
_PENALTY = 0.5
"""Of the ridge, against learning single replies by heart."""
HARDLY = 0.4
"""How much less a reply is like a meaning of which it says that it is not meant."""
UNHEARD = 25.0
"""How much a word or a pair weighs that no known reply has, beside the squares of the rarities of those that some have."""
_STEPS = 8
"""Of the conjugate gradients: more change no answer."""
_NAMED = tuple(
    (name, re.compile(rf"\b{CONCEPTS[name].removeprefix('(?:(?:my|his|her|mi|su) )?')}\b"))
    for name in ("MOUTH", "PILLS", "KIN", "DAY", "PART")
)

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a reply is like those of each meaning, about -1 to 1; `said` are the features it was judged by."""

    scores: Mapping[str, float]
    said: tuple[str, ...]

    @property
    def likeliest(self) -> str:
        """What may be guessed and is likeliest."""
        return max((meaning for meaning in self.scores if meaning not in NEVER_GUESSED), key=self.scores.__getitem__)

    def ahead_of(self, meaning: str) -> float:
        """How far the likeliest is ahead of a meaning; 0 for itself."""
        return self.scores[self.likeliest] - self.scores.get(meaning, -1.0)

    def without(self, meanings: Set[str]) -> "Likeness":
        """The same, where these are hardly meant."""
        return Likeness({meaning: score - HARDLY * (meaning in meanings) for meaning, score in self.scores.items()}, self.said)

    def words_for(self, meaning: str) -> tuple[str, ...]:
        """The words that speak most for a meaning."""
        learned = _learned()
        column = learned.meanings.index(meaning)
        speaks = sorted(
            ((float(learned.weights[learned.place[one], column]), one) for one in self.said if not re.search(r"[*^$#A-Z]", one)),
            reverse=True,
        )
        return tuple(one for weight, one in speaks[:3] if weight > 0)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from known replies: a weight for each feature (row) and meaning (column), and what is true of any reply."""

    meanings: tuple[str, ...]
    place: Mapping[str, int]
    rarity: Numbers
    weights: Numbers
    mean: Numbers

    def likeness(self, said: str) -> Likeness:
        found = features_of(said)
        features = tuple(sorted(one for one in found if one in self.place))
        places = [self.place[one] for one in features]
        # What nobody has said yet makes the rest weigh less.
        values = self.rarity[places] / np.sqrt((self.rarity[places] ** 2).sum() + (len(found) - len(features)) * UNHEARD)
        scores = values @ self.weights[places] + self.mean
        return Likeness(dict(zip(self.meanings, map(float, scores), strict=True)), features)


def likeness(said: str) -> Likeness:
    """Of a plain text, to the known replies."""
    return _learned().likeness(core(said))


@cache
def _learned() -> Learned:
    # As they were typed: to mend them all would teach hardly anything more, and take as long as the rest.
    return learn([(meant[0], core(" ".join(typed))) for meant, typed in known_words()])


def learn(known: Sequence[tuple[str, str]]) -> Learned:
    """What (meaning, plain text) of known replies teach."""
    texts = [features_of(said) for _, said in known]
    seen = Counter(one for features in texts for one in features)
    place = {one: number for number, one in enumerate(sorted(seen))}
    rarity = np.array([1 + log((1 + len(texts)) / (1 + seen[one])) for one in place], dtype=np.float32)
    meanings = tuple(sorted({meant for meant, _ in known}))
    aim = np.full((len(known), len(meanings)), -1, dtype=np.float32)
    aim[np.arange(len(known)), [meanings.index(meant) for meant, _ in known]] = 1
    mean = aim.mean(axis=0)
    aim -= mean

    columns = np.array([place[one] for features in texts for one in sorted(features)])
    lengths = np.array([len(features) for features in texts])
    rows = np.repeat(np.arange(len(texts)), lengths)
    values = rarity[columns]
    values = (values / np.sqrt(np.bincount(rows, values**2))[rows]).astype(np.float32)[:, None]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    by_column = np.argsort(columns, kind="stable")
    column_starts = np.searchsorted(columns[by_column], np.arange(len(place)))

    def taught(beta: Numbers) -> Numbers:
        """The weights that errors (a row for each reply) teach."""
        return np.add.reduceat((values * beta[rows])[by_column], column_starts)

    def told(weights: Numbers) -> Numbers:
        """What the weights tell of each known reply."""
        return np.add.reduceat(values * weights[columns], starts)

    beta = np.zeros_like(aim)
    left = aim.copy()
    way = left.copy()
    size = (left**2).sum(axis=0)
    for _ in range(_STEPS):
        bent = told(taught(way)) + _PENALTY * way
        step = size / (way * bent).sum(axis=0)
        beta += step * way
        left -= step * bent
        size, before = (left**2).sum(axis=0), size
        way = left + size / before * way
    return Learned(meanings, place, rarity, taught(beta), mean)


def features_of(said: str) -> Set[str]:
    """Words, words side by side ("^" begins, "$" ends the text) or with one in between, of the text and of its concepts ("can come DAY"),
    and the beginnings of longer words. Never empty.
    """
    named = said
    for name, pattern in _NAMED:
        named = pattern.sub(name, named)
    named = re.sub(r"\b\d[\d:/]*\b", "NUMBER", named)
    found: set[str] = set()
    for text in {said, named}:
        words = ["^", *(word for word in text.split() if word not in ".,!;"), "$"]
        found.update(words[1:-1])
        found.update(f"{one} {two}" for one, two in pairwise(words))
        found.update(f"{one} * {two}" for one, two in zip(words, words[2:], strict=False) if one != "^" or two != "$")
    return found | {f"{word[:size]}*" for word in said.split() for size in (4, 5) if len(word) > size}
