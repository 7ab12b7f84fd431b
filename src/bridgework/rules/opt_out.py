"""STOP, HELP and START: what a person writes who wants no more messages, wants to know who writes, or wants messages again.

Sources: CTIA Messaging Principles (STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT; HELP, INFO; START, UNSTOP); 47 CFR 64.1200(a)(10), in
force since April 2025 (also REVOKE and OPT OUT; any reasonable wording counts; one confirmation that advertises nothing; at once). The
Spanish words are the house's. CANCEL, END and QUIT opt out, too: the visit stands, and a person asks what was meant.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rapidfuzz.distance import OSA

from bridgework.rules.reply_text import LONGEST, core, plain
from bridgework.rules.reply_words.no_messages import FREE, FREE_HELP, FREE_START, NOT_MEANT, WHOLE

WordKind = Literal["stop", "help", "start"]

STOP = frozenset(
    "stop stopall unsubscribe cancel end quit revoke optout alto parar pare paren detener baja cancelar salir basta unsuscribe".split()
) | {
    "stop all",
    "stop all texts",
    "opt out",
    "opt me out",
    "darme de baja",
    "dar de baja",
    "denme de baja",
    "deme de baja",
    "ya basta",
    "stop it",
    "stop now",
    "stop this",
    "cease and desist",
    "stop everything",
    "stop all of this",
}
MAY_MEAN_VISIT = frozenset({"cancel", "end", "quit", "cancelar", "salir"})
"""They opt out, and may have been meant for the visit: a person asks."""
HELP = frozenset({"help", "info", "ayuda", "informacion", "help me", "ayudame", "ayudeme", "information"})
START = frozenset({"start", "unstop", "resume", "comenzar", "empezar", "iniciar", "reanudar", "empezar de nuevo", "start again"})
AGAIN = START | {"yes", "si", "yes please", "si por favor"}
"""What takes a stop back; a yes does so only for somebody who is stopped."""
_SQUEEZED = frozenset(word.replace(" ", "") for word in STOP - MAY_MEAN_VISIT)
"""The keywords as they are typed without, or with other, spaces: "s top", "stopit"."""
MISTYPED = frozenset(
    "stahp estop stpo sotp stopp sttop stoop stp sopt st0p stpp tsop stop1 stopo stops stopal stopalll unsubcribe unsubscibe".split()
)
NOT_STOP = frozenset({"top"})
"""A word alone that is one slip from STOP, and something else."""
GOES_OUT_ANYHOW = frozenset({"opt_out_confirmed"})
"""The one message that follows a stop. After it there is silence."""
CONFIRMED_WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a confirmation that comes later than five minutes needs a reason; ours then stays away."""

_POLITE = re.compile(
    r"^(?:(?:please|ok|hey|hi|hello|just|now|no|so|um|uh|oh|kindly|i say|por favor|ya|hola|can you|could you|would you|i said|angry|"
    r"sad|sarcasm) )+"
    r"|(?: (?:please|now|ok|bye|thanks|thank you|already|asap|as soon as possible|por favor|ya|gracias|angry|sad|sarcasm|smile))+$"
)


@dataclass(frozen=True, slots=True)
class OptOutWord:
    """What was read. `word` decided it, as it stands in the plain text; `may_mean_visit`: the visit may have been meant, a person asks;
    `is_keyword` is False for free wording.
    """

    kind: WordKind
    word: str
    may_mean_visit: bool = False
    is_keyword: bool = True


def read_opt_out(text: str) -> OptOutWord | None:
    """STOP, HELP or START in whatever a person wrote, in English or Spanish; None for everything else.

    A keyword counts where it is the whole message (politeness aside): "stop by tomorrow?" and "cancel my visit" are none. A bare yes is not
    START: whether it takes a stop back is `takes_back`.
    """
    said = plain(text)
    bare = _bare(said)
    words = bare.split()
    heart = core(said)
    if words and len(set(words)) == 1:
        bare = words[0]  # "STOP STOP STOP"
    # "please cancel" speaks of the visit; the keyword alone is what the carriers act on.
    if bare in STOP and (bare not in MAY_MEAN_VISIT or set(re.findall(r"[^\W\d_]+", text[:LONGEST].lower())) == {bare}):
        return OptOutWord("stop", bare, may_mean_visit=bare in MAY_MEAN_VISIT)
    if {bare, heart, said.strip(" .!")} & WHOLE:
        return OptOutWord("stop", said, is_keyword=False)
    if _is_mistyped(bare):
        return OptOutWord("stop", bare, is_keyword=False)
    if bare in HELP:
        return OptOutWord("help", bare)
    if FREE_HELP.search(heart):
        return OptOutWord("help", heart.split()[0], is_keyword=False)
    if bare in START:
        return OptOutWord("start", bare)
    again = FREE_START.search(said) or FREE_START.search(heart)
    if again:
        return OptOutWord("start", again[0], is_keyword=False)
    sentences = re.split(r" [.!;,] ?", said)
    # "STOP. This is my work phone": a keyword that stands as a sentence of its own at the beginning.
    if len(sentences) > 1 and _bare(sentences[0]) in STOP - MAY_MEAN_VISIT - {"baja", "pare", "alto"}:
        return OptOutWord("stop", _bare(sentences[0]), is_keyword=False)
    meant = {NOT_MEANT.sub(" # ", said), NOT_MEANT.sub(" # ", heart)}
    for pattern in FREE:
        found = next((found for one in meant if (found := pattern.search(one))), None)
        if found:
            return OptOutWord("stop", found[0].strip()[:80], is_keyword=False)
    return None


def _is_mistyped(bare: str) -> bool:
    """Whether the whole message is a keyword with a slip of the keys, or with a space too many or too few."""
    if bare in MISTYPED or bare == "quit":
        return True
    squeezed = bare.replace(" ", "")
    if squeezed in _SQUEEZED or squeezed in MISTYPED:
        return True
    if not squeezed.isalpha() or squeezed in NOT_STOP:
        return False
    whole = "stop" if bare == squeezed else ""  # "is top" is no keyword
    return any(OSA.distance(squeezed, word, score_cutoff=1) <= 1 for word in (whole, "stopall", "unsubscribe") if word)


def takes_back(text: str) -> bool:
    """Whether somebody who is stopped wants messages again: START, UNSTOP or a bare YES."""
    return _bare(plain(text)) in AGAIN


def may_confirm(opted_out_at: datetime, now: datetime) -> bool:
    """Whether the one confirmation of a stop may still go out."""
    return now - opted_out_at <= CONFIRMED_WITHIN


def _bare(said: str) -> str:
    """The text without signs and politeness."""
    words = re.sub(r"[?!.,;:'/]", " ", said)
    words = " ".join(words.split())
    before = ""
    while before != words:
        before, words = words, _POLITE.sub("", words).strip()
    return words or before
