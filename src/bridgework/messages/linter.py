"""What words must keep to, so that a careless change cannot go out: used when words are saved, over every file in the tests, and as
`bridgework lint-messages`. Each finding names the place, the reason and the source.

Which messages must say how to stop: every text that we begin. With the patient's consent the first would be enough (CTIA), but the exemption
that covers patients whose consent nobody can show asks for it in each (docs/decisions/2026-11-22-every-text-says-how-to-stop.md).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bridgework.messages.compose import MOST_SEGMENTS, compose
from bridgework.messages.gsm import segments, to_gsm
from bridgework.messages.kinds import ANSWERS, CHANNELS, LANGUAGES, PAGES, SPOKEN, TO_GUESTS, TO_PATIENTS, WITHOUT_LINK
from bridgework.messages.lint_rules import CTIA, NO_PLACEHOLDER, OPEN, PLAIN, RETREATMENT, RULES, TCPA, TELLS_TO_STOP
from bridgework.messages.reading import HARDEST_GRADE, reading_problem
from bridgework.messages.templates import PLACEHOLDER, SUBJECT, every_file, file_name, shipped, without_subject
from bridgework.messages.unmask import unmasked
from bridgework.messages.visit_words import VISITS
from bridgework.rules.purposes import FIRST_ROOT_CANAL

PLACEHOLDERS = {
    "office": frozenset({"number", "practice", "phone", "sender", "respond_by", "link", "missing"})
    | {"month", "sent", "booked", "seen", "reported", "open", "what"},
    "guest": frozenset({"number", "practice", "phone", "link", "code"}),
    "page": frozenset({"number", "practice", "phone", "respond_by", "contents", "missing", "complete", "on_call"}),
    "answer": frozenset({"practice", "phone", "when", "where", "link", "visit", "code", "choices", "words"}),
    "patient": frozenset({"practice", "phone", "sender", "when", "where", "link", "visit"}),
    "spoken": frozenset({"practice", "phone", "sender"}),
}
"""What may be filled in. There is none for anything of the patient or the problem, and an office's e-mail does not even tell a visit's time;
"page" is what somebody reads who has proven who they are."""

LONGEST = {
    "practice": "Northwest Harbor Endodontics",
    "phone": "+13125550123",
    "sender": "Lakeview Family Dental and Orthodontics",
    "number": 10000001,
    "starts_at": "2026-12-30T20:30:00+00:00",
    "respond_by": "2026-12-30T20:30:00+00:00",
    "practice_zone": "America/Chicago",
    "zone": "America/Chicago",
    "place": "Downtown",
    "street": "1200 West Lakeshore Boulevard",
    "city": "Chicago",
    "code": "000000",
    "missing": "12",
    "purpose": "retreatment",
    "choices": "ANA, LEO",
    "words": "We will call you at noon.",
    "month": "2026-09",
}
"""Facts that take as much room as facts do in life; "second look" is the longest name of a visit."""
LONGEST_LINK = "https://referrals.harbor.example.com/p/" + "x" * 22 + "/?0a1b2c"
LONGEST_SUBJECT = 78
LONGEST_BODY = {"email": 1200, "page": 1500, "spoken": 2000}
"""Characters; a subject's are those of RFC 5322, 2.1.1."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: what they are read as. An unknown kind is a message to a patient."""

    kind: str
    channel: str
    language: str
    purpose: str = ""
    anxious: bool = False

    @property
    def reader(self) -> str:
        """Whose placeholders they may use."""
        if self.channel in ("page", "spoken"):
            return "page" if self.kind == "receipt" else "spoken"
        if self.kind in TO_GUESTS:
            return "guest"
        if self.kind in ANSWERS:
            return "answer"
        return "patient" if self.kind in TO_PATIENTS or self.kind not in CHANNELS else "office"

    @property
    def is_for_patients(self) -> bool:
        return self.reader in ("patient", "answer", "spoken")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with words, where (line and column from 1; 0: all of them), why, and who says so. `file` is "" for words being typed."""

    line: int
    column: int
    code: str
    found: str
    reason: str
    source: str
    file: str = ""


def lint(text: str, spot: Spot) -> list[Finding]:
    """What is wrong with the words of a message, in the form of a template; in the order of the text."""
    found = [*_said(text, spot), *_placeholders(text, spot), *_left_out(text, spot), *_too_long(text, spot), *_hard(text, spot)]
    return sorted(found, key=lambda one: (one.line, one.column, one.code))


def lint_shipped() -> list[Finding]:
    """The findings over all words that come with the program, the missing ones included."""
    findings: list[Finding] = []
    for kind, channel, language, purpose, anxious in every_file():
        spot = Spot(kind, channel, language, purpose, anxious)
        text = shipped(kind, channel, language, purpose, anxious) or ""
        findings += [replace(one, file=_file(spot)) for one in lint(text, spot)]
    return findings + missing_languages()


def missing_languages() -> list[Finding]:
    """A finding for each message, and each special wording of one, that is not there in every language."""
    there = set(every_file())
    wanted = {(kind, channel, "", False) for kind, channels in _all_kinds() for channel in channels}
    wanted |= {(kind, channel, purpose, anxious) for kind, channel, _language, purpose, anxious in there}
    return [
        replace(missing_language(language), file=_file(Spot(kind, channel, language, purpose, anxious)))
        for kind, channel, purpose, anxious in sorted(wanted)
        for language in LANGUAGES
        if (kind, channel, language, purpose, anxious) not in there
    ]


def missing_language(language: str) -> Finding:
    """That words are not there in a language."""
    return Finding(0, 0, "missing_language", language, "There are no such words in this language.", "45 CFR 92.201: meaningful access")


def _all_kinds() -> Iterable[tuple[str, tuple[str, ...]]]:
    return [*CHANNELS.items(), *((kind, ("page",)) for kind in PAGES), *((kind, ("spoken",)) for kind in SPOKEN)]


def _file(spot: Spot) -> str:
    return f"{spot.kind}/{file_name(spot.channel, spot.language, spot.purpose, spot.anxious)}"


def _at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _blanked(text: str) -> str:
    """The text with its placeholders and the word "Subject:" as blanks, so that places stay where they are."""
    blank = PLACEHOLDER.sub(lambda match: " " * len(match[0]), text)
    return blank.replace(SUBJECT, " " * len(SUBJECT), 1) if blank.startswith(SUBJECT) else blank


def _found(text: str, match: re.Match[str], origins: list[int]) -> str:
    """What a rule found, as it stands in the text."""
    return text[origins[match.start()] : origins[match.end() - 1] + 1].strip()


def _said(text: str, spot: Spot) -> Iterator[Finding]:
    said, origins = unmasked(_blanked(text))
    for rule in RULES:
        if spot.channel in rule.channels and (spot.is_for_patients or not rule.only_patients):
            for match in rule.pattern.finditer(said):
                yield Finding(*_at(text, origins[match.start()]), rule.code, _found(text, match, origins), rule.reason, rule.source)
    if spot.is_for_patients and spot.purpose in ("", FIRST_ROOT_CANAL):
        for match in RETREATMENT.finditer(said):
            reason = "It speaks of a treatment done before, and people read it who come for their first one."
            yield Finding(
                *_at(text, origins[match.start()]),
                "retreatment",
                _found(text, match, origins),
                reason,
                "Messages match what the visit is for (product rule of this program; AAE: retreatment is a treatment of its own)",
            )
    if spot.channel == "sms":
        for offset, character in enumerate(text):
            if to_gsm(character) == "?" and character != "?":
                reason = "Text messages cannot carry this character; it would arrive as a question mark, or make the message twice as long."
                yield Finding(*_at(text, offset), "alphabet", character, reason, "3GPP TS 23.038")


def _placeholders(text: str, spot: Spot) -> Iterator[Finding]:
    for match in PLACEHOLDER.finditer(text):
        if match[1] not in PLACEHOLDERS[spot.reader]:
            known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS[spot.reader]))
            yield Finding(
                *_at(text, match.start()),
                "placeholder",
                match[0],
                f"Nothing can be filled in there. Known here: {known}.",
                "lookups of this program",
            )
    for match in NO_PLACEHOLDER.finditer(text):
        yield Finding(
            *_at(text, match.start()),
            "placeholder",
            match[0],
            "This is not filled in and would arrive as it stands. A place to fill in is written {so}.",
            "lookups of this program",
        )


def _left_out(text: str, spot: Spot) -> Iterator[Finding]:
    named = set(PLACEHOLDER.findall(text))
    if spot.channel == "email" and not text.startswith(SUBJECT):
        yield Finding(1, 1, "subject", "", "An e-mail begins with its subject.", "RFC 5322, 3.6.5")
    if spot.reader not in ("patient", "answer") or spot.channel not in OPEN:
        return
    if "practice" not in named:
        yield Finding(0, 0, "identity", "{practice}", "It does not say whom it is from.", f"{TCPA}, (B); {CTIA}")
    if "phone" not in named and spot.reader == "patient":
        yield Finding(0, 0, "identity", "{phone}", "It does not say how to reach the practice.", f"{TCPA}, (B)")
    if "link" not in named and spot.reader == "patient" and spot.kind not in WITHOUT_LINK:
        yield Finding(
            0,
            0,
            "link",
            "{link}",
            "There is no way to the person's own page, where everything else stands.",
            "One link leads on: product rule of this program",
        )
    if spot.channel == "sms" and spot.reader == "patient" and not TELLS_TO_STOP.search(text):
        yield Finding(
            0, 0, "opt_out", "STOP", "It does not say how to stop these texts.", f"{TCPA}, (F): each text informs of the reply STOP; {CTIA}"
        )


def _too_long(text: str, spot: Spot) -> Iterator[Finding]:
    unknown = set(PLACEHOLDER.findall(text)) - PLACEHOLDERS[spot.reader]
    if spot.channel == "sms":
        if not unknown and (takes := sms_segments(text, spot)) > MOST_SEGMENTS[spot.language]:
            reason = f"It takes {takes} text messages at its longest; {MOST_SEGMENTS[spot.language]} may be used."
            yield Finding(0, 0, "length", str(takes), reason, f"{TCPA}, (D): 160 characters; 3GPP TS 23.038")
        return
    subject, body = without_subject(text)
    if spot.channel == "email" and len(subject) > LONGEST_SUBJECT:
        yield Finding(
            1, LONGEST_SUBJECT, "length", str(len(subject)), f"The subject is longer than {LONGEST_SUBJECT} characters.", "RFC 5322, 2.1.1"
        )
    if len(body) > LONGEST_BODY[spot.channel]:
        yield Finding(0, 0, "length", str(len(body)), f"It is longer than {LONGEST_BODY[spot.channel]} characters.", PLAIN)


def sms_segments(text: str, spot: Spot) -> int:
    """How many text messages the words take with the longest facts."""
    facts = LONGEST | {"purpose": spot.purpose or str(LONGEST["purpose"])}
    return segments(compose(spot.kind, "sms", spot.language, facts, LONGEST_LINK, template=text).body)


def _hard(text: str, spot: Spot) -> Iterator[Finding]:
    if not spot.is_for_patients and spot.channel != "page":
        return
    visit = VISITS[spot.language][""]
    said = PLACEHOLDER.sub(
        lambda match: {"visit": visit, "link": ""}.get(match[1], "Ana"),
        " ".join(without_subject(text)) if spot.channel != "email" else text.removeprefix(SUBJECT),
    )
    if problem := reading_problem(said, spot.language):
        limit = f"School grade {HARDEST_GRADE:g} is the most (Flesch-Kincaid)" if spot.language == "en" else "INFLESZ scale"
        yield Finding(
            0,
            0,
            "reading",
            problem.rsplit(" ", 1)[-1] if spot.language == "en" else problem,
            f"It is hard to read: {problem}.",
            f"{limit}; AMA and NIH: at most grade 6",
        )
