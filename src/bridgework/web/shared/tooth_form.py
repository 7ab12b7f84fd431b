"""The field "which tooth" of a form: what was posted of it, and what its template shows. Works the same with and without script.

Posted names: `teeth` (ticked on the chart), `teeth_typed` (typed in the office's numbering), `surfaces` ("19:MO 30:D", kept by the chart),
`sites` (ticked areas, gaps and extra teeth), `gap_from`, `gap_to` and `extra_beside` (chosen from lists), `tooth_meant` (the answer to a
number that could be two teeth: what was typed, a bar, what was meant).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from bridgework.rules import sites, teeth
from bridgework.rules.sites import AskedTooth, TypedTeeth

LONGEST = 80
NOTHING = TypedTeeth()


@dataclass(frozen=True, slots=True)
class ToothField:
    """What a form says of teeth. `typed` is what has to come back to the page; `problem` is a sentence, "" where all is well."""

    teeth: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    typed: str = ""
    asked: tuple[AskedTooth, ...] = ()
    problem: str = ""
    text: str = ""
    """All that was typed; `read` is what of it names a tooth, for lighting it up on the chart."""
    read: TypedTeeth = NOTHING

    @property
    def state(self) -> str:
        """What is asked back or told as wrong now, as one word: the page's part is replaced only where this changes."""
        return "; ".join([*(asked.text for asked in self.asked), self.problem]) if self.problem else ""

    @property
    def as_read(self) -> dict[str, Any]:
        """What the chart is told while somebody types."""
        return {"text": self.text, "teeth": list(self.read.teeth), "sites": list(self.read.sites), "left": self.typed}


def read_teeth(post: QueryDict, stored_system: str) -> ToothField:
    """What was posted. A bare number that could be two teeth is asked about, never guessed, and everything else is taken all the same."""
    system = teeth.chosen_system(stored_system)
    typed, answer = _answered(post.get("teeth_typed", "").strip()[:LONGEST], post.get("tooth_meant", ""), system)
    read = sites.read_typed(typed, system) if typed else NOTHING
    ticked = [tooth for tooth in post.getlist("teeth") if teeth.is_tooth(tooth)]
    chosen = tuple(dict.fromkeys([*ticked, *read.teeth, *answer.teeth]))
    given = [*post.get("surfaces", "").split()[:64], *post.getlist("sites"), *read.sites, *answer.sites]
    gap, wrong_gap = _gap(post.get("gap_from", ""), post.get("gap_to", ""))
    beside = teeth.BY_UNIVERSAL.get(post.get("extra_beside", ""))
    given += [gap] if gap else []
    given += [f"extra:{sites.extra_beside(beside)}"] if beside else []
    problem = next(iter((*(asked.sentence for asked in read.asked), *read.wrong, *([wrong_gap] if wrong_gap else []))), "")
    open_parts = ", ".join(asked.text for asked in read.asked)
    return ToothField(
        teeth=chosen,
        sites=tuple(sites.clean_sites(given, chosen)),
        typed=typed if read.wrong else open_parts,
        asked=read.asked,
        problem=problem,
        text=typed,
        read=read,
    )


def field_context(
    field: ToothField,
    stored_system: str,
    *,
    missing: Collection[str] = (),
    age: int | None = None,
    problem: str = "",
    asks_by_itself: bool = False,
) -> dict[str, Any]:
    """What `shared/tooth_field.html` shows. `asks_by_itself` is for a page that no other part asks the server about while somebody types."""
    system = teeth.chosen_system(stored_system)
    read = [site for site in map(sites.read_site, field.sites) if site]
    return {
        "chosen": field.teeth,
        "surfaces": " ".join(site.code for site in read if site.kind == "surfaces"),
        "sites": field.sites,
        "missing": (*missing, *sites.teeth_in_gaps(field.sites)),
        "age": age,
        "system": stored_system,
        "numbering": teeth.SYSTEM_NAMES[system] if system else "",
        "tooth": field,
        "problem": problem or field.problem,
        "asks_by_itself": asks_by_itself,
        "areas": [(f"soft:{code}", words, f"soft:{code}" in field.sites) for code, words in sites.AREAS.items()],
        "others": [(site.code, sites.long_words(site, stored_system)) for site in read if site.kind in ("gap", "extra")],
        "permanent": _options(teeth.PERMANENT, stored_system),
        "every_tooth": _options(teeth.ALL, stored_system),
        "named": sum(site.kind != "surfaces" for site in read),
    }


def _options(row: Sequence[teeth.Tooth], system: str) -> list[tuple[str, str]]:
    return [(tooth.universal, f"{sites.number(tooth, system)} {tooth.name}") for tooth in row]


def _answered(typed: str, given: str, system: teeth.System | None) -> tuple[str, TypedTeeth]:
    """The typed text without the part that was answered, and the answer; only what was really asked can be answered."""
    part, _bar, value = given.partition("|")
    asked = next((asked for asked in sites.read_typed(typed, system).asked if asked.text == part), None) if value else None
    if asked is None or value not in {meaning.value for meaning in asked.meanings}:
        return typed, NOTHING
    rest = [other.strip() for other in re.split(r"[,;\n]|\band\b|\by\b", typed) if other.strip() and other.strip() != part]
    return ", ".join(rest), sites.meant(value, asked.surfaces)


def _gap(first: str, last: str) -> tuple[str, str]:
    """The gap between two chosen teeth as a site, or a sentence for why it is none; both empty where nothing was chosen."""
    if not first and not last:
        return "", ""
    site = sites.read_site(f"gap:{first or last}-{last or first}")
    return (site.code, "") if site else ("", "A gap lies within one arch, among permanent teeth. Choose where it begins and ends.")
