"""Two entries of one person: whether they may be joined, and what the kept one takes over. Nothing is ever thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

ADDRESS = ("street", "city", "region")
FILLABLE = ("phone", "email", *ADDRESS, "zip", "interpreter", "interpreter_language", "wheelchair", "transport", "escort", "is_nervous")
"""Columns that are taken over where the kept entry says nothing. Consent is none of them: it was given for one number, and is asked again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a chart, as joining sees it. `has_merged` says that others were merged into it."""

    id: UUID
    practice_id: UUID
    is_merged: bool
    has_merged: bool


def why_not_merge(kept: Entry, merged: Entry) -> str:
    """A sentence where the two may not be joined, else "". A chain is refused: what was joined in two steps is separated in two."""
    if kept.id == merged.id:
        return "These are one and the same entry. Nothing was changed."
    if kept.practice_id != merged.practice_id:
        return "These entries belong to two practices, and stay apart. Nothing was changed."
    if kept.is_merged or merged.is_merged:
        return "One of these entries was joined with another already. Nothing was changed."
    if merged.has_merged:
        return "Another entry was joined into the one that would go. Keep that one instead, or separate them first. Nothing was changed."
    return ""


def fill_in(kept: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[str, Any]:
    """Column -> value that the kept entry takes over: what it does not say and the other one does. An address is one thing, never two halves."""
    elsewhere = any(kept[column] for column in ADDRESS) or bool(kept["zip"] and kept["zip"][:5] != merged["zip"][:5])
    columns = (column for column in FILLABLE if not (elsewhere and column in ADDRESS))
    return {column: merged[column] for column in columns if not kept[column] and merged[column]}


def take_back(filled: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Column -> value of the kept entry once the two are apart: empty again where it still says what was taken over.

    What somebody has corrected since stays as it was corrected.
    """
    return {column: type(value)() for column, value in filled.items() if now[column] == value}
