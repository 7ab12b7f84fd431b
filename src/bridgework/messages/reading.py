"""How hard a text is to read: the school grade of English, the INFLESZ scale of Spanish. Counted by `readsight`, offline.

Sources: Kincaid and others 1975 (grade); Szigriszt-Pazos 1993 (formula) read on the INFLESZ scale of Barrio-Cantalejo 2008, where 55 to 65
is what most people read without effort. Why this library: docs/decisions/2026-11-22-how-hard-a-text-is.md.
"""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readsight import ReadSight

HARDEST_GRADE = 6.0
LEAST_INFLESZ = 60.0
"""Five above the scale's "normal": the library divides Spanish words where they may be hyphenated, which misses a syllable now and then."""

PARAGRAPH = re.compile(r"(?<![.!?])[ \t]*\n[ \t]*\n\s*")
"""A paragraph that ends without a stop, as headings and buttons do, is read as a sentence of its own."""


def reading_grade(text: str) -> float:
    """The school grade (US) that reads this English text; below 0 where it is easier than the first grade's."""
    said = _sentences(text)
    return round(_counter("en-us").flesch_kincaid_grade_level(said).score, 1) if said else 0.0


def inflesz(text: str) -> float:
    """How easily this Spanish text is read, 0 to about 120: 55 and more is normal, 65 easy, 80 very easy."""
    said = _sentences(text)
    return round(_counter("es").szigriszt_pazos(said).score, 1) if said else 100.0


def reading_problem(text: str, language: str) -> str:
    """A sentence where the text is too hard to read for a frightened person; "" otherwise."""
    if language == "es":
        return f"it reads at {ease:.0f} on the INFLESZ scale" if (ease := inflesz(text)) < LEAST_INFLESZ else ""
    return f"it reads at grade {grade:.1f}" if (grade := reading_grade(text)) > HARDEST_GRADE else ""


def _sentences(text: str) -> str:
    said = PARAGRAPH.sub(". ", text.strip())
    return f"{said.rstrip('.!? ')}." if re.search(r"[^\W\d_]", said) else ""


@cache
def _counter(code: str) -> "ReadSight":
    """Loaded once for a language, about 40 ms. The library wants to keep what it has loaded in the home folder, which a server may not
    have: it gets a folder that is gone afterwards."""
    import readsight  # noqa: PLC0415 - takes a tenth of a second, and most processes read no text
    from readsight.config import Config  # noqa: PLC0415

    data = Path(readsight.__file__).with_name("data")
    with TemporaryDirectory() as nowhere:
        readsight.ReadSight.set_default_config(Config(str(data / "patterns"), str(data / "languages"), nowhere))
        return readsight.ReadSight(code)
