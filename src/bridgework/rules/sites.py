"""Where a problem is, beyond the teeth themselves: surfaces of a tooth, soft tissue, a gap without teeth, an extra tooth.

A referral keeps its teeth as Universal designations and what they do not say as *sites*, one text each:

    19:MO        surfaces of a chosen tooth, in the order M, O or I, D, B or F, L
    soft:palate  an area of soft tissue (`AREAS`)
    gap:18-20    an edentulous area, from tooth to tooth of one arch, both included
    extra:69     a supernumerary tooth: 51 to 82 is the permanent tooth beside it plus 50, AS to TS the primary tooth beside it

Sources: surfaces as in HL7's FDI-surface code system (mesial, occlusal, incisal, distal, buccal, lingual) and F for the facial surface of
front teeth, as American offices write it; supernumerary teeth by the ADA's Universal system as used on its claim form; areas after the
topography of lip and mouth in ICD-10, C00 to C06.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bridgework.rules import teeth
from bridgework.rules.teeth import BY_UNIVERSAL, SYSTEM_NAMES, System, Tooth

Kind = Literal["surfaces", "soft", "gap", "extra"]

SURFACE_NAMES = {
    "M": "mesial",
    "O": "occlusal",
    "I": "incisal",
    "D": "distal",
    "B": "buccal",
    "F": "facial",
    "L": "lingual",
}
"""Message ids."""
WISDOM = 8
"""The position of a wisdom tooth, counted from the midline."""
FRONT, BACK = "MIDFL", "MODBL"
"""The surfaces of a front tooth and of a back tooth, in the order in which they are written."""

AREAS = {
    "upper_lip": "upper lip",
    "lower_lip": "lower lip",
    "right_cheek": "inside of the right cheek",
    "left_cheek": "inside of the left cheek",
    "upper_gum": "upper gum",
    "lower_gum": "lower gum",
    "hard_palate": "hard palate",
    "soft_palate": "soft palate",
    "tongue_top": "top of the tongue",
    "tongue_right": "right side of the tongue",
    "tongue_left": "left side of the tongue",
    "tongue_under": "underside of the tongue",
    "floor_of_mouth": "floor of the mouth",
    "right_retromolar": "behind the last right tooth",
    "left_retromolar": "behind the last left tooth",
    "throat": "back of the throat",
}
"""Named areas of soft tissue; message ids."""

MOST = 40
"""Sites that one referral may have."""
_SURFACES_OF = re.compile(r"^(\d{1,2}|[A-T]):([MOIDBFL]{1,7})$")
_GAP = re.compile(r"^gap:(\d{1,2})-(\d{1,2})$")
_TYPED = re.compile(r"^(.*?\S)[\s:/-]*?(?<![A-Za-z])([MOIDBFLPV]{1,5})$", re.IGNORECASE)
_EXTRA_WORD = re.compile(r"^(?:extra|supernumerary|mesiodens)\b\s*(?:tooth)?\s*#?\s*", re.IGNORECASE)
_SAME_SURFACE = str.maketrans({"P": "L", "V": "B"})  # palatal is the lingual side of an upper tooth, vestibular the outer side


@dataclass(frozen=True, slots=True)
class Site:
    """One site, read. `near` are the Universal designations that it is at or between; `surfaces` and `area` are "" where not said."""

    code: str
    kind: Kind
    near: tuple[str, ...] = ()
    surfaces: str = ""
    area: str = ""


def read_site(code: str) -> Site | None:
    """The site that a stored text stands for, in its one spelling; None for what is none."""
    if found := _SURFACES_OF.match(code):
        said = surfaces_of(found[1], found[2])
        return Site(f"{found[1]}:{said}", "surfaces", (found[1],), said) if said else None
    if code.startswith("soft:") and code[5:] in AREAS:
        return Site(code, "soft", area=code[5:])
    if found := _GAP.match(code):
        between = teeth_between(found[1], found[2])
        return Site(f"gap:{between[0]}-{between[-1]}", "gap", between) if between else None
    if code.startswith("extra:") and (beside := beside_extra(code[6:])):
        return Site(code, "extra", (beside.universal,))
    return None


def surfaces_of(designation: str, letters: str) -> str:
    """The surfaces in the order in which they are written, each once; "" where one of them is not a surface of that tooth.

    B and F name the same outer side, so either is taken for the one that this tooth has. A biting side (O) on a front tooth is not read as
    its edge (I): it may be another tooth that is meant.
    """
    tooth = BY_UNIVERSAL.get(designation)
    if tooth is None:
        return ""
    order = possible_surfaces(tooth)
    same = {"B": "F"} if order == FRONT else {"F": "B"}
    said = {same.get(letter, letter) for letter in letters.upper().translate(_SAME_SURFACE)}
    return "".join(letter for letter in order if letter in said) if said <= set(order) else ""


def possible_surfaces(tooth: Tooth) -> str:
    """The five surfaces that a tooth has."""
    return FRONT if tooth.position <= 3 else BACK


def teeth_between(first: str, last: str) -> tuple[str, ...]:
    """The permanent teeth of one arch from one to another, both included, in Universal order; empty where they are not of one arch."""
    one, other = BY_UNIVERSAL.get(first), BY_UNIVERSAL.get(last)
    if one is None or other is None or one.is_primary or other.is_primary or one.arch != other.arch:
        return ()
    low, high = sorted((int(first), int(last)))
    return tuple(str(number) for number in range(low, high + 1))


def beside_extra(designation: str) -> Tooth | None:
    """The tooth beside a supernumerary one ("69" is beside 19, "AS" beside A); None where the designation is none."""
    if designation.isdecimal() and len(designation) == 2:
        return BY_UNIVERSAL.get(str(int(designation) - 50)) if 51 <= int(designation) <= 82 else None
    return BY_UNIVERSAL.get(designation[0]) if len(designation) == 2 and designation[0].isalpha() and designation[1] == "S" else None


def extra_beside(tooth: Tooth) -> str:
    """What a supernumerary tooth beside this one is called: "69" beside 19, "AS" beside A."""
    return f"{tooth.universal}S" if tooth.is_primary else str(int(tooth.universal) + 50)


def clean_sites(given: Iterable[str], chosen: Sequence[str]) -> list[str]:
    """What may be stored of the sites given with these teeth: each once in its one spelling, surfaces of one tooth together.

    Surfaces of a tooth that is not among the chosen ones go with it; what is no site is left out.
    """
    surfaces: dict[str, str] = {}
    others: dict[str, None] = {}
    for code in list(given)[: MOST * 5]:
        site = read_site(code.strip()) if isinstance(code, str) else None
        if site is None:
            continue
        if site.kind != "surfaces":
            others[site.code] = None
        elif site.near[0] in chosen:
            surfaces[site.near[0]] = surfaces_of(site.near[0], surfaces.get(site.near[0], "") + site.surfaces)
    of_teeth = [f"{tooth}:{surfaces[tooth]}" for tooth in chosen if tooth in surfaces]
    return [*of_teeth, *others][:MOST]


def surfaces_by_tooth(sites: Iterable[str]) -> dict[str, str]:
    """The surfaces that were named, by tooth."""
    read = [read_site(code) for code in sites]
    return {site.near[0]: site.surfaces for site in read if site and site.kind == "surfaces"}


def teeth_in_gaps(sites: Iterable[str]) -> tuple[str, ...]:
    """The places without teeth that were named, Universal."""
    read = [read_site(code) for code in sites]
    return tuple(tooth for site in read if site and site.kind == "gap" for tooth in site.near)


def whole_areas(chosen: Iterable[str]) -> tuple[str, ...]:
    """The corners and arches of the mouth of which every tooth is chosen, in words; a wisdom tooth more or less makes no difference."""
    given = set(chosen)
    corners: dict[tuple[str, str, bool], set[str]] = {}
    for tooth in BY_UNIVERSAL.values():
        if tooth.position < WISDOM:
            corners.setdefault((tooth.arch, tooth.side, tooth.is_primary), set()).add(tooth.universal)
    whole = {(arch, side) for (arch, side, _primary), all_of_it in corners.items() if all_of_it <= given}
    if len(whole) == 4:
        return ("whole mouth",)
    found = []
    for arch in ("upper", "lower"):
        sides = [side for side in ("right", "left") if (arch, side) in whole]
        found += [f"whole {arch} arch"] if len(sides) == 2 else [f"whole {arch} {side} quadrant" for side in sides]
    return tuple(found)


def written(designations: Sequence[str], sites: Sequence[str], system: str) -> str:
    """Teeth and sites as an office of that numbering writes them, for lists: "#19 MO, gap #23-#26, soft palate"."""
    surfaces = surfaces_by_tooth(sites)
    known = [BY_UNIVERSAL[designation] for designation in designations if designation in BY_UNIVERSAL]
    parts = [f"{number(tooth, system)} {surfaces.get(tooth.universal, '')}".strip() for tooth in known]
    others = [site for site in map(read_site, sites) if site and site.kind != "surfaces"]
    return ", ".join([*parts, *(short_words(site, system) for site in others)])


def number(tooth: Tooth, system: str) -> str:
    """A tooth's number as an office writes it: "#19", "36", "┌6"."""
    return {"fdi": tooth.fdi, "palmer": tooth.palmer_drawn}.get(system, f"#{tooth.universal}")


