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
from bridgework.rules.reply_words.shapes import DAY

WordKind = Literal["stop", "help", "start"]

STOP = frozenset(
    "stop stopall unsubscribe cancel end quit revoke optout alto parar pare paren detener baja cancelar salir basta unsuscribe".split()
) | {
    "stop all",
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
MISTYPED = frozenset("stpo sotp stopp sttop stoop stp sopt st0p stpp tsop stop1 stopo stops stopal stopalll unsubcribe unsubscibe".split())
NOT_STOP = frozenset({"top"})
"""A word alone that is one slip from STOP, and something else."""
GOES_OUT_ANYHOW = frozenset({"opt_out_confirmed"})
"""The one message that follows a stop. After it there is silence."""
CONFIRMED_WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a confirmation that comes later than five minutes needs a reason; ours then stays away."""

_WHOLE = frozenset(
    "no text,no texts,no sms,no message,no messages,no more,no mas,text,block,blocked,spam,remove,remove me,delete,delete "
    "me,enough,leave me alone,go away,"
    "bloqueado,bloqueada,bloquear,bloqueo,no mande mas,no manden mas,no escriba mas,no escriban mas,reply stop,text stop,stop "
    "stop,unsubscribe me,remove number,dejenme,dejeme en paz,borrar,borrarme,cancelar mensajes,no molestar,cease".split(",")
) - {"text"}
"""Messages of a word or two that want no more messages, though no service acts on them."""
_POLITE = re.compile(
    r"^(?:(?:please|ok|hey|hi|hello|just|now|no|so|um|uh|oh|kindly|i say|por favor|ya|hola|can you|could you|would you|i said|angry|"
    r"sad|sarcasm) )+"
    r"|(?: (?:please|now|ok|bye|thanks|thank you|already|asap|as soon as possible|por favor|ya|gracias|angry|sad|sarcasm|smile))+$"
)
_MESSAGES = r"(?:text(?:ing|s)?|message(?:s|ing)?|messag|sms|contact(?:ing)?|notification(?:s)?|reminder(?:s)?|spam(?:ming)?)"
_MENSAJES = r"(?:mensaj(?:es?|itos?)|textos?|sms|recordatorios?|avisos?|notificaciones)"
_FREE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:stop|quit|cease|end|no more|enough|cancel|revoke|discontinue) (?:with )?(?:all |any |the |these |"
        rf"those |your |this |my |sending (?:me )?|getting |receiving |more |of )*{_MESSAGES}\b",
        r"\b(?:stop|quit) (?:sending|bothering|harassing|bugging|writing|contacting|annoying|messaging|calling and texting)\b",
        rf"\b(?:do not|never|no longer) (?:ever |please |you )?(?:{_MESSAGES}|send|write|bother) (?:to )?(?:me|"
        rf"this (?:number|phone)|my (?:number|phone|wife|husband|mom|mother|son|daughter|family)|us|any|anything|"
        rf"again|more)\b",
        r"\bstop (?:calling|bugging|the calls)\b|\b(?:this is|you are|stop) (?:\w+ )?harass\w*\b|\breport(?:ing)? (?:you|this|it) "
        r"(?:to|as|for)\b|\b(?:fcc|tcpa|ftc|my lawyer|sue you)\b|[,.!] enough[ !.]*$",
        r"\bdo not (?:use|text|message|contact) (?:this|my) (?:number|phone)\b|\bdelete (?:me|us|my \w+) (?:from|off)\b",
        rf"\b(?:do not|no longer) (?:want|wish|like|need|care) (?:to )?(?:get|receive|be getting|have|hear|"
        rf"see)?(?: ?(?:any|more|these|your|those|the|further|anymore|from|you|of)){{0,4}} ?{_MESSAGES}\b",
        r"\b(?:do not|no longer) (?:want|wish) to (?:hear from you|be (?:texted|contacted|messaged|bothered))",
        r"\b(?:remove|take|delete|drop|get|pull) (?:me|us|(?:my|this|our) (?:number|phone|cell|line|name|info\w*)) (?:off|from|out)\b",
        r"\b(?:remove|delete|erase) (?:me|my (?:number|phone))(?: please| now)?$",
        r"(?<!not )\btake (?:me|my (?:number|phone)) off\b",
        r"\b(?:unsubscribe|opt|opting) (?:me|us|out)\b|\bunsubscribe\b",
        r"\bopt(?:ed|ing)? out\b",
        r"\b(?:permission|consent|consented|agreed?|agree|allowed|authorize\w*|sign(?:ed)? up) (?:for |"
        r"to )?(?:you to )?(?:be |get(?:ting)? |receive |receiving |these )*(?:text|texts|texting|texted|message|"
        r"messages|contact|contacted)\b",
        # The last word, or the first: "wrong number stop", "stop I am driving"; but "it will not stop", "stop by", "stop the bleeding".
        r""
        r"(?<!not )(?<!to )(?<!bus )(?<!ever )(?<!it )(?<!never )(?<!bleeding )(?<!pain )(?<!hurting )(?<!throbbing )(?<!swelling )(?<!blood )(?<!should "
        r"i )(?<!i )\bstop[ .!]*$",
        r"^stop (?:i|you|this|it|wrong|already|now|please|who|do not|doing|with|all|my|me|harass\w*|spam\w*|the (?:text|"
        r"mess)\w*)\b(?! (?:pain|bleeding|medic\w*|blood|have to|need to))",
        r"\b(?:quit|borr|elimin|remuev|saqu)(?:e|en|ar|eme|enme|arme)(?:lo)? (?:mi (?:numero|telefono|nombre|informacion)|de (?:la|"
        r"su|esta|esa) lista)\b",
        r"\b(?:texts?|messages?|messaging|texting|calls?|these|this) (?:to|must|has to|have to|needs? to) (?:stop|end|cease)\b",
        r"\bleave (?:me|us) (?:the \w+ )?alone\b",
        r"\b(?:lose|forget) (?:my|this) number\b",
        r"\b(?:revoke|withdraw|take back) (?:my )?(?:consent|permission)\b",
        r"\bno more (?:of )?(?:these|this|it)\b|\bdo not (?:ever )?ask (?:me )?(?:again|any ?more)\b",
        r"\bnot interested in (?:your |these |any )*(?:text|message)s?\b",
        r"\bblock(?:ing)? (?:you|this number)\b",
        # Spanish
        r"\b(?:no|ya no|nunca|dejen? (?:ya )?de|deja (?:ya )?de|paren? (?:ya )?de|para (?:ya )?de|basta de|alto a?) (?:me )?(?:manden?|mandes|envien?|"
        r"envies|mandar(?:me)?|enviar(?:me)?|escriban?|escribas|escribir(?:me)?|contacten?|contactar(?:me)?|"
        r"molesten?|molestes|molestar(?:me)?|texteen?|textear(?:me)?|mensajear(?:me)?)\b",
        r"\bno (?:me |nos )?(?:esten?|estes|sigan?|sigas) (?:\w+ )?(?:molest|mand|envi|escrib|text|mensaje|marc|fastidi|jod|chin)(?:ando|iendo|eando|gando)\b",
        rf"\b(?:ya chole|ya estuvo|hart[oa]s?|cansad[oa]s?|fastidiad[oa]s?|hasta la \w+) (?:ya )?(?:con|de) (?:\w+ )?{_MENSAJES}\b",
        rf"\b{_MESSAGES} (?:\w+ ){{0,2}}too (?:much|often|many)\b|\btoo many {_MESSAGES}\b|\b(?:cut it out|knock it off|quit it)\b|\bblocked and reported\b|\b(?:did|do) not sign up\b",
        rf"\b(?:no|ya no) (?:quiero|deseo|quisiera) (?:recibir |que me (?:manden|envien|escriban|"
        rf"contacten) )?(?:mas )?(?:sus |estos |los |de )*{_MENSAJES}\b",
        r"\b(?:no|ya no) (?:quiero|deseo) (?:recibir nada|que me (?:escriban|manden|envien|contacten|molesten)|"
        r"saber mas|recibir mas)",
        rf"\b(?:no mas|basta de|ni un|dejen los|alto a los) {_MENSAJES}\b",
        r"\b(?:quitenme|quiteme|borrenme|borreme|saquenme|saqueme|eliminenme|elimineme|remuevanme) (?:de|mi)?",
        r"\b(?:quiten|borren|eliminen|saquen) mi (?:numero|telefono|nombre)\b",
        r"\b(?:denme|deme|darme|dar|quiero darme|quiero) (?:de )?baja\b",
        r"\bdejenme en paz\b|\bdejeme en paz\b",
        r"\brevoco mi (?:consentimiento|permiso)\b",
    )
)
_FREE_START = re.compile(
    r"(?<!not )\b(?:start|resume|begin) (?:texting|messaging|sending)\b|^(?:please |ok |you can )*text me again\b|\bturn (?:\w+ )*(?:reminders|texts|messages) (?:back )?on\b|\bvuelvan?me a apuntar\b|\bsign me "
    r"(?:back )?up\b|\bopt (?:me )?(?:back )?in\b|\b(?:quiero|vuelvan a|pueden) (?:(?:volver a )?(?:recibir|tener) (?:los |sus )?mensajes otra vez|volver a (?:recibir|tener|mandar\w*)|mandarme "
    r"mensajes otra vez)\b"
)
_FREE_HELP = re.compile(
    r"^i need help with (?:this|the) (?:thing|app|texts?|messages?)\b|^(?:ayuda|help)[ ,.!]+(?:no se|no entiendo|i do not (?:know|understand)|como (?:uso|usar|funciona)|how (?:do|does) (?:this|i use))\b"
)
_NOT_MEANT = re.compile(
    r"\b(?:do not|never) (?:take|remove|drop) (?:me|us)\b|\b(?:do not|never|please do not) (?:ever )?(?:stop|quit)\b|\b(?:did|have|has|are|why (?:did|do)|"
    r"when (?:did|will|do)|will) (?:you|they|i|it|the|these)?"
    r" ?(?:guys )?(?:stop|end|stopped|not (?:stop|text|send|contact|message)|not)\b.*(?:text|send|message|"
    r"contact)|\bstop by\b|\bbus stop\b"
    r"|\bwhy (?:did|do|have) (?:you|i) not (?:text|send|get|receive|contact|message)|"
    r"\bcan (?:you )?not (?:text|send) (?:you|pictures?|photos?)"
    r"|\b(?:can|could|will|would) you (?:please )?(?:text|message|send|contact)\b"
    r"|\b(?:i|we) (?:did|do|have|would) (?:agree|consent|sign)|\b(?:take|remove|put) (?:me|"
    r"us) off (?:of )?(?:the |your )?(?:schedule|calendar|books?|wait\w*)"
    rf"|\b(?:take|remove|scratch) (?:me|us|my (?:name|\w+)) (?:off|from)(?: (?:for|on|of|the|your|this))* (?:{DAY}|schedule|calendar|book|visit|appointment)"
    r"|\b(?:cancel|remove) (?:me|my name|my number)? ?from (?:the |your )?(?:schedule|wait|waiting|calendar|appointment)"
)
"""Sentences with such words that ask for the opposite, or for something else."""


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
    if {bare, heart, said.strip(" .!")} & _WHOLE:
        return OptOutWord("stop", said, is_keyword=False)
    if bare in MISTYPED or bare == "quit" or (bare.isalpha() and bare not in NOT_STOP and OSA.distance(bare, "stop", score_cutoff=1) <= 1):
        return OptOutWord("stop", bare, is_keyword=False)
    if bare in HELP:
        return OptOutWord("help", bare)
    if _FREE_HELP.search(heart):
        return OptOutWord("help", heart.split()[0], is_keyword=False)
    if bare in START:
        return OptOutWord("start", bare)
    again = _FREE_START.search(said) or _FREE_START.search(heart)
    if again:
        return OptOutWord("start", again[0], is_keyword=False)
    if _NOT_MEANT.search(said):
        return None
    sentences = re.split(r" [.!;,] ?", said)
    # "STOP. This is my work phone": a keyword that stands as a sentence of its own at the beginning.
    if len(sentences) > 1 and _bare(sentences[0]) in STOP - MAY_MEAN_VISIT - {"baja", "pare", "alto"}:
        return OptOutWord("stop", _bare(sentences[0]), is_keyword=False)
    for pattern in _FREE:
        found = pattern.search(said) or pattern.search(heart)
        if found:
            return OptOutWord("stop", found[0].strip()[:80], is_keyword=False)
    return None


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
