"""What a reply means: one of a few things that a patient may want, how sure that is, and the words that decided it.

Patterns in English and Spanish, over mended typing errors and emoji (`reply_meanings`), weighed against the likeness to known replies
(`reply_likeness`): it guesses where no pattern fits, and where it speaks for something else nothing follows by itself. What hedges or contradicts
itself is `unclear`, and a person reads it. Nothing in here cancels anything; what follows from a meaning is decided in `reply_acts`.

The order is that of the harm in missing it: danger, death, no more messages, the wrong person; then late, a call, another time, not coming, a
question, coming, thanks. So "yes, but my face is swollen" is worse, and "can't come, how about Friday?" wants another time.
"""

import re
from dataclasses import dataclass
from typing import cast

from bridgework.rules.opt_out import read_opt_out
from bridgework.rules.reply_likeness import GUESSED, Likeness, likeness
from bridgework.rules.reply_meanings import INTENTS, Found, Intent, bare_words, meanings_found
from bridgework.rules.reply_text import LONGEST, core, language_of, plain
from bridgework.rules.reply_words.another_time import NOT_RESCHEDULE
from bridgework.rules.reply_words.cannot_come import NOT_CANCEL
from bridgework.rules.reply_words.doubts import AUTOMATIC, HEDGES, SARCASM, THANKS
from bridgework.rules.reply_words.no_danger import NOT_WORSE
from bridgework.rules.reply_words.no_messages import NOT_MEANT
from bridgework.rules.reply_words.persons import MOURNS
from bridgework.rules.reply_words.short import FAINT, NEUTRAL, NO_THAT_IS_NONE