def short_words(site: Site, system: str) -> str:
    """A site that is no surface, in a few words."""
    if site.kind == "soft":
        return AREAS[site.area]
    if site.kind == "gap":
        first, last = BY_UNIVERSAL[site.near[0]], BY_UNIVERSAL[site.near[-1]]
        ends = number(first, system) if first == last else f"{number(first, system)} to {number(last, system)}"
        return f"gap {ends}"
    return f"extra tooth beside {number(BY_UNIVERSAL[site.near[0]], system)}"


def long_words(site: Site, system: str) -> str:
    """A site in words that leave nothing open: with the names of its teeth, and the ADA's number of an extra tooth."""
    if site.kind == "surfaces":
        said = ", ".join(SURFACE_NAMES[letter] for letter in site.surfaces)
        return f"{number(BY_UNIVERSAL[site.near[0]], system)} {site.surfaces}: {said}"
    if site.kind == "gap":
        first, last = BY_UNIVERSAL[site.near[0]], BY_UNIVERSAL[site.near[-1]]
        return (
            f"{short_words(site, system)} ({first.name} to {last.name})" if first != last else f"{short_words(site, system)} ({first.name})"
        )
    if site.kind == "extra":
        return f"{short_words(site, system)} ({BY_UNIVERSAL[site.near[0]].name}; Universal {site.code[6:]})"
    return AREAS[site.area]


