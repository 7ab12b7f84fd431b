"""The likeness of a reply to replies whose meaning is known, for what no pattern finds.

A naive Bayes guess over `reply_words/known.tsv`: each word, pair of words and beginning of a long word speaks for the meanings in whose replies
it stood more often than in the others. It tells what was probably meant and is never sure: nothing follows from it by itself, a person reads.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from bridgework.rules.reply_known import known_replies
from bridgework.rules.reply_text import core, plain

MEANINGS = frozenset("confirm cancel reschedule call_me running_late question thanks wrong_person worse unclear".split())
"""What may be guessed. Never that messages are to stop or to begin, nor that somebody has died: those are said plainly or asked
about."""
GUESSED = 50
"""A guess makes no surer than this (percent)."""
CLEAR = 3.0
"""How far ahead of the next the likeliest has to be (natural logarithm of the odds): below it, all is unclear."""
_UNSEEN = 0.25
"""What a word counts in meanings in whose replies it never stood."""


@dataclass(frozen=True, slots=True)
class Known:
    """How often each feature and each meaning occurs in the known replies."""

    meanings: Mapping[str, int]
    features: Mapping[str, Mapping[str, int]]


def guess(said: str, *, apart_from: str = "") -> tuple[str, int, tuple[str, ...]]:
    """(meaning, percent, the words that speak for it) of a plain text; "unclear" where no meaning is well ahead.

    `apart_from`: the meaning under which this very text is known, which then is left out: how a text would be read that nobody had seen.
    """
    known = _known()
    apart_from = apart_from if apart_from in MEANINGS else ""
    meanings = Counter(known.meanings)
    if apart_from:
        meanings[apart_from] -= 1
    total = sum(meanings.values())
    scores = dict.fromkeys(meanings, 0.0)
    telling: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for meaning, count in meanings.items():
        scores[meaning] = 0.5 * log(count / (total - count))
    for feature in _features(said):
        seen = known.features.get(feature, {})
        everywhere = sum(seen.values()) - bool(apart_from and seen)
        if everywhere <= 0:
            continue
        for meaning, count in meanings.items():
            here = seen.get(meaning, 0) - (meaning == apart_from)
            speaks = log((here + _UNSEEN) / (count + 2 * _UNSEEN)) - log((everywhere - here + _UNSEEN) / (total - count + 2 * _UNSEEN))
            scores[meaning] += speaks
            telling[meaning].append((speaks, feature))
    (first, most), (_, next_most) = Counter(scores).most_common(2)
    if most - next_most < CLEAR or first == "unclear" or not telling[first]:
        return "unclear", 20, ()
    words = tuple(feature.strip("^$ ") for _, feature in sorted(telling[first], reverse=True)[:3] if "*" not in feature)
    return first, min(GUESSED, 20 + int(3 * (most - next_most))), words


@cache
def _known() -> Known:
    meanings: Counter[str] = Counter()
    features: dict[str, Counter[str]] = defaultdict(Counter)
    for (meant, *_), text in known_replies():
        if meant in MEANINGS:
            meanings[meant] += 1
            for feature in _features(core(plain(text))):
                features[feature][meant] += 1
    return Known(meanings, features)


def _features(said: str) -> Set[str]:
    """Words, words side by side ("^" begins, "$" ends the text), words with one in between, and the beginnings of long words."""
    words = ["^", *(word for word in said.split() if word not in ".,!;"), "$"]
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    apart = {f"{one} * {two}" for one, two in zip(words, words[2:], strict=False)}
    return {*words[1:-1], *pairs, *apart, *(f"{word[:5]}*" for word in words if len(word) > 5)}