SURE = 80
"""From this on (percent) something may follow by itself."""
NOT_WEIGHED: frozenset[Intent] = frozenset({"worse", "deceased", "opt_out", "help", "start", "wrong_person"})
"""What a pattern found stands, whatever it is like."""
FAR, FAR_FROM_PLAIN, DANGER_IS_NEARER, DOUBTED = 0.4, 0.8, 0.6, 0.2
"""How far another meaning has to be ahead to be taken instead of what a pattern found; of what it found plainly; which part of that is enough to
make danger of it; how far, to keep anything from following by itself."""
PLAIN = 88
"""From this on (percent) a pattern found its meaning plainly."""
TAKEN_BACK = (("cancel", NOT_CANCEL), ("reschedule", NOT_RESCHEDULE), ("opt_out", NOT_MEANT))
"""What says that something is not meant keeps it from being guessed."""
SURE_IT_IS_NONE = 90
"""What a machine wrote, or somebody who meant the opposite, is no answer (percent)."""
TOO_LITTLE = -0.55
"""Less than this is no likeness, only the habit of most people to say yes."""
HINT_OF_DANGER = -0.5
"""Who writes at least so much like people in danger is read by a person."""
TOO_LONG = 480
"""Characters after which a text is a letter: it says more than one thing, and nothing follows from it by itself."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was understood. `words` decided it, as they stand in the plain text; `also` is what else was said ("yes, and
    when do I ...?").

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


_NOT_NAMED = re.compile(
    r"\b(?:[Ii][’']?m|[Ii] am|[Tt]his is|[Ii]t[’']?s|[Nn]o soy|[Nn]o es) (?:not )?(?<=not |soy |"
    r" es )[A-ZÁÉÍÓÚ][a-záéíóúñ]{2,}\b|^ ?[Nn]ot (?!Sure|Yet|Now|Today|Coming|Going|Interested|Really|Good|"
    r"Ok)[A-Z][a-z]{2,}[.! ]*$|\b[Tt]his isn[’']?t [A-Z][a-z]{2,}\b"
)
"""Somebody says who they are not; a name has a capital, which the plain text has lost."""
_THANKED_FOR = re.compile(rf"\b(?:thanks|thank you|gracias) (?:for|por) .*|{THANKS.pattern}|[?.,!;]")
_YES_AND_NO = re.compile(r"^(?:yes[ ,.]+no|no[ ,.]+yes)[ .!]*$")
_BARE_QUESTION = re.compile(r"^(?:yes|no|ok|si|and|so|really|huh|what|que|como|eh|hello|sure)?[ ?]*\?[ ?]*$")


def understand(text: str) -> Reply:
    """What a reply means. Raises nothing: what cannot be understood is `unclear`."""
    said = plain(text)
    language = language_of(said)
    heart = core(said)
    found = meanings_found(said)
    if heart != said:
        found = meanings_found(heart) | found
    named = _NOT_NAMED.search(text[:LONGEST])
    if named and "wrong_person" not in found:
        found["wrong_person"] = (86, named[0].lower())
    word = read_opt_out(text)
    if word is not None:
        found["opt_out" if word.kind == "stop" else "help" if word.kind == "help" else "start"] = (99 if word.is_keyword else 92, word.word)
        if word.may_mean_visit:
            found.setdefault("cancel", (60, word.word))
    intent, sure, words = _decide(heart, found)
    if intent == "unclear" and {"confirm", "cancel"} <= found.keys():
        # "I was going to cancel but I'll come": what stands after the but is how it is now.
        before, _, now = said.rpartition(" but ")
        last = understand(now) if before else None
        if last and last.intent in ("confirm", "cancel"):
            intent, sure, words = last.intent, min(last.confidence, SURE - 10), last.words
    alike = likeness(said)
    if "worse" not in found and alike.likeliest == "worse":
        alike = likeness(NOT_WORSE.sub(" ", said))  # a fear of pain is like pain, and none
    alike = alike.without({meant for meant, taken_back in TAKEN_BACK if meant not in found and taken_back.search(said)})
    intent, sure, words = _weighed(intent, sure, words, alike)
    if len(said) > TOO_LONG and intent not in ("worse", "opt_out"):
        sure = min(sure, SURE - 1)
    # A "great" beside something else is no promise to come.
    also = tuple(
        other
        for other in INTENTS
        if other in found and other not in (intent, "unclear") and (other != "confirm" or found[other][0] > SURE + 5)
    )
    return Reply(intent, sure, tuple(one for one in words if one), language, also)


def _weighed(intent: Intent, sure: int, words: tuple[str, ...], alike: Likeness) -> tuple[Intent, int, tuple[str, ...]]:
    """What the patterns found, weighed against the replies it is like: where those speak clearly for something else it is that, and where they
    doubt it nothing follows by itself. What must not be missed stands as it was found.
    """
    likeliest = cast("Intent", alike.likeliest)
    if intent in NOT_WEIGHED or (intent, likeliest, sure) == ("unclear", "confirm", SURE_IT_IS_NONE):
        return intent, sure, words
    ahead = alike.ahead_of(intent)
    enough = (FAR if sure < PLAIN else FAR_FROM_PLAIN) * (DANGER_IS_NEARER if likeliest == "worse" else 1)
    if (likeliest != intent and not sure) or ahead > enough:
        if likeliest == "unclear" or alike.scores[likeliest] < TOO_LITTLE:
            return "unclear", 20, words
        return likeliest, GUESSED, alike.words_for(likeliest)
    doubted = ahead > DOUBTED or alike.scores["worse"] > HINT_OF_DANGER
    return intent, min(sure, SURE - 1) if doubted else sure, words


def _decide(said: str, found: Found) -> tuple[Intent, int, tuple[str, ...]]:
    """Which of the meanings counts; the order is that of the harm in missing it."""

    def take(intent: Intent, less: int = 0) -> tuple[Intent, int, tuple[str, ...]]:
        sure, words = found[intent]
        return intent, max(sure - less, 0), (words,)

    if "deceased" in found and "cancel" in found and MOURNS.search(said):
        return take("cancel", 10)
    for intent in ("worse", "deceased", "opt_out", "help", "start", "wrong_person"):
        if intent in found:
            return take(intent)
    automatic = AUTOMATIC.search(said)
    if automatic:
        return "unclear", SURE_IT_IS_NONE, (automatic[0],)
    sarcastic, hedged = SARCASM.search(said), HEDGES.search(said)
    if sarcastic:
        return "unclear", SURE_IT_IS_NONE, (sarcastic[0],)
    if _YES_AND_NO.match(said):
        return "unclear", SURE_IT_IS_NONE, (said,)
    if _BARE_QUESTION.match(said):
        return ("unclear", 30, (said,)) if "hello" not in said else ("question", 60, (said,))
    if "running_late" in found and not {"cancel", "reschedule"} & found.keys():
        return take("running_late")
    if "call_me" in found:
        return take("call_me")
    # "I am out of town, cancel it": who names the deed means it, unless another time is named as plainly.
    if "reschedule" in found and not (found["reschedule"][0] <= 82 and found.get("cancel", (0, ""))[0] > 90):
        return take("reschedule", 10 if hedged else 0)
    if "cancel" in found:
        return _cancel_or_ask(said, found, hedged)
    if "question" in found and not (hedged and bare_words(said).strip(" ?") == hedged[0]):
        return take("question")
    if "confirm" in found and not ("thanks" in found and found["confirm"][1] in ("great", "good", "cool", "wonderful", "awesome")):
        return _confirm_or_ask(said, found, hedged)
    if "thanks" in found and not hedged and len(_THANKED_FOR.sub("", bare_words(said)).split()) <= 2:
        return take("thanks")
    return ("unclear", 20, (hedged[0],)) if hedged else ("unclear", 0, ())


def _cancel_or_ask(said: str, found: Found, hedged: re.Match[str] | None) -> tuple[Intent, int, tuple[str, ...]]:
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
        return ("question", found["question"][0], (found["question"][1],)) if sure < SURE else ("cancel", min(sure, 72), (words,))
    if firm and not re.search(r"^(?:yes|ok|sure|si|claro|confirm)\b", firm[1]) and firm[1] not in words:
        return "unclear", 40, (words, firm[1])
    if re.search(r"\bi (?:do not )?think\b", said):
        sure = min(sure, SURE - 5)
    return "cancel", sure, (words,)


def _confirm_or_ask(said: str, found: Found, hedged: re.Match[str] | None) -> tuple[Intent, int, tuple[str, ...]]:
    sure, words = found["confirm"]
    if hedged:
        return ("confirm", SURE - 10, (words, hedged[0])) if FAINT.search(hedged[0]) else ("unclear", 45, (hedged[0], words))
    rest = NO_THAT_IS_NONE.sub(" ", said)
    # "no, I'll be there": a no and a yes; "yes but ...": something follows that was not understood.
    if re.search(r"\b(?:no|nope|not|never)\b", NEUTRAL.sub(" ", rest)):
        return "unclear", 45, (words, "no")
    if re.search(r"\b(?:but|pero|however|except|although|aunque)\b", rest):
        return "confirm", SURE - 10, (words, "but")
    if re.search(r"\bi think\b", rest):
        return "unclear", 50, (words, "i think")
    return "confirm", sure, (words,)
