"""What a person typed on a phone, as words: emoji, contractions, short forms and stretched letters written out; slips of the keys stay.

Both languages at once, since people mix them. Accents are left off, as on most phones; nothing here decides what is meant.
"""

import re
import unicodedata
from collections.abc import Callable

from bridgework.rules.reply_words.typed import EMOJI, SHORT

LONGEST = 1_600
"""Characters that are kept and read: ten text messages; what is longer is no reply but a letter, and a person reads it anyway."""

CONTRACTED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\bcan'?t\b|\bcan not\b"), "can not"),
    (re.compile(r"\bwon'?t\b"), "will not"),
    (re.compile(r"\bain'?t\b"), "am not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"\bshan'?t\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"'s\b"), " is"),
    # "ill" is sick, unless a verb follows.
    (
        re.compile(r"\bill (?=be\b|def\w*|come|see|take|call|try|make|let|have|need|do\b|go\b|text|check|get|keep|pass|wait|not\b)"),
        "i will ",
    ),
    (re.compile(r"\bil be\b"), "i will be"),
    # "ya" is yes in English and "already" in Spanish.
    (re.compile(r"^ya(?=[ .!]*$| (?:i|we|that|thats|it|sure|ok|will|see|of|she|he|sounds|works|for)\b)"), "yes"),
    (re.compile(r"\b(?:cna|cnat|cat|cant+|camt|canr|cany|cnt|cn't|ca) (?=make|come|be there|go\b)|\bcnat\b"), "can not "),
    (
        re.compile(
            r"\b(?:stp|sto|sop|stpo|sotp|stop+|stip|atop|stpp|tsop|satop|s top) (?=text|send|messag|contact|call|spam|this|it\b|please)"
        ),
        "stop ",
    ),
    (re.compile(r"\bmakeit\b"), "make it"),
    (re.compile(r"\by(?:[ea]+[shp]+\w?|ee+|ea+h*|ah)\b"), "yes"),
    (re.compile(r"\byes no (?=yeah|i\b|we\b|for sure)"), "yes "),
    (re.compile(r"\bnot com\b"), "not come"),
    (re.compile(r"\bdr\."), "doctor"),
    (re.compile(r"\bthumbs? up\b"), "yes"),
    (re.compile(r"\bthumbs? down\b"), "no"),
    (re.compile(r"\balot\b"), "a lot"),
    (re.compile(r"\bok(?:ie|ey|i)[ -]?do(?:k|ki|kie|key)\w*\b|\bokie dokie\b"), "ok"),
    (re.compile(r"\bther\b|\btheir(?=[ .!]*$)|(?<=be )their\b"), "there"),
    (re.compile(r"\bi (?:well|wil|bee|willl) (?=be\b|bee\b|come|see)"), "i will "),
    (re.compile(r"\bbee\b"), "be"),
    (re.compile(r"\bc (?=u\b|you|ya\b)"), "see "),
    (re.compile(r"\bay (?=estare|nos|les|le |voy|vamos|esta)"), "ahi "),
    # "boy" is "voy" in Spanish company.
    (re.compile(r"\bboy (?=a\b|al\b|en\b|tarde|para|ir|llegando|retras|atras)|(?<=no )boy\b"), "voy "),
    # "S T O P", "y.e.s."
    (re.compile(r"\b[a-z](?:[ .-][a-z]){2,}\b"), lambda letters: re.sub("[ .-]", "", letters[0])),
)

_REACTION = re.compile(
    r"^\s*(?:(liked|loved|le gusto|le encanto|👍\S* (?:to|a))|emphasi[sz]ed|laughed at|disliked|questioned|reacted \S+ to|enfatizo)\s+[\"“](?:.*[\"”]|.*)",
    re.DOTALL,
)
"""What phones send for a thumb on a message: our own words in quotation marks, of which nothing is the patient's."""


_SIGNED = re.compile(r"(?<=\S)\s+[-–—~]{1,2} ?[A-Z][a-z.]+(?: [A-Z][a-z.]+)?\s*$")
"""A name under a message."""


def typed_words(text: str) -> list[str]:
    """The words and the signs of a text in lower case, as they were typed but for what people shorten on purpose."""
    said = _SIGNED.sub("", text[:LONGEST]).replace("`", "'")
    if not said.isascii():
        said = unicodedata.normalize("NFKC", said).replace("’", "'").replace("‘", "'").replace("´", "'")
        said = "".join(f" {EMOJI[one]} " if one in EMOJI else one for one in said)
        said = "".join(one for one in unicodedata.normalize("NFKD", said.lower()) if not unicodedata.combining(one))
    said = said.lower()
    said = _REACTION.sub(lambda reacted: "yes" if reacted[1] else "", said)
    said = re.sub(r"[¿¡\"“”«»*_~()\[\]{}]", " ", said)
    said = re.sub(r"([a-z])\1{2,}", r"\1", said)
    for found, written in CONTRACTED:
        said = found.sub(written, said)
    words = re.findall(r"[a-z0-9:'/]+|[?!.,;]", said)
    return " ".join(SHORT.get(word, word) for word in words).split()
