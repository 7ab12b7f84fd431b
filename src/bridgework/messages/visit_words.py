"""What a visit is called where anybody may read it: nothing of the problem, and yet the right visit."""

from collections.abc import Mapping

VISITS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "": "your visit",
        "retreatment": "your second look",
        "cracked_tooth": "your first look",
        "orthodontic": "your first visit",
        "child": "your child's visit",
    },
    "es": {
        "": "su cita",
        "retreatment": "su segunda revisión",
        "cracked_tooth": "su primera revisión",
        "orthodontic": "su primera cita",
        "child": "la cita de su hijo/a",
    },
}
"""Language, then purpose (`rules.purposes`). A purpose that is not here would tell too much, or nothing more."""


def visit_in_words(purpose: str, language: str) -> str:
    """The visit by its neutral name."""
    named = VISITS[language]
    return named.get(purpose, named[""])
