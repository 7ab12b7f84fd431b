"""What the tooth chart draws: places, shapes and names of the teeth, from `rules/teeth.py`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bridgework.rules import sites, teeth

ROWS = (
    ("permanent", "upper", teeth.UPPER_ARCH),
    ("primary", "upper", teeth.UPPER_PRIMARY_ARCH),
    ("primary", "lower", teeth.LOWER_PRIMARY_ARCH),
    ("permanent", "lower", teeth.LOWER_ARCH),
)
"""From the forehead down: in mixed dentition the primary teeth stand between the permanent ones, as on paper."""
ORDER = {tooth.universal: index for index, tooth in enumerate(teeth.ALL)}
FIRST_PERMANENT, LAST_PRIMARY = 6, 12
"""Years between which both kinds of teeth are in the mouth (ADA eruption charts)."""


@dataclass(frozen=True, slots=True)
class Place:
    """One tooth of the chart, ready to be drawn."""

    universal: str
    fdi: str
    palmer: str
    number: str
    """As the office writes it."""
    name: str
    """Everything a screen reader says: "Lower left first molar, Universal 19, FDI 36, Palmer LL6"."""
    short: str
    hint: str
    """What is shown on hover: the name and all three numbers."""
    shape: str
    """Which drawing of the sprite: "upper-molar"."""
    width: int
    mirrored: bool
    missing: bool
    selected: bool
    possible: str
    """The letters of its surfaces, in order."""
    surfaces: str
    """Those that were named."""


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Eight (or five) teeth of one corner of the mouth; `code` is UR, UL, LR or LL, right and left being the patient's."""

    code: str
    teeth: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Arch:
    """One row of the chart: `kind` is permanent or primary, `jaw` upper or lower; the patient's right comes first."""

    kind: str
    jaw: str
    quadrants: tuple[Quadrant, Quadrant]


def arches(
    selected: Collection[str],
    missing: Collection[str],
    numbering: str,
    *,
    surfaces: Mapping[str, str] | None = None,
    kinds: Collection[str],
) -> tuple[Arch, ...]:
    """The rows of the chart with the drawing and state of every tooth; `kinds` says which teeth there are."""
    rows = []
    for kind, jaw, row in ROWS:
        if kind in kinds:
            places = tuple(_place(tooth, selected, missing, numbering, (surfaces or {}).get(tooth.universal, "")) for tooth in row)
            half, corner = len(places) // 2, jaw[0].upper()
            rows.append(Arch(kind, jaw, (Quadrant(f"{corner}R", places[:half]), Quadrant(f"{corner}L", places[half:]))))
    return tuple(rows)


def dentition_of(selected: Collection[str], age: int | None = None) -> str:
    """Which teeth the chart opens with: those that are chosen, else those that are usual at that age."""
    kinds = {teeth.BY_UNIVERSAL[tooth].is_primary for tooth in selected if tooth in teeth.BY_UNIVERSAL}
    if kinds:
        return "mixed" if len(kinds) > 1 else "primary" if True in kinds else "permanent"
    if age is None or age > LAST_PRIMARY:
        return "permanent"
    return "primary" if age < FIRST_PERMANENT else "mixed"


def said(designations: Sequence[str], numbering: str, surfaces: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """The chosen teeth in words, for the line under the chart."""
    known = [teeth.BY_UNIVERSAL[designation] for designation in designations if designation in teeth.BY_UNIVERSAL]
    named = surfaces or {}
    return [
        {"name": _capital(tooth.name), "number": f"{written(tooth, numbering)} {named.get(tooth.universal, '')}".strip()} for tooth in known
    ]


def place(designation: str) -> int:
    """Where a tooth comes in the order of the chart; what is no tooth comes last."""
    return ORDER.get(designation, len(ORDER))


def written(tooth: teeth.Tooth, numbering: str) -> str:
    """The tooth as an office writes it; Palmer with its drawn bracket."""
    return {"fdi": tooth.fdi, "palmer": tooth.palmer_drawn}.get(numbering, tooth.universal)


def _place(tooth: teeth.Tooth, selected: Collection[str], missing: Collection[str], numbering: str, surfaces: str) -> Place:
    name = _capital(tooth.name)
    shape, width = _shape(tooth)
    return Place(
        universal=tooth.universal,
        fdi=tooth.fdi,
        palmer=tooth.palmer_drawn,
        number=written(tooth, numbering),
        name=f"{name}, Universal {tooth.universal}, FDI {tooth.fdi}, Palmer {tooth.palmer}",
        short=name,
        hint=f"{name} · Universal {tooth.universal} · FDI {tooth.fdi} · Palmer {tooth.palmer_drawn}",
        shape=shape,
        width=width,
        mirrored=tooth.side == "left",
        missing=tooth.universal in missing,
        selected=tooth.universal in selected,
        possible=sites.possible_surfaces(tooth),
        surfaces=surfaces,
    )


def _shape(tooth: teeth.Tooth) -> tuple[str, int]:
    """The drawing for a tooth and how wide it is beside its neighbors (a permanent first molar is 46)."""
    if tooth.is_primary:
        kind, width = {1: ("incisor", 34), 2: ("incisor", 32), 3: ("canine", 36), 4: ("molar", 42), 5: ("molar", 46)}[tooth.position]
        return f"{tooth.arch}-baby-{kind}", width
    if tooth.position >= 6:
        return f"{tooth.arch}-molar", (46, 44, 41)[tooth.position - 6]
    if tooth.position >= 4:
        return f"{tooth.arch}-premolar", 37
    if tooth.position == 3:
        return f"{tooth.arch}-canine", 37
    if tooth.arch == "lower":
        return "lower-incisor", 32
    return ("upper-central", 40) if tooth.position == 1 else ("upper-lateral", 35)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
