"""Which of the signs of danger a patient named in a text, so that the urgency rises by the same rule as on their page (`rules.worse`).

Sources: those of `urgency`. Only what is named counts; a sign that is not named was not asked about, and is never read as a "no".
"""

import re

from bridgework.rules.reply_text import plain

_NAMED = {
    "trouble_breathing": r"\bbreath\w*\b|\bbreathe\b|\brespirar\b|\bthroat (?:is )?closing\b|\bme ahogo\b",
    "trouble_swallowing": r"\bswallow\w*\b|\btragar\b",
    "swelling_eye": r"\b(?:eye|ojo)\b(?=.*\b(?:sw[eo]ll\w*|hinch\w*|puffy|closed|closing|inflam\w*)\b)|\b(?:sw[eo]ll\w*|hinch\w*)\b.*\b(?:eye|ojo)\b",
    "swelling_neck": r"\b(?:neck|under (?:my|the) (?:jaw|chin)|cuello|papada)\b",
    "uncontrolled_bleeding": r"\bbleed\w*\b.*\b(?:not stop|will not|a lot|heavily|badly|still)\b|\b(?:keeps?|still|wo not stop) bleeding\b|\bno para de sangrar\b|\bsigue sangrando\b|\bsangrando mucho\b",
    "swelling": r"\bsw[eo]ll\w*\b|\bpuffy\b|\b(?:blew|blown|blowing|ballooned|puffed) up\b|\bhinch\w*\b|\binflam\w*\b",
    "fever": r"\bfever\b|\bchills\b|\bfiebre\b|\bcalentura\b",
    "trismus": r"\bcan not (?:even )?open my (?:mouth|jaw)\b|\bmouth (?:will|does) not open\b|\bno puedo abrir la boca\b",
}
_PATTERNS = {sign: re.compile(pattern) for sign, pattern in _NAMED.items()}
_DENIED = re.compile(
    r"\b(?:no|not|without|never|sin|ningun\w*|no (?:tengo|hay)) (?:any |more |\w+ing )?(?:trouble |problems? )?(?:sw[eo]ll\w*|fever|bleed\w*|breath\w*|swallow\w*|fiebre|hinch\w*|sangr\w*|calentura)\b"
)


def signs_named(text: str) -> dict[str, str]:
    """Sign -> "yes", of the signs that a patient named; in the codes of `rules.worse.ASKED`."""
    said = _DENIED.sub(" # ", plain(text))
    return {sign: "yes" for sign, pattern in _PATTERNS.items() if pattern.search(said)}
