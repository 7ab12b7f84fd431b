"""Settings: the words to patients and offices - which there are, whose are said, what waits for approval or review."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bridgework.lookups.wordings import WordingRow, list_wordings
from bridgework.messages.kind_words import CHANNEL_NAMES, GROUPS, LANGUAGE_NAMES, name_of
from bridgework.web.shared.entry import staff_may

STATES = {
    "": gettext_lazy("All"),
    "draft": gettext_lazy("Wait for approval"),
    "review": gettext_lazy("To read again"),
    "own": gettext_lazy("Your words"),
    "program": gettext_lazy("Built-in words"),
    "behind": gettext_lazy("One language changed"),
}
PILLS = {"draft": "warn", "review": "alert", "own": "good", "program": ""}


@staff_may("keep_words")
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """`q` is looked for in names and texts, `state` is one of STATES. For htmx only the list. Who receives no referrals has no words."""
    if not request.place.receives:
        return render(request, "desk/words/none.html")
    q = " ".join(request.GET.get("q", "").split())[:80]
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows = list_wordings(request.viewer, today=timezone.localdate(request.now))
    here = reverse("wordings")
    context = {
        "groups": groups_of([row for row in rows if fits(row, q, state)]),
        "q": q,
        "state": state,
        "chips": [
            {
                "label": label,
                "url": f"{here}?{urlencode({'state': code, 'q': q})}",
                "current": code == state,
                "count": sum(fits(row, "", code) for row in rows) if code in ("draft", "review", "own", "behind") else 0,
            }
            for code, label in STATES.items()
        ],
    }
    return render(request, "desk/words/rows.html" if request.htmx else "desk/words/list.html", context)


def fits(row: WordingRow, q: str, state: str) -> bool:
    """Whether the row is looked for: every word stands in its name, its channel or its text."""
    if state and not (row.left_behind if state == "behind" else row.state == state):
        return False
    text = f"{name_of(row.kind)} {CHANNEL_NAMES[row.channel]} {LANGUAGE_NAMES[row.language]} {row.text}".lower()
    return all(word in text for word in q.lower().split())


def groups_of(rows: list[WordingRow]) -> list[dict[str, Any]]:
    """The rows under the headings of the page: a message with its channels and languages."""
    by_kind: dict[str, list[WordingRow]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    groups = [
        {"code": code, "name": name, "kinds": [_kind(kind, by_kind[kind]) for kind in kinds if kind in by_kind]}
        for code, (name, kinds) in GROUPS.items()
    ]
    return [group for group in groups if group["kinds"]]


def _kind(kind: str, rows: list[WordingRow]) -> dict[str, Any]:
    return {
        "name": name_of(kind),
        "text": rows[0].text,
        "channels": [
            (
                CHANNEL_NAMES[channel],
                [
                    {
                        "language": LANGUAGE_NAMES[row.language],
                        "url": reverse("wording", args=[kind, channel, row.language]),
                        "state": STATES[row.state],
                        "pill": PILLS[row.state],
                        "left_behind": row.left_behind,
                    }
                    for row in rows
                    if row.channel == channel
                ],
            )
            for channel in dict.fromkeys(row.channel for row in rows)
        ],
    }
