"""A reply as plain text that rules can read: typed words written out (`reply_typed`) and slips mended (`reply_spelling`); its language."""

import re

from bridgework.rules.reply_spelling import mended
from bridgework.rules.reply_typed import LONGEST, typed_words

__all__ = ["LONGEST", "core", "language_of", "plain"]


def plain(text: str) -> str:
    """The text in lower case, without accents, with emoji as words, contractions and short forms written out, and mistyped words
    mended.
    """
    return " ".join(mended(typed_words(text)))


_BEFORE = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|yo|hola|buenos dias|buenas(?: tardes| noches)?|good (?:morning|afternoon|evening)|so|umm?|uh(?! huh)|"
    r"oh|well|and|ok|there|sir|"
    r"ma am|maam|mam|doctor|doc|guys|everyone|senorita|angry|sad)[ ,.!]+)+"
)
_AFTER = re.compile(
    r"(?:[ ,.!]+(?:thanks(?: so much| again| a lot)?|thank you(?: so much| very much| all)?|please|por favor|(?:muchas |"
    r"mil )?gracias|bye|ok|lol|"
    r"smile|sad|angry|have a \w+ (?:day|one|night|evening|weekend)|god bless(?: you)?))+[ .!]*$"
)


def core(said: str) -> str:
    """A plain text without the greetings before it and the politeness after it; all of it where it is nothing else."""
    without = _AFTER.sub("", _BEFORE.sub("", said)).strip(" ,.!")
    return without or said


ENGLISH = frozenset(
    "the i you it is are am will be my me a an and to for of on at in can do not this that what when where who how have need want with "
    "yes yeah please thanks thank ok see there time visit appointment tomorrow today call late sorry stop help wrong number".split()
)
SPANISH = frozenset(
    "el la los las yo usted es son estoy estare voy mi me un una y para de del en que no si puedo podre cuando donde quien como tengo "
    "necesito quiero con gracias por favor cita hora manana hoy llame llamenme llegar tarde perdon disculpe alto ayuda numero claro "
    "ahi mas ya bien bueno muy hola buenos buenas dias tardes dolor cancelar cambiar confirmo duele peor".split()
)


def language_of(said: str) -> str:
    """The language ("es", "en") by the small words of a plain text; "" where it could be either ("no", "ok", digits)."""
    words = re.findall(r"[a-z]+", said)
    spanish = sum(word in SPANISH and word not in ENGLISH for word in words)
    english = sum(word in ENGLISH and word not in SPANISH for word in words)
    if spanish == english:
        return ""
    return "es" if spanish > english else "en"
