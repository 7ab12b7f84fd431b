"""Mistyped words of a reply, brought back to the words that patients use: by a small distance, or by how they sound in Spanish.

Which words those are is read from the known replies (`reply_known`); beside them stand the few that must not be missed.
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bridgework.rules.reply_known import known_replies
from bridgework.rules.reply_meanings import words_of_patterns

SOUNDED = (
    "hora cita hasta quiero quien hablar hablarme hablenme llamar llamenme llameme llegar llego llegare llevar equivocado equivocada "
    "equivoco necesito cancelar "
    "cancelen cancele confirmar confirmo favor viernes jueves vez hacer haber cambiar hinchada hinchado hincho hinchazon voy vamos "
    "iba estuve llevo sabado "
    "gracias veces hijo hija dolor calentura empezar direccion tengo puedo podre mañana ahorita asistir hacerlo vengo venir vine "
    "viene hice avisar aviso ya aqui"
).split()
"""Spanish words that are often written as they sound."""
DECISIVE = (
    "agony swallow swallowing breathe breathing swollen swelling bleeding throbbing unbearable emergency infected fever hospital "
    "worse respirar tragar hinchada "
    "hinchado inflamada inflamado sangrando sangre fiebre calentura emergencia duele dolor aguanto soporto dormir abrir boca "
    "stopping texting message messages "
    "messaging contact contacting sending remove delete unsubscribe number alone again anymore revoke manden mandar mandarme enviar "
    "envien mensajes molesten "
    "molestar escriban escribirme contacten quiteme borren dejenme basta cancel cancelar reschedule wrong"
).split()
"""Words of danger, and of those who want no more messages: others are mended to them however seldom they are used."""
SHORT_MEANT = ("stop", "pain", "late", "make", "come", "call", "when", "what", "time", "hurt", "here", "there", "need")
"""Words of four letters that decide something."""
NEVER_MEANT = frozenset(
    (
        "their where chance charge than then strong member exchange plead truck stick cancer concern tardes tarda tenga quiere quieren quiera poner poder power podra "
        "podria llame llamen calor color labor nombre fewer newer letter letters treat treated setting contract contracts contacten other passages manager hair chair "
        "clear llegar officer quiet decide decides tests texts textos texto reads waist breach bitter battle direction difference tasting testing dolar injected "
        "injection tratar pueda breather eight water world words wording spelling along deleted mucha segura necesita cambia checo texas"
    ).split()
)
"""Words that are somebody's own, one letter away from one of those."""


def _sound(word: str) -> str:
    """A Spanish word as it sounds: what is written b or v, s, z or c, ll or y, k or qu, with or without an h, is one."""
    for written, heard in _HEARD:
        word = re.sub(written, heard, word)
    return word


_HEARD = (
    ("(?<!c)h", ""),
    ("v", "b"),
    ("z|c(?=[ei])", "s"),
    ("qu(?=[ei])|c(?!h)", "k"),
    ("ll", "y"),
    ("gu(?=[ei])", "g"),
    ("m(?=[pb])", "n"),
)
_SOUNDS = {_sound(word): word for word in SOUNDED}


@lru_cache(maxsize=4_096)
def mended(word: str) -> str:
    """The word that was meant: as it sounds in Spanish, or one slip (two in a long word) from a word that patients use far more
    often.
    """
    if len(word) < 3 or " " in word or not word.isalpha() or word in NEVER_MEANT or word in DECISIVE or word in _patterns():
        return word
    sounded = _SOUNDS.get(_sound(word))
    if sounded:
        return sounded
    used = _words_used()
    single = re.sub(r"(.)\1", r"\1", word)
    if single != word and used[single] >= USED_OFTEN > used[word]:
        return single
    if len(word) < 5:
        # In a short word only two letters that changed places are a slip.
        return next((meant for meant in SHORT_MEANT if sorted(meant) == sorted(word) and OSA.distance(word, meant) == 1), word)
    often = max(USED_OFTEN, 8 * used[word])
    if any(used[word.removesuffix(end)] > used[word] for end in ("s", "es") if word.endswith(end) and not word.endswith("ss")):
        return word  # a plural
    near = process.extract(word, _words_to_mend_to(), scorer=OSA.distance, score_cutoff=2 if len(word) >= 9 else 1, limit=3)
    return next(
        (str(meant) for meant, slips, _ in near if slips and (used[meant] >= often or (meant in DECISIVE and used[word] < 3))), word
    )


USED_OFTEN = 6
"""How many of the known replies a word is in that others are mended to."""


@cache
def _patterns() -> frozenset[str]:
    return words_of_patterns()


@cache
def _words_used() -> Counter[str]:
    """In how many of the known replies each word is."""
    return Counter(word for _, text in known_replies() for word in set(_words(text)))


@cache
def _words_to_mend_to() -> tuple[str, ...]:
    return tuple(word for word, count in _words_used().most_common() if (count >= USED_OFTEN or word in DECISIVE) and len(word) >= 5)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one)))
