"""Each number of *Reach* opens the messages that it counts: its address, and what the address means."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.lookups.reach import Behind, Reached
from bridgework.messages.kind_words import CHANNEL_NAMES, LANGUAGE_NAMES, NAMES, name_of
from bridgework.reports.funnel import PERIODS, begin_of
from bridgework.web.desk.asking import uuid_of

LETTER = gettext_lazy("Letter")
NAMED: dict[str, Any] = {
    "sent": gettext_lazy("Sent"),
    "arrived": gettext_lazy("Arrived"),
    "opened": gettext_lazy("Opened"),
    "booked": gettext_lazy("Booked within a week"),
    "failed": gettext_lazy("Did not arrive"),
    "dropped": gettext_lazy("Not needed any more"),
}


@dataclass(frozen=True, slots=True)
class ReachNumber:
    """Messages behind a number: which, the query of their address, what a page says above them, and the way back."""

    behind: Behind
    query: dict[str, Any]
    title: str
    back: str


def where_of(channel: str, language: str) -> str:
    """Channel and language in words."""
    return f"{LETTER if channel == 'letter' else CHANNEL_NAMES.get(channel, channel)}, {LANGUAGE_NAMES.get(language, language)}"


def urls_of(row: Reached, days: int) -> dict[str, str]:
    """The addresses of a row's numbers by column."""
    query = {
        "kind": row.kind,
        "channel": row.channel,
        "language": row.language,
        "step": "" if row.step is None else row.step,
        "wording": row.wording.id if row.wording else "",
        "days": days,
    }
    return {what: f"{reverse('messages_sent')}?{urlencode({'what': what} | query)}" for what in NAMED}


def reach_number(request: HttpRequest) -> ReachNumber | None:
    """What the address asks for; None where it asks for none, or for nonsense."""
    asked = request.GET
    what, kind, step, days = (asked.get(name, "") for name in ("what", "kind", "step", "days"))
    if what not in NAMED or kind not in NAMES or days not in {str(one) for one in PERIODS}:
        return None
    channel, language = asked.get("channel", "")[:10], asked.get("language", "")[:10]
    since: datetime = begin_of(int(days), request.place.time_zone, request.now)
    number = int(step) if step.isascii() and step.isdecimal() and len(step) < 4 else None
    query = {name: asked.get(name, "") for name in ("what", "kind", "channel", "language", "step", "wording", "days")}
    period = _("last %(days)s days") % {"days": days}
    return ReachNumber(
        Behind(kind, channel, language, number, uuid_of(asked.get("wording")), what, since),
        query,
        f"{NAMED[what]}: {name_of(kind)}, {where_of(channel, language)}, {period}",
        f"{reverse('reach')}?{urlencode({'days': days})}",
    )
