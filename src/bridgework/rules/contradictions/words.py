"""What the free text of a referral names: teeth, sides of the mouth, treatments, codes, and how urgent its author calls it."""

import re

from bridgework.rules import teeth
from bridgework.rules.contradictions.shapes import CaseFacts
from bridgework.rules.teeth import Tooth

_ONE = r"(?:[0-9]{1,2}|[A-T])(?![A-Za-z0-9])"
_MENTION = re.compile(rf"(?:#\s*|\b[Tt](?:ooth|eeth)\s+(?:[Nn]o\.?\s*|[Nn]umbers?\s*)?#?)({_ONE}(?:\s*(?:,|and|&|/|-|to)\s*#?{_ONE})*)")
_RANGE = re.compile(r"([0-9]{1,2})\s*(?:-|to)\s*#?([0-9]{1,2})")
_ARCH = {"upper": "upper", "maxillary": "upper", "lower": "lower", "mandibular": "lower"}
_QUADRANT = {"UR": ("upper", "right"), "UL": ("upper", "left"), "LL": ("lower", "left"), "LR": ("lower", "right")}
_PLACE = re.compile(
    r"\b(?:(?P<arch>upper|lower|maxillary|mandibular)[\s-]+(?P<side>right|left)"
    r"|(?P<side2>right|left)[\s-]+(?P<arch2>upper|lower|maxillary|mandibular))\b",
    re.IGNORECASE,
)
_CORNER = re.compile(r"(?<![A-Za-z])(UR|UL|LL|LR)(?![A-Za-z])")
_ELSEWHERE = re.compile(r"\b(?:radiat\w*|refer(?:s|red) (?:pain|to)|opposite|contralateral|other side|compar\w*|unlike)\b", re.IGNORECASE)
_CODE = re.compile(r"\b([A-TV-Z][0-9]{2}(?:\.[0-9A-Z]{1,4})?)\b")
_NOT_URGENT = re.compile(
    r"\b(?:elective|routine|no(?:t| need to)? (?:urgent|rush|hurry)|non-?urgent|when(?:ever)? convenient)\b", re.IGNORECASE
)
_URGENT = re.compile(r"\b(?:urgent(?:ly)?|asap|a\.s\.a\.p|stat|as soon as possible)\b", re.IGNORECASE)
_EMERGENCY = re.compile(r"\b(?:is an emergency|as an emergency|emergency (?:referral|case))\b", re.IGNORECASE)

IMPLANT = re.compile(r"\bimplants?\b", re.IGNORECASE)
EXTRACTION = re.compile(r"\b(?:extract\w*|exo|take (?:it )?out|remov(?:e|al) of (?:the )?tooth)\b", re.IGNORECASE)
TO_EXTRACT = re.compile(r"\b(?:please |for |needs? |to )(?:be )?(?:extract\w*|exo)\b|^\s*extract(?:ion)?\b", re.IGNORECASE | re.MULTILINE)
WISDOM = re.compile(
    r"\b(?:extract\w*|remov\w*|exo|eval\w*)\b[^.\n]{0,40}\b(?:wisdom|third molars?|3rd molars?)|\b(?:impacted|partly erupted) (?:wisdom|third|3rd)",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:no|not|none|without|never|stopped|avoid\w*|allergic|sin|ninguno)\b", re.IGNORECASE)


def teeth_in(text: str, system: str) -> tuple[frozenset[str], ...]:
    """Every tooth that a text names by number, each as the set of Universal designations that it can mean in the sender's numbering."""
    found: list[frozenset[str]] = []
    for mention in _MENTION.finditer(text):
        listed = _RANGE.sub(lambda ends: " ".join(map(str, range(int(ends[1]), min(int(ends[2]), int(ends[1]) + 16) + 1))), mention[1])
        for symbol in re.findall(_ONE, listed):
            read = teeth.parse(symbol, teeth.chosen_system(system))
            if isinstance(read, Tooth):
                found.append(frozenset({read.universal}))
            elif isinstance(read, teeth.Ambiguous):
                found.append(frozenset(tooth.universal for _, tooth in read.candidates))
    return tuple(found)


def places_in(text: str) -> frozenset[tuple[str, str]]:
    """Every corner of the mouth that a text names ("lower left", "UR"), except in sentences about another place."""
    found: set[tuple[str, str]] = set()
    for sentence in re.split(r"[.;\n]", text):
        if _ELSEWHERE.search(sentence):
            continue
        for place in _PLACE.finditer(sentence):
            arch, side = place["arch"] or place["arch2"], place["side"] or place["side2"]
            found.add((_ARCH[arch.lower()], side.lower()))
        found.update(_QUADRANT[corner[1]] for corner in _CORNER.finditer(sentence))
    return frozenset(found)


def corners_of(facts: CaseFacts) -> frozenset[tuple[str, str]]:
    """The corners of the mouth in which the chosen teeth stand."""
    return frozenset((tooth.arch, tooth.side) for tooth in facts.known_teeth)


def names_a_chosen_tooth(facts: CaseFacts) -> bool:
    """Whether the free text names one of the chosen teeth by number."""
    return any(not mention.isdisjoint(facts.teeth) for mention in teeth_in(facts.words, facts.tooth_system))


def codes_in(facts: CaseFacts) -> tuple[tuple[str, str], ...]:
    """ICD-10-CM codes with the words that came with them: those handed over or chosen, and those in the text with their line."""
    found = [
        (code[1], (line[: code.start()] + line[code.end() :]).strip(" :()-"))
        for line in re.split(r"[;\n]", facts.words)
        for code in _CODE.finditer(line)
    ]
    chosen = [(str(code), "") for code in facts.case.get("codes") or ()]
    return (*facts.codes, *chosen, *found)


def label_in(facts: CaseFacts) -> str:
    """The tier that the sender calls it: as handed over, else as the free text says; "" where nobody says."""
    if facts.label:
        return facts.label
    text = facts.words
    if _NOT_URGENT.search(text):
        return "elective"
    return "emergency" if _EMERGENCY.search(text) else "urgent" if _URGENT.search(text) else ""


def asks_implant(facts: CaseFacts) -> bool:
    """Whether an implant is asked for."""
    return "implant" in facts.procedure or bool(IMPLANT.search(facts.said("reason")))


def asks_extraction(facts: CaseFacts) -> bool:
    """Whether the tooth is to be taken out."""
    return "extract" in facts.procedure or bool(TO_EXTRACT.search(facts.said("reason")))
