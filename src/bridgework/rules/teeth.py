"""Teeth: Universal, FDI and Palmer, their names, and the places they have on the chart.

A tooth is stored by its Universal designation, "1" to "32" and "A" to "T". Sources: ISO 3950 (FDI), the ADA's Universal
system, Zsigmondy-Palmer. Right and left are the patient's. A bare number or letter that two systems know is asked about,
never guessed: "18" is a lower second molar to one office and an upper wisdom tooth to another.
"""

import re
from dataclasses import dataclass
from typing import Literal

System = Literal["universal", "fdi", "palmer"]
SYSTEMS: tuple[System, ...] = ("universal", "fdi", "palmer")
SYSTEM_NAMES: dict[System, str] = {"universal": "Universal", "fdi": "FDI", "palmer": "Palmer"}

_QUADRANTS = ("UR", "UL", "LL", "LR")
_BRACKETS = {"UR": "┘", "UL": "└", "LL": "┌", "LR": "┐"}
_FRONT = ("central incisor", "lateral incisor", "canine")
_PERMANENT = (*_FRONT, "first premolar", "second premolar", "first molar", "second molar", "third molar")
_PRIMARY = tuple(f"primary {kind}" for kind in (*_FRONT, "first molar", "second molar"))


@dataclass(frozen=True, slots=True)
class Tooth:
    """One tooth in all three systems. `position` counts from the midline, 1 to 8 (permanent) or 1 to 5 (primary)."""

    universal: str
    fdi: str
    palmer: str
    """Quadrant and symbol, as typed: "LL6"."""
    palmer_drawn: str
    """Bracket and symbol, as drawn: "┌6"."""
    name: str
    """In words: "lower left first molar"."""
    is_primary: bool
    arch: Literal["upper", "lower"]
    side: Literal["right", "left"]
    position: int

    def written(self, system: System = "universal") -> str:
        """The tooth as an office that uses `system` writes it."""
        return {"universal": self.universal, "fdi": self.fdi, "palmer": self.palmer}[system]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """What was typed names different teeth in different systems. `candidates` pairs each reading's system with its tooth."""

    text: str
    candidates: tuple[tuple[System, Tooth], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class NotATooth:
    """What was typed is no tooth. `sentence` says what would be."""

    text: str
    sentence: str


def _build(quadrant: int, position: int, is_primary: bool) -> Tooth:
    """The tooth at a place. Universal runs 1 to 32 (A to T) clockwise as the chart is seen: upper right to lower right."""
    per_quadrant = 5 if is_primary else 8
    within = per_quadrant - position if quadrant in (0, 2) else position - 1
    index = quadrant * per_quadrant + within
    corner = _QUADRANTS[quadrant]
    symbol = "ABCDE"[position - 1] if is_primary else str(position)
    arch: Literal["upper", "lower"] = "upper" if quadrant < 2 else "lower"
    side: Literal["right", "left"] = "right" if corner.endswith("R") else "left"
    return Tooth(
        universal=chr(ord("A") + index) if is_primary else str(index + 1),
        fdi=f"{quadrant + (5 if is_primary else 1)}{position}",
        palmer=f"{corner}{symbol}",
        palmer_drawn=f"{symbol}{_BRACKETS[corner]}" if side == "right" else f"{_BRACKETS[corner]}{symbol}",
        name=f"{arch} {side} {(_PRIMARY if is_primary else _PERMANENT)[position - 1]}",
        is_primary=is_primary,
        arch=arch,
        side=side,
        position=position,
    )


def _in_order(is_primary: bool) -> tuple[Tooth, ...]:
    size = 5 if is_primary else 8
    built = [_build(quadrant, position, is_primary) for quadrant in range(4) for position in range(1, size + 1)]
    return tuple(sorted(built, key=lambda tooth: (len(tooth.universal), tooth.universal)))


PERMANENT: tuple[Tooth, ...] = _in_order(is_primary=False)
PRIMARY: tuple[Tooth, ...] = _in_order(is_primary=True)
ALL: tuple[Tooth, ...] = PERMANENT + PRIMARY
BY_UNIVERSAL: dict[str, Tooth] = {tooth.universal: tooth for tooth in ALL}
_READINGS: dict[System, dict[str, Tooth]] = {
    "universal": BY_UNIVERSAL,
    "fdi": {tooth.fdi: tooth for tooth in ALL},
    "palmer": {tooth.palmer: tooth for tooth in ALL} | {tooth.palmer_drawn: tooth for tooth in ALL},
}
_BY_NAME = {tooth.name: tooth for tooth in ALL}

# As the chart shows them, seen from in front of the patient: the patient's right is on the left.
UPPER_ARCH: tuple[Tooth, ...] = PERMANENT[:16]
LOWER_ARCH: tuple[Tooth, ...] = tuple(reversed(PERMANENT[16:]))
UPPER_PRIMARY_ARCH: tuple[Tooth, ...] = PRIMARY[:10]
LOWER_PRIMARY_ARCH: tuple[Tooth, ...] = tuple(reversed(PRIMARY[10:]))

_RANGES = {
    "universal": "Universal numbers run from 1 to 32, letters from A to T",
    "fdi": "FDI numbers run from 11 to 48, for primary teeth from 51 to 85",
    "palmer": "Palmer needs the quadrant and the tooth, for example LL6 or URE",
}
_PREFIX = re.compile(r"^(?:#|(?:tooth|diente|muela|no\.?|number|n[uú]mero)\b\.?\s*#?)\s*", re.IGNORECASE)


def is_tooth(designation: str) -> bool:
    """Whether this is a tooth as we store it: Universal "1" to "32" or "A" to "T"."""
    return designation in BY_UNIVERSAL


def is_primary(designation: str) -> bool:
    """Whether a stored designation is a primary (baby) tooth; False for what is no tooth."""
    tooth = BY_UNIVERSAL.get(designation)
    return tooth is not None and tooth.is_primary


def chosen_system(stored: str) -> System | None:
    """The numbering that a practice has chosen; None where it has not, and what it types has to be asked about."""
    return next((system for system in SYSTEMS if system == stored), None)


def parse(text: str, system: System | Literal[""] | None = "universal") -> Tooth | Ambiguous | NotATooth:
    """The tooth that was typed, read in the office's own system, or in any system where that is None or "" (it has not chosen one).

    A name in words, a Palmer quadrant or a drawn bracket says its own system, so these are read whatever `system` is.
    """
    system = system or None
    typed = text.strip()[:80]
    symbol = _PREFIX.sub("", typed).strip().upper().replace(" ", "")
    if not symbol:
        return NotATooth(typed, "No tooth was given.")
    named = _BY_NAME.get(" ".join(typed.lower().split())) or _READINGS["palmer"].get(symbol)
    if named is not None:
        return named
    symbol = symbol.lstrip("0") or symbol
    readings = _readings(symbol, system)
    if len({tooth.universal for _, tooth in readings}) > 1:
        listed = "; ".join(f"{SYSTEM_NAMES[known]} {tooth.written(known)} is the {tooth.name}" for known, tooth in readings)
        return Ambiguous(typed, readings, f"“{typed}” can be more than one tooth: {listed}. Which one is meant?")
    if readings:
        return readings[0][1]
    return NotATooth(typed, _why_not(typed, symbol, system))


def _readings(symbol: str, system: System | None) -> tuple[tuple[System, Tooth], ...]:
    """All teeth that a bare symbol can mean, each with the system that says so."""
    systems = SYSTEMS if system is None else (system,)
    found: list[tuple[System, Tooth]] = [(known, _READINGS[known][symbol]) for known in systems if symbol in _READINGS[known]]
    if "palmer" in systems:
        # A Palmer number whose bracket was left out: any of the four quadrants.
        found += [("palmer", _READINGS["palmer"][corner + symbol]) for corner in _QUADRANTS if corner + symbol in _READINGS["palmer"]]
    return tuple(found)


def _why_not(typed: str, symbol: str, system: System | None) -> str:
    if system is None:
        return f"“{typed}” is not a tooth in any numbering. " + "; ".join(_RANGES[known] for known in SYSTEMS) + "."
    sentence = f"There is no tooth “{typed}” in {SYSTEM_NAMES[system]} numbering. {_RANGES[system]}."
    elsewhere = next(((known, _READINGS[known][symbol]) for known in SYSTEMS if symbol in _READINGS[known]), None)
    if elsewhere is None:
        return sentence
    known, tooth = elsewhere
    return f"{sentence} In {SYSTEM_NAMES[known]} numbering it would be the {tooth.name}, which is {tooth.written(system)} here."


_PLAIN_EN = {"front": "front tooth", "back": "back tooth", "canine": "eye tooth"}


def in_plain_words(designations: tuple[str, ...] | list[str], language: str = "en") -> str:
    """The place of one or more stored teeth for a patient, without number or clinical word: “a lower left back tooth”.

    Spanish: “una muela de abajo a la izquierda”. What is no tooth is left out; nothing left is “a tooth” (“un diente”).
    """
    teeth = [BY_UNIVERSAL[designation] for designation in designations if designation in BY_UNIVERSAL]
    phrases = list(dict.fromkeys(_plain_es(tooth) if language == "es" else _plain_en(tooth) for tooth in teeth))
    if len(teeth) == 1:
        return phrases[0]
    if not teeth:
        return "un diente" if language == "es" else "a tooth"
    if len(phrases) == 1:
        return _several_es(teeth[0]) if language == "es" else _plain_en(teeth[0], several=True)
    return "varios dientes" if language == "es" else "several teeth"


def _place(tooth: Tooth) -> str:
    return "front" if tooth.position <= 2 else "canine" if tooth.position == 3 else "back"


def _plain_en(tooth: Tooth, several: bool = False) -> str:
    noun = _PLAIN_EN[_place(tooth)]
    words = f"{tooth.arch} {tooth.side} {'baby ' if tooth.is_primary else ''}{noun}"
    return words.replace("tooth", "teeth") if several else f"{'an' if words[0] == 'u' else 'a'} {words}"


def _plain_es(tooth: Tooth) -> str:
    noun = {"front": "un diente", "canine": "un colmillo", "back": "una muela"}[_place(tooth)]
    where = f"{'de arriba' if tooth.arch == 'upper' else 'de abajo'}{', al frente,' if _place(tooth) == 'front' else ''}"
    return f"{noun}{' de leche' if tooth.is_primary else ''} {where} a la {'derecha' if tooth.side == 'right' else 'izquierda'}"


def _several_es(tooth: Tooth) -> str:
    article, noun, rest = _plain_es(tooth).split(" ", 2)
    return f"{'unas' if article == 'una' else 'unos'} {noun.rstrip(',')}s {rest}"
