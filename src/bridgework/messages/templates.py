"""The words that come with the program: small text files under `words/<kind>/<channel>[.<purpose>][.nervous].<language>`.

`{name}` is filled in; a line with a name that has no value is left out. An e-mail begins with its subject. A practice's own words have the
same form and stand in `lookups.words_in_force`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("words")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SUBJECT = "Subject: "
NERVOUS = "nervous"
Place = tuple[str, bool]
"""A purpose ("" for every visit) and whether the words are for somebody who said that they are nervous."""


def places_for(purpose: str, anxious: bool) -> tuple[Place, ...]:
    """Where words are looked for, the most fitting first: kindness to the nervous comes before the purpose."""
    calm = tuple(dict.fromkeys(((purpose, False), ("", False))))
    return tuple(dict.fromkeys(((purpose, True), ("", True), *calm))) if anxious else calm


def read_template(kind: str, channel: str, language: str, *, purpose: str = "", anxious: bool = False) -> str:
    """The text that fits best. Raises FileNotFoundError where there are no such words; a test proves that there are for every planned kind."""
    found = next((text for place in places_for(purpose, anxious) if (text := shipped(kind, channel, language, *place)) is not None), None)
    if found is None:
        raise FileNotFoundError(WORDS / kind / file_name(channel, language))
    return found


@cache
def shipped(kind: str, channel: str, language: str, purpose: str = "", anxious: bool = False) -> str | None:
    """The text of exactly this place; None where no file is."""
    path = WORDS / kind / file_name(channel, language, purpose, anxious)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def file_name(channel: str, language: str, purpose: str = "", anxious: bool = False) -> str:
    """The name of the file of a place."""
    return ".".join(part for part in (channel, purpose, NERVOUS if anxious else "", language) if part)


def every_file() -> Iterator[tuple[str, str, str, str, bool]]:
    """Every file that there is: kind, channel, language, purpose, anxious. Raises ValueError for a name that says something else."""
    for path in sorted(WORDS.glob("*/*")):
        channel, language, purpose, anxious = parts_of(path.name)
        yield path.parent.name, channel, language, purpose, anxious


def parts_of(name: str) -> tuple[str, str, str, bool]:
    """Channel, language, purpose and mood from a file's name. Raises ValueError for any other name."""
    channel, *between, language = name.split(".")
    anxious = between[-1:] == [NERVOUS]
    purpose = between[: len(between) - anxious]
    if len(purpose) > 1:
        raise ValueError(name)
    return channel, language, purpose[0] if purpose else "", anxious


def with_subject(subject: str, body: str) -> str:
    """The form of a file from its two parts; words without a subject are their body alone."""
    return f"{SUBJECT}{subject}\n\n{body}" if subject else body


def without_subject(template: str) -> tuple[str, str]:
    """Subject and body; the subject is "" where the words have none."""
    if not template.startswith(SUBJECT):
        return "", template.strip()
    subject, _, body = template.partition("\n")
    return subject.removeprefix(SUBJECT).strip(), body.strip()


def fill(template: str, values: dict[str, str]) -> str:
    """The template with its placeholders filled in. Raises KeyError for one that does not exist."""
    lines = []
    for words, names in _lines(template):
        filled = [values[name] for name in names]
        if all(filled):
            lines.append("".join(part for pair in zip(words, [*filled, ""], strict=True) for part in pair))
    # A time in Spanish ends in a full stop of its own.
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).replace(".m..", ".m.")).strip()


@lru_cache(maxsize=1024)
def _lines(template: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Each line as the words around its placeholders and their names."""
    split = (PLACEHOLDER.split(line) for line in template.split("\n"))
    return tuple((tuple(parts[::2]), tuple(parts[1::2])) for parts in split)