# What was typed


@dataclass(frozen=True, slots=True)
class Meaning:
    """One tooth that a bare number can mean: what to store of it, and in words whose number it is."""

    value: str
    """A Universal designation, or a site ("extra:55")."""
    words: str


@dataclass(frozen=True, slots=True)
class AskedTooth:
    """Something typed that can be more than one tooth. `surfaces` were typed with it."""

    text: str
    sentence: str
    meanings: tuple[Meaning, ...]
    surfaces: str = ""


@dataclass(frozen=True, slots=True)
class TypedTeeth:
    """What was typed, read: teeth and sites that are sure, what has to be asked, and sentences for what is no tooth."""

    teeth: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    asked: tuple[AskedTooth, ...] = ()
    wrong: tuple[str, ...] = ()


def read_typed(text: str, system: System | None) -> TypedTeeth:
    """Teeth typed with commas, each perhaps with surfaces ("19 MO", "LL6-MOD") or as an extra tooth ("69", "extra AS").

    `system` is the office's own; None where it has not chosen one, and then everything that two systems know is asked about.
    """
    found: list[str] = []
    sites: list[str] = []
    asked: list[AskedTooth] = []
    wrong: list[str] = []
    for part in dict.fromkeys(part.strip() for part in re.split(r"[,;\n]|\band\b|\by\b", text) if part.strip()):
        read, letters = _part(part, system)
        if isinstance(read, AskedTooth):
            asked.append(read)
        elif not isinstance(read, str):
            wrong.append(read.sentence)
        elif read.startswith("extra:"):
            sites.append(read)
        else:
            found.append(read)
            said = surfaces_of(read, letters) if letters else ""
            if said:
                sites.append(f"{read}:{said}")
            elif letters:
                wrong.append(_not_a_surface(BY_UNIVERSAL[read], letters))
    chosen = tuple(dict.fromkeys(found))
    return TypedTeeth(chosen, tuple(clean_sites(sites, chosen)), tuple(asked), tuple(wrong))


