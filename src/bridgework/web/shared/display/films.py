"""The film viewer, with its films and its words as JSON."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from bridgework.web.shared.display.library import register

FILM_FACTS = (
    "id",
    "label",
    "kind",
    "image",
    "pixels",
    "width",
    "height",
    "bits",
    "window_center",
    "window_width",
    "photometric",
    "spacing_mm",
    "media",
    "turns",
    "slices",
    "slices_url",
    "first_slice",
    "edges",
    "side",
)


FILM_WORDS = {
    "tools": gettext_lazy("Film tools"),
    "which": gettext_lazy("Which film"),
    "previous": gettext_lazy("Previous film"),
    "next": gettext_lazy("Next film"),
    "out": gettext_lazy("Zoom out"),
    "in": gettext_lazy("Zoom in"),
    "fit": gettext_lazy("Fit"),
    "window": gettext_lazy("Brightness and contrast"),
    "invert": gettext_lazy("Invert"),
    "rotate": gettext_lazy("Turn right"),
    "measure": gettext_lazy("Measure"),
    "reset": gettext_lazy("As it was"),
    "beside": gettext_lazy("Two side by side"),
    "together": gettext_lazy("Move both together"),
    "large": gettext_lazy("Whole screen"),
    "slice": gettext_lazy("Slice"),
    "slice_of": gettext_lazy("slice {n} of {t}"),
    "how_slices": gettext_lazy("Page Up and Page Down, or the wheel"),
    "side_R": gettext_lazy("patient’s right side"),
    "side_L": gettext_lazy("patient’s left side"),
    "edges": gettext_lazy("letters at the edges: the patient’s right, left, head, feet, front (A) and back (P)"),
    "loading": gettext_lazy("Getting the film …"),
    "failed": gettext_lazy("The film could not be shown. Load the page again; the original is kept."),
    "document": gettext_lazy("a document"),
    "open": gettext_lazy("Open it"),
    "level": gettext_lazy("level and width"),
    "uncorrected": gettext_lazy("not corrected for magnification"),
    "how_window": gettext_lazy("drag: up brighter, right softer; or arrow keys"),
    "how_measure": gettext_lazy("drag a line; or arrow keys and Enter"),
}


@register.inclusion_tag("shared/film_viewer.html")
def film_viewer(films: Iterable[Any], open: str = "") -> dict[str, Any]:  # noqa: A002 - reads as a word in templates
    """The viewer with these films (mappings or objects with the facts named above); `open` is the id of the one to show first."""
    known = [{fact: _fact(film, fact) for fact in FILM_FACTS} for film in films]
    words = {name: str(text) for name, text in FILM_WORDS.items()}
    return {"films": known, "films_json": json.dumps(known, default=str), "words_json": json.dumps(words), "open": open}


def _fact(film: Any, fact: str) -> Any:
    return film.get(fact) if isinstance(film, dict) else getattr(film, fact, None)
