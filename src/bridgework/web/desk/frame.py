"""What surrounds every page of the desk: the menu with its counts, who is here, for which practice, and the search."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.lookups.menu import Counts, Waiting, count_waiting
from bridgework.lookups.worklist import MOST_COUNTED
from bridgework.rules.facts import ROLES
from bridgework.rules.permissions import may
from bridgework.web.shared.second_step import missing_from

ROLE_WORDS = {
    "referrer": gettext_lazy("referrer"),
    "coordinator": gettext_lazy("coordinator"),
    "triage": gettext_lazy("triage"),
    "scheduler": gettext_lazy("scheduler"),
    "clinician": gettext_lazy("clinician"),
    "manager": gettext_lazy("manager"),
    "administrator": gettext_lazy("administrator"),
}
ENTRIES = (
    ("worklist", gettext_lazy("Worklist"), "worklist", "read_referrals"),
    ("referrals", gettext_lazy("Referrals"), "sent_referrals", "read_referrals"),
    ("intake", gettext_lazy("Intake"), "intake", "take_in"),
    ("calendar", gettext_lazy("Calendar"), "calendar", "read_referrals"),
    ("calls", gettext_lazy("Calls"), "calls", "schedule"),
    ("messages", gettext_lazy("Messages"), "messages_sent", "read_referrals"),
    ("measures", gettext_lazy("Measures"), "measures", "measure"),
    ("users", gettext_lazy("Patients"), "patients", "refer"),
    ("directory", gettext_lazy("Directory"), "directory", "read_referrals"),
    ("settings", gettext_lazy("Settings"), "settings", "run_practice"),
)
"""Key (also of the icon), label, name of the address, and the act that the viewer must be allowed."""
ONLY_RECEIVING = frozenset({"intake", "calendar", "calls"})


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of `shared/desk.html`; for somebody without a practice nothing but the time."""
    viewer, place = getattr(request, "viewer", None), getattr(request, "place", None)
    now = getattr(request, "now", None)
    if viewer is None or place is None:
        return {"now": now, "demo_url": demo_url()}
    return {
        "now": now,
        "viewer": viewer,
        "role_words": ", ".join(str(ROLE_WORDS[role]) for role in ROLES if role in viewer.roles),
        "practices": [
            {"id": other.practice_id, "name": other.practice_name, "current": other.practice_id == place.practice_id}
            for other in request.places
        ],
        "nav": Menu(request),
        "search_url": address("search") if may(viewer, "read_referrals") else "",
        "new_referral_url": address("new_referral") if may(viewer, "refer") else "",
        "switch_practice_url": address("switch_practice"),
        "away_url": address("away"),
        "account_url": address("account_change_password"),
        "second_step_by": missing_from(request),
        "sign_out_url": address("account_logout"),
        "demo_url": demo_url(),
    }


class Menu:
    """The menu, made when a page first asks for it: a fragment without one costs no count."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __iter__(self) -> Any:
        return iter(self[:])

    @cached_property
    def waiting(self) -> Waiting:
        """What the menu counts, and whether sending is held."""
        return count_waiting(self.request.viewer, receives=self.request.place.receives, now=self.request.now)

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """The entries that the viewer may open."""
        return _entries(self.request, self.waiting.counts)

    @cached_property
    def drawn(self) -> str:
        """The list as a page shows it twice: at the side, and in the sheet of a phone."""
        return render_to_string("shared/nav.html", {"nav": self[:]})

    def __getitem__(self, part: Any) -> Any:
        return self.entries[part]


def _entries(request: HttpRequest, counts: Mapping[str, Counts]) -> list[dict[str, Any]]:
    viewer, place = request.viewer, request.place
    entries = []
    for key, label, name, act in ENTRIES:
        url = address(name)
        if not url or not may(viewer, act) or (key in ONLY_RECEIVING and not place.receives):
            continue
        count, late = counts.get(key, (0, False))
        here = (
            request.path == url
            or (url != "/" and request.path.startswith(url))
            or (key == "worklist" and request.path in ("/", "/worklist/"))
        )
        entries.append({"key": key, "label": label, "url": url, "count": bounded(count), "late": late, "current": here})
    return entries


def bounded(count: int) -> str:
    """A count as it is shown: "" for none, "99+" where counting stopped."""
    return "" if not count else _("99+") if count >= MOST_COUNTED else str(count)


def demo_url() -> str:
    """The page of the cast; "" outside the demo, where it does not exist."""
    return address("demo") if settings.DEMO else ""


def address(name: str) -> str:
    """The address of that name, or "" where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
