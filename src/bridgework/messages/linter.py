"""What the words must keep to, so that a careless change cannot go out: checked by a test over every file.

Sources: US TCPA health-care exemption (length, no promotion); CTIA opt-out keywords. How hard a text is to read: `reading.py`.
"""

import re

from bridgework.messages.compose import MOST_SEGMENTS, compose
from bridgework.messages.gsm import segments
from bridgework.messages.kinds import CHANNELS, LANGUAGES, PAGES, TO_GUESTS, TO_PATIENTS
from bridgework.messages.reading import reading_problem
from bridgework.messages.templates import PLACEHOLDER, SUBJECT, read_template

PLACEHOLDERS = {
    "office": frozenset({"number", "practice", "phone", "sender", "respond_by", "link", "missing"}),
    "guest": frozenset({"number", "practice", "phone", "link", "code"}),
    "page": frozenset({"number", "practice", "phone", "respond_by", "contents", "missing", "complete", "on_call"}),
    "patient": frozenset({"practice", "phone", "sender", "when", "where", "link"}),
}
"""What may be filled in. There is none for anything of the patient or the problem, and an office's e-mail does not even tell a visit's time;
"page" is what somebody reads who has proven who they are."""

PROMISES = re.compile(
    r"guarant|promis|painless|no pain|cure|certainly|will be fine|\bbest\b|\bfree\b|100 ?%|discount|"
    r"garant|promet|sin dolor|indolor|\bcura|seguramente|\bmejor\b|gratis|descuento",
    re.IGNORECASE,
)
CLINICAL = re.compile(
    r"tooth|teeth|root canal|endodon|infect|\bpain|swell|crown|extract|x-ray|radiograph|diagnos|treat|surg|abscess|fever|dental|"
    r"diente|muela|conducto|infecci|dolor|hincha|inflama|corona|extracci|radiograf|tratamiento|cirug|absceso|fiebre",
    re.IGNORECASE,
)
OPT_OUT = re.compile(r"\b(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|ALTO|PARAR|CANCELAR|HELP|INFO)\b|\breply\b|\brespond[ae]\b|\bconteste\b")
"""A word that opts a person out must not be something we ask them to write, and replies are not read yet."""

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
}
LONGEST_LINK = "https://referrals.harbor.example.com/p/" + "x" * 22 + "/?0a1b2c"


def problems_of(kind: str, channel: str, language: str) -> list[str]:
    """Sentences about what is wrong with the words of one message; empty where nothing is."""
    try:
        template = read_template(kind, channel, language)
    except FileNotFoundError:
        return [f"{kind} has no words for {channel} in {language}."]
    return [f"{kind}/{channel}.{language}: {problem}" for problem in _problems(template, kind, channel, language)]


def all_problems() -> list[str]:
    """The problems of every message on every channel it can take, in both languages."""
    every = ((kind, channel, language) for kind, channels in CHANNELS.items() for channel in channels for language in LANGUAGES)
    pages = ((kind, "page", language) for kind in PAGES for language in LANGUAGES)
    return [problem for each in (*every, *pages) for problem in problems_of(*each)]


def _problems(template: str, kind: str, channel: str, language: str) -> list[str]:
    to_patient = kind in TO_PATIENTS
    reader = "patient" if to_patient else "guest" if kind in TO_GUESTS else "page" if channel == "page" else "office"
    said = PLACEHOLDER.sub(" ", template)
    problems = [f"it fills in {name}" for name in set(PLACEHOLDER.findall(template)) - PLACEHOLDERS[reader]]
    problems += [f"it promises or advertises: {found[0]}" for found in PROMISES.finditer(said)]
    problems += [f"it speaks of the problem: {found[0]}" for found in CLINICAL.finditer(said)]
    if channel == "sms":
        problems += [f"it invites an answer that opts out or is not read: {found[0]}" for found in OPT_OUT.finditer(said)]
        text = compose(kind, channel, language, LONGEST, LONGEST_LINK).body
        if segments(text) > MOST_SEGMENTS[language]:
            problems.append(f"it takes {segments(text)} text messages")
    elif channel == "email" and not template.startswith(SUBJECT):
        problems.append("it does not begin with its subject")
    if to_patient:
        problems += [f"it lacks {name}" for name in ("practice", "phone", "link") if f"{{{name}}}" not in template]
        if (difficulty := reading_problem(said, language)) and channel == "email":
            problems.append(difficulty)
    return problems
