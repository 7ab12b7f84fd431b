"""What a reply means: one of a few things that a patient may want, how sure that is, and the words that decided it.

Rules only, in English and Spanish, with typing errors and emoji. Whoever is in doubt asks: what hedges, contradicts itself or fits nothing is
`unclear`, and a person reads it. Nothing in here cancels anything; what follows from a meaning is decided in `reply_acts`.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from bridgework.rules.opt_out import read_opt_out
from bridgework.rules.reply_text import LONGEST, language_of, plain
from bridgework.rules.reply_words.another_time import NOT_RESCHEDULE, RESCHEDULE
from bridgework.rules.reply_words.call_me import CALL_ME, NOT_CALL_ME
from bridgework.rules.reply_words.cannot_come import CANCEL, NOT_CANCEL
from bridgework.rules.reply_words.doubts import HEDGES, QUESTION, SARCASM, THANKS
from bridgework.rules.reply_words.late import LATE, NOT_LATE
from bridgework.rules.reply_words.persons import DECEASED, NOT_DECEASED, NOT_WRONG_PERSON, WRONG_PERSON
from bridgework.rules.reply_words.shapes import Table
from bridgework.rules.reply_words.will_come import CONFIRM, NOT_CONFIRMED_BEFORE
from bridgework.rules.reply_words.worse import NOT_WORSE, WORSE

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
SURE = 80
"""From this on (percent) something may follow by itself."""
TOO_LONG = 480
"""Characters after which a text is a letter: it says more than one thing, and nothing follows from it by itself."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was understood. `words` decided it, as they stand in the plain text; `also` is what else was said ("yes, and when do I ...?").

    `language` is "en", "es", or "" where the words could be either.
    """

    intent: Intent
    confidence: int
    words: tuple[str, ...] = ()
    language: str = ""
    also: tuple[Intent, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE and self.intent != "unclear"


_FILLERS = re.compile(
    r"\b(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day|night)|there|please|ok|sir|mam|maam|ma'am|"
    r"madam|doc|doctor|guys|so|well|oh|and|just|"
    r"have a (?:great|good|nice|wonderful|blessed) (?:day|one|weekend|evening|night)|you too|same to you|"
    r"thanks(?: you)?(?: so| very)?(?: much)?|thank you(?: so| very)?"
    r"(?: much)?|for (?:the |your )?(?:reminder|reminding(?: me)?|text|message|update|heads up|info|"
    r"letting me know|everything|checking(?: in)?|help|call)|smile|hola|"
    r"buenos dias|buenas(?: tardes| noches)?|por favor|gracias|muchas|mil|muchisimas|senorit[oa]|senor[a]?|"
    r"doctor[a]?|dios (?:los|le|les|te) bendiga|"
    r"bendiciones|saludos|feliz dia|(?:que )?(?:tenga|pase) (?:un )?buen dia|por (?:el )?(?:recordatorio|"
    r"recordarme|mensaje|avisar)|lol|haha|jaja(?:ja)?|bye|adios)\b"
)
_NO_PHRASES = re.compile(
    r"\bno (?:problem|problems|worries|worry|issue|issues|doubt|need|rush|hurry|questions?|prob|biggie|sweat|"
    r"later than|insurance|changes?|traffic|"
    r"hay (?:problema|de que)|se preocupen?|pasa nada|problema|te preocupes|tengo (?:preguntas|dudas|"
    r"seguro))\b|\bnot a problem\b|\bsin problemas?\b|\bnever mind\b"
)
_YES = re.compile(
    r"^(?:(?:yes|si|sure|ok|absolutely|definitely|certainly|of course|you bet|correct|affirmative|confirm|"
    r"confirmed|c|perfect|great|good|awesome|excellent|"
    r"cool|fine|all good|all set|got it|roger|roger that|10 4|10 roger|copy|noted|understood|claro|"
    r"claro que si|por supuesto|desde luego|perfecto|excelente|"
    r"correcto|listo|lista|bien|muy bien|esta (?:bien|perfecto)|entendido|seguro|exacto|bueno|asi es|va|sale|"
    r"vale|obvio|afirmativo|super|sounds good|i do|i will|"
    r"i am|it is|we will|that is (?:right|correct|fine|good|great|perfect)|yes i (?:will|do|am|can|would)|"
    r"indeed|for sure|totally|enterad[oa]|recibido|"
    r"acepto|cierto|eso es|simon|orale|okay|works|agreed|deal|done|wonderful|si senor[a]?|sir|very well|right|will do)[ ,.!]*)+$"
)
_NO = re.compile(
    r"^(?:(?:no|nope|negative|no way|not (?:really|anymore|any more)|no no|sorry|afraid not|i am afraid not|"
    r"unfortunately(?: not)?|lo siento|perdon|negativo|"
    r"para nada|ya no|i can not|can not|no puedo|i do not|i will not|not coming|no gracias|nunca|jamas|not|tampoco)[ ,.!]*)+$"
)
_NOT_NAMED = re.compile(
    r"\b(?:[Ii][’']?m|[Ii] am|[Tt]his is|[Ii]t[’']?s|[Nn]o soy|[Nn]o es) (?:not )?(?<=not |soy |"
    r" es )[A-ZÁÉÍÓÚ][a-záéíóúñ]{2,}\b|^ ?[Nn]ot (?!Sure|Yet|Now|Today|Coming|Going|Interested|Really|Good|"
    r"Ok)[A-Z][a-z]{2,}[.! ]*$|\b[Tt]his isn[’']?t [A-Z][a-z]{2,}\b"
)
"""Somebody says who they are not; a name has a capital, which the plain text has lost."""
_ACK = frozenset(
    {
        "ok",
        "got it",
        "good",
        "great",
        "cool",
        "noted",
        "understood",
        "bueno",
        "bien",
        "fine",
        "entendido",
        "copy",
        "recibido",
        "c",
        "done",
        "right",
    }
)
_BARE_QUESTION = re.compile(r"^(?:yes|no|ok|si|and|so|really|huh|what|que|como|eh|hello|sure)?[ ?]*\?[ ?]*$")


def understand(text: str) -> Reply:
    """What a reply means. Raises nothing: what cannot be understood is `unclear`."""
    said = plain(text)
    language = language_of(said)
    found = _found(said)
    named = _NOT_NAMED.search(text[:LONGEST])
    if named and "wrong_person" not in found:
        found["wrong_person"] = (86, named[0].lower())
    word = read_opt_out(text)
    if word is not None:
        found["opt_out" if word.kind == "stop" else "help" if word.kind == "help" else "start"] = (99 if word.is_keyword else 92, word.word)
        if word.may_mean_visit:
            found.setdefault("cancel", (60, word.word))
    intent, sure, words = _decide(said, found)
    if len(said) > TOO_LONG and intent not in ("worse", "opt_out"):
        sure = min(sure, SURE - 1)
    # A "great" beside something else is no promise to come.
    also = tuple(
        other
        for other in INTENTS
        if other in found and other not in (intent, "unclear") and (other != "confirm" or found[other][0] > SURE + 5)
    )
    return Reply(intent, sure, tuple(one for one in words if one), language, also)


def _found(said: str) -> dict[Intent, tuple[int, str]]:
    """Every meaning that a pattern found, with how sure it is and the words."""
    found: dict[Intent, tuple[int, str]] = {}
    looked_for: tuple[tuple[Intent, Table, re.Pattern[str]], ...] = (
        ("worse", WORSE, NOT_WORSE),
        ("deceased", DECEASED, NOT_DECEASED),
        ("wrong_person", WRONG_PERSON, NOT_WRONG_PERSON),
        ("running_late", LATE, NOT_LATE),
        ("reschedule", RESCHEDULE, NOT_RESCHEDULE),
        ("cancel", CANCEL, NOT_CANCEL),
        ("call_me", CALL_ME, NOT_CALL_ME),
    )
    for intent, table, excluded in looked_for:
        hit = _hit(said, table, excluded)
        if hit:
            found[intent] = hit
    confirmed = _confirmed(said)
    if confirmed:
        found["confirm"] = confirmed
    no = _NO.match(_bare(said))
    if no and "cancel" not in found:
        found["cancel"] = (60, no[0].strip(" ,.!"))
    if not found and re.match(r"no[ ,.!]+(?:i|we|she|he|sorry)\b", said):
        found["cancel"] = (55, "no")
    asked = QUESTION.search(said)
    if asked:
        found["question"] = (85, _clause(said, asked))
    thanked = THANKS.search(said)
    if thanked:
        found["thanks"] = (90, thanked[0])
    return found


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
    bare = _bare(said)
    if bare and _YES.match(bare):
        return (85 if bare in _ACK else 96), bare.strip(" ,.!")
    if not bare and re.search(r"\bok\b", said):
        return 82, "ok"
    hits = []
    said = _NO_PHRASES.sub("yes", said)
    for pattern, sure in CONFIRM:
        for match in pattern.finditer(said):
            if not NOT_CONFIRMED_BEFORE.search(said[: match.start()]):
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


def _bare(said: str) -> str:
    """What is left without greetings, politeness and phrases that begin with a no that is none."""
    rest = _NO_PHRASES.sub(" yes ", said)
    rest = _FILLERS.sub(" ", re.sub(r"[.,;!]", " ", rest))
    return " ".join(rest.split())


def _decide(said: str, found: dict[Intent, tuple[int, str]]) -> tuple[Intent, int, tuple[str, ...]]:
    """Which of the meanings counts; the order is that of the harm in missing it."""

    def take(intent: Intent, less: int = 0) -> tuple[Intent, int, tuple[str, ...]]:
        sure, words = found[intent]
        return intent, max(sure - less, 0), (words,)

    for intent in ("worse", "deceased", "opt_out", "help", "start", "wrong_person"):
        if intent in found:
            return take(intent)
    sarcastic, hedged = SARCASM.search(said), HEDGES.search(said)
    if sarcastic:
        return "unclear", 30, (sarcastic[0],)
    if _BARE_QUESTION.match(said):
        return ("unclear", 30, (said,)) if "hello" not in said else ("question", 60, (said,))
    if "running_late" in found and not {"cancel", "reschedule"} & found.keys():
        return take("running_late")
    if "call_me" in found:
        return take("call_me")
    if "reschedule" in found:
        return take("reschedule", 10 if hedged else 0)
    if "cancel" in found:
        return _cancel_or_ask(said, found, hedged)
    if "question" in found and not (hedged and _bare(said).strip(" ?") == hedged[0]):
        return take("question")
    if "confirm" in found and not ("thanks" in found and found["confirm"][1] in ("great", "good", "cool", "wonderful", "awesome")):
        return _confirm_or_ask(said, found, hedged)
    if "thanks" in found and not hedged:
        return take("thanks")
    return "unclear", 20, (hedged[0],) if hedged else ()


def _cancel_or_ask(said: str, found: dict[Intent, tuple[int, str]], hedged: re.Match[str] | None) -> tuple[Intent, int, tuple[str, ...]]:
    """A cancellation only where nothing speaks against it: whoever wavers, or says two things, is asked."""
    sure, words = found["cancel"]
    if hedged and not re.search(r"\bwill (?:try|see)\b", said):
        return "unclear", 40, (hedged[0], words)
    if "running_late" in found and found["running_late"][0] >= SURE:
        return "unclear", 45, (words, found["running_late"][1])
    firm = found.get("confirm")
    asks_for_it = re.search(
        r"\b(?:can|could|would|will|may) (?:you|i|we) (?:\w+ )?cancel|\b(?:puede|pueden|podria|puedo) (?:\w+ )?cancelar", said
    )
    if "question" in found and not asks_for_it:
        return "unclear" if sure < SURE else "cancel", min(sure, 72), (words,)
    if firm and not re.search(r"^(?:yes|ok|sure|si|claro|confirm)\b", firm[1]) and firm[1] not in words:
        return "unclear", 40, (words, firm[1])
    if re.search(r"\bi (?:do not )?think\b", said):
        sure = min(sure, SURE - 5)
    return "cancel", sure, (words,)


def _confirm_or_ask(said: str, found: dict[Intent, tuple[int, str]], hedged: re.Match[str] | None) -> tuple[Intent, int, tuple[str, ...]]:
    sure, words = found["confirm"]
    if hedged:
        return "unclear", 45, (hedged[0], words)
    rest = _NO_PHRASES.sub(" ", said)
    # "no, I'll be there": a no and a yes; "yes but ...": something follows that was not understood.
    if re.search(r"\b(?:no|nope|not|never)\b", rest) and not re.search(
        r"\b(?:not miss|not cancel|can not wait|not be (?:\w+ )?late|not cancel\w*|no cancel\w*|no (?:voy a |"
        r"vamos a )?falta\w*)\b",
        rest,
    ):
        return "unclear", 45, (words, "no")
    if re.search(r"\b(?:but|pero|however|except|although|aunque)\b", rest):
        return "unclear", 50, (words, "but")
    if re.search(r"\bi think\b", rest):
        return "unclear", 50, (words, "i think")
    return "confirm", sure, (words,)
