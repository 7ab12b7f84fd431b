"""What the history's sentences are made of."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

Details = Mapping[str, Any]
Sentence = tuple[Callable[[str, Details], str], str]
"""What says it, of who did it and the details that were kept; and how it looks ("", "bad" or "message")."""


def when(details: Details, key: str) -> str:
    """A time of the details as people say it: "Tue, Nov 24, 11:15 AM"; "" where there is none."""
    value = details.get(key)
    if not value:
        return ""
    at = datetime.fromisoformat(str(value))
    return date_format(timezone.localtime(at), "D, M j, g:i A")


def with_note(sentence: str, details: Details, key: str = "note") -> str:
    """The sentence, and what somebody wrote about it in quotes."""
    note = str(details.get(key) or "").strip()
    return f"{sentence} “{note}”" if note else sentence


def plain(template: Any) -> Callable[[str, Details], str]:
    """A sentence in which only the name changes, and the file that it is about."""

    def say(who: str, details: Details) -> str:
        return str(template) % {"who": who, "film": details.get("film") or _("a file")}

    return say


def noted(template: Any, key: str = "note") -> Callable[[str, Details], str]:
    """The same with what somebody wrote, at the end in quotes."""

    def say(who: str, details: Details) -> str:
        return with_note(str(template) % {"who": who}, details, key)

    return say
