"""What the patterns find in a reply: every meaning that it may have, with how sure that makes us and the words.

Which of them counts is decided in `replies`.
"""

import re
from typing import Literal, get_args

from rapidfuzz.distance import OSA

from bridgework.rules.reply_words.another_time import NOT_RESCHEDULE, RESCHEDULE
from bridgework.rules.reply_words.call_me import CALL_ME, NOT_CALL_ME
from bridgework.rules.reply_words.cannot_come import CANCEL, NOT_CANCEL
from bridgework.rules.reply_words.doubts import QUESTION, THANKS
from bridgework.rules.reply_words.late import LATE, NOT_LATE
from bridgework.rules.reply_words.no_danger import NOT_WORSE, TROUBLE
from bridgework.rules.reply_words.persons import DECEASED, NOT_DECEASED, NOT_WRONG_PERSON, WRONG_PERSON
from bridgework.rules.reply_words.shapes import Table
from bridgework.rules.reply_words.short import ACKNOWLEDGED, FILLERS, NEUTRAL, NO, NO_THAT_IS_NONE, NOT_YES, YES
from bridgework.rules.reply_words.will_come import CONFIRM, NOT_CONFIRMED_BEFORE
from bridgework.rules.reply_words.worse import WORSE

Intent = Literal[
    "confirm",
    "cancel",
    "reschedule",
    "call_me",
    "running_late",
    "question",
    "thanks",
    "wrong_person",
    "worse",
    "deceased",
    "opt_out",
    "help",
    "start",
    "unclear",
]
INTENTS: tuple[Intent, ...] = get_args(Intent)
Found = dict[Intent, tuple[int, str]]
"""Meaning -> (percent, the words)."""

LOOKED_FOR: tuple[tuple[Intent, Table, re.Pattern[str]], ...] = (
    ("worse", WORSE, NOT_WORSE),
    ("deceased", DECEASED, NOT_DECEASED),
    ("wrong_person", WRONG_PERSON, NOT_WRONG_PERSON),
    ("running_late", LATE, NOT_LATE),
    ("reschedule", RESCHEDULE, NOT_RESCHEDULE),
    ("cancel", CANCEL, NOT_CANCEL),
    ("call_me", CALL_ME, NOT_CALL_ME),
)
"""The patterns of each meaning, and the sentences with such words that mean something else."""


def words_of_patterns() -> frozenset[str]:
    """The words that patterns are made of: nobody's slip, however seldom they are used."""
    tables = [pattern for _, table, excluded in LOOKED_FOR for pattern in (excluded, *(row[0] for row in table))]
    alone = [YES, NO, FILLERS, NEUTRAL, QUESTION, THANKS, *(row[0] for row in CONFIRM)]
    return frozenset(
        word for pattern in (*tables, *alone) for word in re.findall(r"(?<![a-z\\])[a-z]{4,}|(?<=\\b)[a-z]{4,}", pattern.pattern)
    )


def meanings_found(said: str) -> Found:
    """Every meaning that a pattern found, with how sure it is and the words."""
    found: Found = {}
    for intent, table, excluded in LOOKED_FOR:
        hit = _hit(said, table, excluded) if table is not WORSE else danger_found(said)
        if hit:
            found[intent] = hit
    confirmed = _confirmed(said)
    if confirmed:
        found["confirm"] = confirmed
    no = NO.match(bare_words(said))
    if no and "cancel" not in found:
        found["cancel"] = (60, no[0].strip(" ,.!"))
    if not found and not NEUTRAL.search(said) and re.match(r"no[ ,.!]+(?:i|we|she|he|sorry)\b", said):
        found["cancel"] = (55, "no")
    asked = QUESTION.search(said)
    if asked:
        found["question"] = (85, _clause(said, asked))
    thanked = THANKS.search(said)
    if thanked:
        found["thanks"] = (90, thanked[0])
    return found


def danger_found(said: str) -> tuple[int, str] | None:
    """Pain or danger in the whole or in any sentence of it; outside a question, a word of trouble that nothing takes back is enough."""
    dangers = []
    for sentence in {said, *re.split(r"(?<=[.!?;]) ", said)}:
        hit = _hit(sentence, WORSE, NOT_WORSE)
        trouble = None if hit or QUESTION.search(sentence) else TROUBLE.search(NOT_WORSE.sub(" # ", sentence))
        dangers += [hit] if hit else [(70, trouble[0])] if trouble else []
    return max(dangers, key=lambda danger: danger[0], default=None)


def _clause(said: str, asked: re.Match[str]) -> str:
    """The words of a question: a question mark alone tells nobody what was asked."""
    if "?" not in asked[0]:
        return asked[0].strip()
    before = re.split(r"[.!?;]", said[: asked.end()].rstrip(" ?"))[-1].split()
    return " ".join([*before[-8:], "?"]).strip()


def _hit(said: str, table: Table, excluded: re.Pattern[str]) -> tuple[int, str] | None:
    """The surest match of a table outside the sentences that mean something else."""
    rest = excluded.sub(" # ", said)
    hits = [(sure, match[0].strip(" .,!?;")) for pattern, sure in table if (match := pattern.search(rest))]
    return max(hits, key=lambda hit: hit[0], default=None)


def _confirmed(said: str) -> tuple[int, str] | None:
    bare = bare_words(said)
    if bare and YES.match(bare):
        return (85 if bare in ACKNOWLEDGED else 96), bare.strip(" ,.!")
    if bare == "1":
        return 70, bare  # In lists of other senders it is a yes; ours have none.
    if bare.isalpha() and bare not in NOT_YES and OSA.distance(bare, "yes", score_cutoff=1) <= 1:
        return 82, bare
    if not bare and re.search(r"\bok\b", said):
        return 82, "ok"
    hits = []
    said = NO_THAT_IS_NONE.sub("yes", said)
    for pattern, sure in CONFIRM:
        for match in pattern.finditer(said):
            if match[0].startswith(("not ", "do not ", "no ")) or not NOT_CONFIRMED_BEFORE.search(said[: match.start()]):
                hits.append((sure, match[0].strip(" .,!?;")))
    if not hits:
        # "Yes. I am bringing my daughter": a yes that begins is one.
        begins = re.match(
            r"(?:hi |hello |hey |hola |ok )*(?:yes|si|sure|claro|absolutely|definitely|por supuesto|of course|"
            r"confirmed|perfect|great)\b",
            said,
        )
        if begins:
            hits.append((80 if begins[0] == said else 76, begins[0]))
    return max(hits, key=lambda hit: hit[0], default=None)


def bare_words(said: str) -> str:
    """What is left without greetings, politeness and phrases that begin with a no that is none."""
    rest = NO_THAT_IS_NONE.sub(" yes ", said)
    rest = FILLERS.sub(" ", re.sub(r"[.,;!]", " ", rest))
    return " ".join(rest.split())
