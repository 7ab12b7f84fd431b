"""Every referral that the practice ever sent or received: where it stands, who has the ball."""

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bridgework.lookups.sent_referrals import FILTERS, ReferralRow, Tab, count_referrals, list_referrals
from bridgework.messages.next_steps import step_title
from bridgework.rules.permissions import may
from bridgework.rules.search_words import read_search
from bridgework.web.desk.frame import bounded
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

LABELS = {
    "all": gettext_lazy("All"),
    "ours": gettext_lazy("With us"),
    "theirs": gettext_lazy("With the other practice"),
    "no_visit": gettext_lazy("No visit after 14 days"),
    "reports": gettext_lazy("Reports to read"),
    "drafts": gettext_lazy("Drafts"),
    "closed": gettext_lazy("Closed"),
}
EMPTY = {
    "ours": (gettext_lazy("Nothing waits for you"), gettext_lazy("Every open referral is with somebody else right now.")),
    "theirs": (gettext_lazy("Nothing is with the others"), gettext_lazy("No open referral waits for the other practice.")),
    "no_visit": (gettext_lazy("Everybody has a visit"), gettext_lazy("No referral has waited 14 days without a booked visit.")),
    "reports": (gettext_lazy("No report to read"), gettext_lazy("Reports that come back stand here until you confirm that you have them.")),
    "drafts": (gettext_lazy("No drafts"), gettext_lazy("A referral that is not sent yet stands here, so that it is not forgotten.")),
    "closed": (
        gettext_lazy("No loop has closed yet"),
        gettext_lazy("A referral is closed when the visit has happened and you have the report."),
    ),
}
"""What an empty filter means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its words and addresses."""

    row: ReferralRow
    url: str
    beside_url: str
    step: str


@staff_may("read_referrals")
@require_http_methods(["GET", "HEAD", "POST"])
def sent_referrals(request: HttpRequest) -> HttpResponse:
    """The list. Filters are links; a search is posted, so that no name is ever part of an address."""
    viewer, place = request.viewer, request.place
    if request.GET.get("show") == "drafts" and may(viewer, "refer"):
        return redirect("drafts")
    asked = request.GET.get("tab") or ("received" if place.receives else "sent")
    tab: Tab = "received" if asked == "received" else "sent"
    show = request.GET.get("show", "all")
    show = show if show in FILTERS[tab] else "all"
    typed = request.POST.get("q", "").strip()
    words = read_search(typed, place.tooth_system)
    found = list_referrals(
        viewer,
        tab,
        now=request.now,
        show=show,
        words=words,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        tooth_system=place.tooth_system,
    )
    rows = () if typed and words.is_empty else found.rows
    audited(request, viewer, "referrals", [row.id for row in rows])
    context = {
        "rows": [row_entry(row, request.get_full_path()) for row in rows],
        "tab": tab,
        "has_tabs": place.receives,
        "show": show,
        "q": typed,
        "chips": _chips(tab, show, count_referrals(viewer, tab, now=request.now)),
        "previous_url": _page(tab, show, before=found.before) if found.before and not typed else "",
        "next_url": _page(tab, show, after=found.after) if found.after and not typed else "",
        "is_cut": bool(typed and found.after),
        "empty": EMPTY.get(show),
        "form_url": _page(tab, show),
    }
    return render(request, "desk/sent/results.html" if request.htmx else "desk/sent/list.html", context)


def row_entry(row: ReferralRow, back: str = "") -> Entry:
    """A row for `desk/sent/rows.html`. A draft opens as the form it still is."""
    query = f"?{urlencode({'back': back})}" if back else ""
    is_open_draft = row.is_draft and not row.is_discarded
    return Entry(
        row=row,
        url=reverse("draft", args=[row.id]) if is_open_draft else reverse("referral", args=[row.id]) + query,
        beside_url="" if is_open_draft else reverse("referral_beside", args=[row.id]) + query,
        step=_("Given up") if row.is_discarded else step_title(row.next_step, ours=row.ball == "us", tier=row.tier, late=row.stages.late),
    )


def _chips(tab: Tab, show: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "label": LABELS[code],
            "url": _page(tab, code),
            "current": code == show,
            "count": bounded(counts.get(code, 0)),
            "late": code == "no_visit" and bool(counts.get(code)),
        }
        for code in FILTERS[tab]
    ]


def _page(tab: Tab, show: str, **key: str) -> str:
    query: dict[Literal["tab", "show", "after", "before"], str] = {"tab": tab}
    if show != "all":
        query["show"] = show
    return f"{reverse('sent_referrals')}?{urlencode(query | key)}"
