"""What the tooth chart draws: places, shapes and names of the teeth, from `rules/teeth.py`."""

from dataclasses import dataclass

from bridgework.rules import teeth

CHART = {
    "permanent": (teeth.UPPER_ARCH, teeth.LOWER_ARCH),
    "primary": (teeth.UPPER_PRIMARY_ARCH, teeth.LOWER_PRIMARY_ARCH),
}
ORDER = {tooth.universal: index for index, tooth in enumerate(teeth.ALL)}


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
    shape: str
    """Which drawing of the sprite: "upper-molar"."""
    width: int
    mirrored: bool
    missing: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Eight (or five) teeth of one corner of the mouth; `code` is UR, UL, LR or LL, right and left being the patient's."""

    code: str
    teeth: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Dentition:
    """Permanent or primary teeth: two arches of two quadrants, as seen from in front of the patient."""

    kind: str
    shown: bool
    arches: tuple[tuple[str, tuple[Quadrant, Quadrant]], ...]


def dentition(kind: str, selected: set[str], missing: set[str], numbering: str, *, shown: bool) -> Dentition:
    """The teeth of one dentition with their drawing and state."""
    arches = []
    for arch, row in zip(("upper", "lower"), CHART[kind], strict=True):
        places = tuple(_place(tooth, tooth.universal in selected, tooth.universal in missing, numbering) for tooth in row)
        half = len(places) // 2
        corner = arch[0].upper()
        arches.append((arch, (Quadrant(f"{corner}R", places[:half]), Quadrant(f"{corner}L", places[half:]))))
    return Dentition(kind, shown, tuple(arches))


def said(designations: list[str], numbering: str) -> list[dict[str, str]]:
    """The chosen teeth in words, for the line under the chart."""
    known = [teeth.BY_UNIVERSAL[designation] for designation in designations if designation in teeth.BY_UNIVERSAL]
    return [{"name": _capital(tooth.name), "number": written(tooth, numbering)} for tooth in known]


def place(designation: str) -> int:
    """Where a tooth comes in the order of the chart; what is no tooth comes last."""
    return ORDER.get(designation, len(ORDER))


def written(tooth: teeth.Tooth, numbering: str) -> str:
    """The tooth as an office writes it; Palmer with its drawn bracket."""
    return {"fdi": tooth.fdi, "palmer": tooth.palmer_drawn}.get(numbering, tooth.universal)


def _place(tooth: teeth.Tooth, selected: bool, missing: bool, numbering: str) -> Place:
    name = _capital(tooth.name)
    shape, width = _shape(tooth)
    return Place(
        universal=tooth.universal,
        fdi=tooth.fdi,
        palmer=tooth.palmer_drawn,
        number=written(tooth, numbering),
        name=f"{name}, Universal {tooth.universal}, FDI {tooth.fdi}, Palmer {tooth.palmer}",
        short=name,
        shape=shape,
        width=width,
        mirrored=tooth.side == "left",
        missing=missing,
        selected=selected,
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