def meant(value: str, surfaces: str = "") -> TypedTeeth:
    """The answer to what was asked: a tooth (with the surfaces typed beside it) or an extra tooth; nothing for anything else."""
    if value in BY_UNIVERSAL:
        said = surfaces_of(value, surfaces) if surfaces else ""
        return TypedTeeth((value,), (f"{value}:{said}",) if said else ())
    site = read_site(value)
    return TypedTeeth(sites=(site.code,)) if site and site.kind == "extra" else TypedTeeth()


def _part(part: str, system: System | None) -> tuple[str | AskedTooth | teeth.NotATooth, str]:
    """One part of what was typed: what to store of it, what to ask, or why it is no tooth; and the surfaces typed with it."""
    named = _EXTRA_WORD.sub("", part)
    if named != part:
        return _extra(part, named, system), ""
    read = teeth.parse(part, system)
    letters = ""
    if isinstance(read, teeth.NotATooth) and (split := _TYPED.match(part)):
        again = teeth.parse(split[1], system)
        if not isinstance(again, teeth.NotATooth):
            read, letters = again, split[2].upper()
    symbol = re.sub(r"^#\s*", "", part).upper()
    if isinstance(read, teeth.NotATooth) and system == "universal" and (beside := beside_extra(symbol)):
        # Office numbers end at 32: above, it is an extra tooth, or somebody wrote FDI. Where both can be, it is asked.
        other = teeth.parse(symbol, "fdi")
        extra = Meaning(f"extra:{symbol}", f"Universal {symbol}: an extra tooth beside the {beside.name}")
        if not isinstance(other, Tooth):
            return extra.value, ""
        either = (extra, Meaning(other.universal, f"FDI {other.fdi}: the {other.name}"))
        return AskedTooth(part, f"“{part}” can be an extra tooth, or an FDI number. Which one is meant?", either), ""
    if isinstance(read, teeth.Ambiguous):
        meanings = tuple(
            Meaning(tooth.universal, f"{SYSTEM_NAMES[known]} {tooth.written(known)}: the {tooth.name}") for known, tooth in read.candidates
        )
        return AskedTooth(part, f"“{part}” can be more than one tooth. Which one is meant?", _once(meanings), letters), letters
    return (read.universal if isinstance(read, Tooth) else read), letters


def _extra(part: str, named: str, system: System | None) -> str | AskedTooth | teeth.NotATooth:
    """An extra tooth that was called so: by its own number, or by the tooth beside it."""
    symbol = named.strip().upper()
    if beside_extra(symbol):
        return f"extra:{symbol}"
    beside = teeth.parse(re.sub(r"^(?:beside|next to|at|near)\s+", "", named, flags=re.IGNORECASE), system)
    if isinstance(beside, Tooth):
        return f"extra:{extra_beside(beside)}"
    if isinstance(beside, teeth.Ambiguous):
        meanings = tuple(
            Meaning(f"extra:{extra_beside(tooth)}", f"beside {SYSTEM_NAMES[known]} {tooth.written(known)}: the {tooth.name}")
            for known, tooth in beside.candidates
        )
        return AskedTooth(part, f"“{part}” can be in more than one place. Which one is meant?", _once(meanings))
    return teeth.NotATooth(part, "Say beside which tooth the extra tooth is, or its number: 51 to 82, AS to TS.")


def _once(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Each tooth once, under the first system that says it."""
    return tuple({meaning.value: meaning for meaning in reversed(meanings)}.values())[::-1]


def _not_a_surface(tooth: Tooth, letters: str) -> str:
    listed = ", ".join(f"{letter} ({SURFACE_NAMES[letter]})" for letter in possible_surfaces(tooth))
    return f"“{letters}” are not surfaces of the {tooth.name}. It has {listed}."
