"""Careful steps into a parsed tree: whatever is missing, or of another shape than published, is simply not there."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

from bridgework.connections.fhir.limits import MAX_TEXT

Node = dict[str, Any]
SEMANTIC_TAG = re.compile(r" \((?:finding|disorder|procedure|situation|substance|product|body structure|ingredient)\)$", re.IGNORECASE)


def many(node: Any, *path: str) -> list[Any]:
    """Everything at the end of `path`, through lists and single values alike."""
    found = [node]
    for step in path:
        found = [part for value in found if isinstance(value, dict) and step in value for part in listed(value[step])]
    return found


def listed(value: Any) -> list[Any]:
    """A value as a list; a missing one as an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def one(node: Any, *path: str) -> Node:
    """The first record at the end of `path`, or an empty one."""
    return next((found for found in many(node, *path) if isinstance(found, dict)), {})


def word(node: Any, *path: str) -> str:
    """The first text at the end of `path` in one line, or ""."""
    return next((line(found) for found in many(node, *path) if isinstance(found, (str, int, float)) and not isinstance(found, bool)), "")


def line(value: object) -> str:
    """Text in one line without control characters, at most MAX_TEXT long."""
    text = str(value)[: 2 * MAX_TEXT]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:MAX_TEXT]


def words(node: Any, *path: str, between: str = " ") -> str:
    """All texts at the end of `path` in one line."""
    return line(between.join(found for found in many(node, *path) if isinstance(found, str)))


def day(node: Any, *path: str) -> date | None:
    """A FHIR date or date-time as its calendar day where it was written; None for partial dates ("2020-03") and for nonsense."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", word(node, *path))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def instant(node: Any, *path: str) -> datetime | None:
    """A FHIR date-time with its zone, or None where it is absent, has no zone or makes no sense."""
    try:
        found = datetime.fromisoformat(word(node, *path))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def concept(node: Any) -> str:
    """A CodeableConcept in words: its own text, or the display of its first coding that has one, without SNOMED's "(finding)"."""
    return SEMANTIC_TAG.sub("", word(node, "text") or word(node, "coding", "display"))


def codings(node: Any) -> Iterator[tuple[str, str, str]]:
    """Each coding of a CodeableConcept as (system, code, display)."""
    for coding in many(node, "coding"):
        if isinstance(coding, dict):
            yield word(coding, "system"), word(coding, "code"), word(coding, "display")


def named(resource: Node) -> str:
    """How a sentence calls a resource: type and id, as they stand in the file."""
    return f"{line(resource.get('resourceType', 'a record'))[:40]} {word(resource, 'id')[:60]}".strip()


class Narrative(HTMLParser):
    """XHTML narrative to plain text: block ends become line ends, everything else but the words is dropped."""

    BLOCKS = frozenset(("p", "div", "tr", "li", "br", "h1", "h2", "h3", "h4"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)
        self.parts.append("\n" if tag in self.BLOCKS else " ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def narrative(node: Any) -> str:
    """The words of a resource's or section's narrative, one line for each block, at most MAX_TEXT long."""
    markup = next((found for found in many(node, "text", "div") if isinstance(found, str)), "")
    reader = Narrative()
    reader.feed(markup[: 20 * MAX_TEXT])
    lines = (line(part) for part in "".join(reader.parts).split("\n"))
    return "\n".join(part for part in lines if part)[:MAX_TEXT]
