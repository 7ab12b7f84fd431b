"""Mistyped words of a reply, brought back to the words that patients use: by how they sound in Spanish, or by the slip of a finger.

Which words those are, and which stand beside which, is read from the known replies (`reply_known`). A word that none of them has is taken for the
one that was likely meant: one slip away (two in a long word), used often, and at home between its neighbors. The shorter a word, the more its
neighbors have to say for it: "nto coming" is "not coming".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log1p

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bridgework.rules.reply_known import known_replies
from bridgework.rules.reply_meanings import words_of_patterns
from bridgework.rules.reply_typed import typed_words
from bridgework.rules.reply_words.typed import SHORT

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
NEVER_MEANT = frozenset(
    (
        "their where chance charge than then strong member exchange plead truck stick cancer concern tardes tarda tenga quiere quieren quiera poner poder power podra "
        "podria llame llamen calor color labor nombre fewer newer letter letters treat treated setting contract contracts contacten other passages manager hair chair "
        "clear llegar officer quiet decide decides tests texts textos texto reads waist breach bitter battle direction difference tasting testing dolar injected "
        "latex clinica makes given gives ice hice selling pleased trade talks rights stops plain plate theme witch shave persons tanks backs lease flavor wheat "
        "surge movie valve hate shop note shoe cinta manzana honra citar justo justa quieto calle "
        "life saw used each once play run cut sit far buy met walk full hand six eyes seem die felt top step beat fall hang fun wake "
        "boys poor ran city join news paid lead fix lie fact win owe bed deep grab land own rid feet calm hide law mad road kick lay key "
        "due sun gold mess bank slow fish lock box fat art age bag feed boat foot sea low arms sees bar star ways cup rule tree wash "
        "race plus seat ate add skin wine wall arm fake pair cat nose tie tea ends tear dry heat oil cook pop legs tied cars tape harm "
        "puts laid dogs leg beer lab hire path lack camp fate weak wet rent hat joke role rare fan pool wide wipe slip cure loss rush "
        "loud bone tall tip fed ears rate east farm mile task nail joy fuel pays hall meal cake wire thin pink "
        "era sus tan uno cosa tus gran mio debe caso ano mano mira loco tio malo par amo vivo pais dado raro ropa modo mala cafe voz toma "
        "edad culo mesa odio boda nota oro piel haz azul rojo roto peso gana uso pan paga olor vaso cola ruta saco moda saca meta caro "
        "poca sano rota pico tubo onda gota "
        "resubscribe estop quiten marking marked molesta molestaba molestia molestias injection tratar pueda breather eight water world words wording spelling along deleted mucha segura necesita cambia checo texas"
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


USED_OFTEN = 6
"""How many of the known replies a word is in that rare ones are mended to."""
LIKELY = {2: 9.0, 3: 6.5, 4: 4.5}
"""How much has to speak for a word in place of one of so many letters that nobody knows."""
LIKELY_LONG = 2.0
"""The same for longer ones."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Used:
    """In how many of the known replies a word, or two words side by side, stand; "^" begins and "$" ends a reply."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]


def mended(typed: Sequence[str]) -> list[str]:
    """The words that were meant by those that were typed; signs and numbers stay."""
    words: list[str] = []
    for place, word in enumerate(typed):
        after = typed[place + 1] if place + 1 < len(typed) else "$"
        words += _meant(word, words[-1] if words else "^", after)
    return words


def _meant(word: str, before: str, after: str) -> tuple[str, ...]:
    bare = word.replace("'", "")
    settled = _settled(word, bare)
    if settled:
        return settled
    used = _used()
    best: tuple[str, ...] = (word,)
    most = LIKELY.get(len(bare), LIKELY_LONG)
    for meant, often, cost in _near(bare):
        first, last = meant[0], meant[-1]
        speaks = often - cost + 1.5 * (log1p(used.pairs[before, first]) + log1p(used.pairs[last, after]))
        if speaks > most:
            best, most = meant, speaks
    return best


@lru_cache(maxsize=16_384)
def _settled(word: str, bare: str) -> tuple[str, ...]:
    """What a word means whatever stands beside it; empty where its neighbors have to tell."""
    if len(bare) < 2 or not bare.isalpha() or bare in NEVER_MEANT or bare in DECISIVE or bare in _patterns():
        return (word,)
    sounded = _SOUNDS.get(_sound(bare)) if len(bare) > 2 else None
    if sounded:
        return (sounded,)
    used = _used().words
    if len(bare) > 4 and bare.endswith("in") and used[f"{bare}g"] > used[bare]:
        return (f"{bare}g",)  # "comin", "payin"
    if used[bare]:
        return (_often_meant(bare),)
    if bare in SHORT and bare != word:
        return tuple(SHORT[bare].split())
    return ()


@lru_cache(maxsize=4_096)
def _often_meant(word: str) -> str:
    """For a word that few of the known replies have, one that far more of them have, where it is a slip away from it."""
    used = _used().words
    single = re.sub(r"(.)\1", r"\1", word)
    if single != word and used[single] >= USED_OFTEN > used[word]:
        return single
    if len(word) < 5 or any(
        used[word.removesuffix(end)] > used[word] for end in ("s", "es") if word.endswith(end) and not word.endswith("ss")
    ):
        return word  # too short to tell, or a plural
    often = max(USED_OFTEN, 8 * used[word])
    near = process.extract(word, _candidates(), scorer=OSA.distance, score_cutoff=2 if len(word) >= 9 else 1, limit=5)
    return next(
        (
            str(meant)
            for meant, slips, _ in near
            if slips and len(meant) >= 5 and meant not in SHORT and (used[meant] >= often or (meant in DECISIVE and used[word] < 3))
        ),
        word,
    )


@lru_cache(maxsize=4_096)
def _near(word: str) -> tuple[tuple[tuple[str, ...], float, float], ...]:
    """The words a slip or two away from one that nobody knows: (as they are written out, how often they are used, what the slip costs)."""
    near = process.extract(word, _candidates(), scorer=OSA.distance, score_cutoff=2 if len(word) >= 8 else 1, limit=30)
    near_words = {meant for meant, _, _ in near}  # "canf" is hardly a yes
    return tuple(
        (tuple(SHORT.get(meant, meant).split()), 0.7 * log1p(_often()[meant]), _cost(word, meant) + 2.0 * (slips - 1))
        for meant, slips, _ in near
        if slips and not (meant == "can" and "cant" in near_words)
    )


def _cost(typed: str, meant: str) -> float:
    """What speaks against a slip: little against letters that changed places or stand side by side on the keys."""
    other_start = 0.7 * (typed[0] != meant[0])
    if len(typed) != len(meant) or sorted(typed) == sorted(meant):
        return other_start
    one, two = next(((a, b) for a, b in zip(typed, meant, strict=True) if a != b), ("", ""))
    return other_start + (0.3 if _beside(one, two) else 1.5)


@cache
def _beside(one: str, two: str) -> bool:
    places = [(row, keys.find(letter) + row / 2) for letter in (one, two) for row, keys in enumerate(_KEYS) if letter in keys]
    return len(places) == 2 and abs(places[0][0] - places[1][0]) <= 1 and abs(places[0][1] - places[1][1]) <= 1


@cache
def _patterns() -> frozenset[str]:
    return words_of_patterns()


@cache
def known_words() -> tuple[tuple[tuple[str, ...], list[str]], ...]:
    """(what it may be read as, the words as they were typed) of the known replies."""
    return tuple((meant, typed_words(text)) for meant, text in known_replies())


@cache
def _used() -> Used:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for _, typed in known_words():
        words.update(set(typed))
        pairs.update(set(pairwise(["^", *typed, "$"])))
    return Used(words, pairs)


@cache
def _often() -> Counter[str]:
    """How often a word is used, short forms ("dont") as often as somebody typed them."""
    typed = Counter(
        word for _, text in known_replies() for word in set(re.findall(r"[a-z]+", text.lower().replace("'", "").replace("’", "")))
    )
    return Counter(_used().words | Counter({short: typed[short] + 1 for short in SHORT if len(short) > 2 and short.isalpha()}))


@cache
def _candidates() -> tuple[str, ...]:
    often = _often()
    sure = {*_patterns(), *DECISIVE}
    said = {word for word, count in often.items() if count > 1 and word.isalpha() and len(word) > 1 and SHORT.get(word, word)}
    return tuple(sorted(said | sure))
