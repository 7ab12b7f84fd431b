"""The words that must not be said, each with the reason and the source: the rules of `linter` over the tables of `lint_words`."""

import re
from dataclasses import dataclass

from bridgework.messages.lint_words import claims, health, tone, ways

EVERY = frozenset({"sms", "email", "page", "spoken"})
OPEN = frozenset({"sms", "email"})
"""Channels that others may read: a phone on a table, a mailbox of the family."""

TCPA = "47 CFR 64.1200(a)(9)(iv), the health-care exemption of the US TCPA"
CTIA = "CTIA Messaging Principles and Best Practices"
HIPAA = "HIPAA, 45 CFR 164.502(b) and 164.530(c): the least that is needed, on a way that others may read"
FTC = "FTC Act section 5; ADA Principles of Ethics 5.F: nothing false or misleading"
FEAR = (
    "Neutral words for frightened people: AAPD, Behavior Guidance for the Pediatric Dental Patient; 36 % of people are anxious (Hill 2013)"
)
PLAIN = "CDC Clear Communication Index; Federal Plain Language Guidelines"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, on which channels, and why. `only_patients`: offices may be told it."""

    code: str
    pattern: re.Pattern[str]
    reason: str
    source: str
    channels: frozenset[str] = EVERY
    only_patients: bool = False


def pattern_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases of a table as one expression: a blank is any blank, comma or hyphen, and the whole stands between the borders of words."""
    said = "|".join(phrases).replace(" ?", r"[\s,\-]*").replace(" ", r"[\s,\-]+")
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


def _rule(
    code: str, phrases: tuple[str, ...], reason: str, source: str, *, channels: frozenset[str] = EVERY, only_patients: bool = False
) -> Rule:
    return Rule(code, pattern_of(phrases), reason, source, channels, only_patients)


RULES: tuple[Rule, ...] = (
    _rule("promise", claims.PROMISE, "It promises something that nobody can promise.", FTC),
    _rule("pain_claim", claims.PAIN, "It says that nothing will hurt. Who then feels something does not believe the rest.", FTC),
    _rule("superlative", claims.PRAISE, "It praises instead of telling.", FTC),
    _rule("advertising", claims.ADVERTISING, "It advertises.", f"{TCPA}, (C): no telemarketing, solicitation or advertising"),
    _rule(
        "billing",
        claims.BILLING,
        "It speaks of money.",
        f"{TCPA}, (C): no billing, debt-collection or other financial content",
        channels=OPEN,
        only_patients=True,
    ),
    _rule(
        "health",
        health.HEALTH,
        "It tells something of the person's health, or of why they come, where others may read it. It belongs on the secure page.",
        HIPAA,
        channels=OPEN,
    ),
    _rule(
        "personal",
        ways.PERSONAL,
        "It holds a name, a date or a number that says who somebody is. These words go to every patient.",
        HIPAA,
    ),
    _rule(
        "number",
        ways.NUMBER,
        "A number is typed in. It grows old unseen: {phone} fills in the number of the place that the visit is at.",
        f"{TCPA}, (B): contact information",
    ),
    _rule(
        "link",
        ways.LINK,
        "It leads to an address that is not ours. {link} fills in the person's own secure page.",
        f"{CTIA}: links that people can trust; {HIPAA}",
    ),
    _rule("blame", tone.BLAME, "It blames or presses.", FEAR, only_patients=True),
    _rule("frightening", tone.FRIGHTENING, "It frightens. Say what the person will notice, in neutral words.", FEAR, only_patients=True),
    _rule(
        "invites_opt_out",
        ways.STOPS,
        "Who writes that word back stops all texts, though they only meant the visit. Only STOP may be asked for, and only to stop texts.",
        f"{CTIA}: opt-out keywords",
        channels=frozenset({"sms"}),
    ),
    Rule(
        "shouting",
        re.compile(
            r"\b(?!(?:STOP|HELP|START|UNSTOP|INFO|YES|ALTO|AYUDA|PARAR|SMS|PDF|USA|ZIP|LLC|DDS|DMD|PLLC|FAQ)\b)[A-ZÁÉÍÓÚÑ]{3,}\b|!{2,}|\?{3,}|"
            r"(?:![^!]*){3,}"
        ),
        "It shouts.",
        f"{PLAIN}; mailbox services take it for spam",
        EVERY,
    ),
)

RETREATMENT = pattern_of(health.RETREATMENT)
"""What is said of a tooth that was treated before; somebody who comes for a first root canal must not read it."""

TELLS_TO_STOP = re.compile(r"\bSTOP\b")
NO_PLACEHOLDER = re.compile(r"\{(?!\w+\})|(?<!\w)\}|\{\w*$|\[[A-Za-z][\w ]*\]|<<?\w[\w ]*>>?|%\w+%|\$\w*[A-Za-z]\w*", re.MULTILINE)
"""Braces that are left over, and what other programs fill in; here it would arrive as it stands."""
