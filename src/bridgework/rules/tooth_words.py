"""A tooth said in words ("Permanent maxillary right first molar tooth", "upper left cuspid") as its Universal designation.

Answers only when the words name exactly one tooth; everything else is None, to be asked about. Words as in SNOMED CT and in
DICOM PS3.16 CID 4018 and 4019.
"""

import re

from bridgework.rules.teeth import ALL

POSITION_WORDS = (
    r"central incisor",
    r"lateral incisor",
    r"canine|cuspid|eyetooth",
    r"first (?:premolar|bicuspid)",
    r"second (?:premolar|bicuspid)",
    r"first molar",
    r"second molar",
    r"third molar|wisdom tooth",
)
PRIMARY_POSITIONS = (1, 2, 3, 6, 7)  # the primary molars are called first and second molar too
UPPER, LOWER = re.compile(r"\b(upper|maxillary)\b"), re.compile(r"\b(lower|mandibular)\b")
RIGHT, LEFT = re.compile(r"\bright\b"), re.compile(r"\bleft\b")
PRIMARY_WORDS = re.compile(r"\b(primary|deciduous|milk|baby)\b")
NOT_ONE_TOOTH = re.compile(r"\b(supernumerary|and|or|between|through)\b|,")


def universal_of_words(words: str) -> str | None:
    """The one tooth that `words` name, as "1" to "32" or "A" to "T"; None when they name none, several, or leave the side open."""
    text = " ".join(words.lower().replace("-", " ").split())
    upper, right = bool(UPPER.search(text)), bool(RIGHT.search(text))
    if upper == bool(LOWER.search(text)) or right == bool(LEFT.search(text)) or NOT_ONE_TOOTH.search(text):
        return None
    primary = bool(PRIMARY_WORDS.search(text))
    named = [place for place, pattern in enumerate(POSITION_WORDS, start=1) if re.search(rf"\b(?:{pattern})\b", text)]
    if len(named) != 1 or (primary and named[0] not in PRIMARY_POSITIONS):
        return None
    position = PRIMARY_POSITIONS.index(named[0]) + 1 if primary else named[0]
    place = ("upper" if upper else "lower", "right" if right else "left", primary, position)
    return next(tooth.universal for tooth in ALL if (tooth.arch, tooth.side, tooth.is_primary, tooth.position) == place)
