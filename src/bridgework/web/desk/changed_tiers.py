"""Urgency that people changed: who did how often, and the changes behind each number."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bridgework.lookups.tier_changes import DIRECTIONS, Direction, list_tier_changes, tier_changes_since
from bridgework.reports.funnel import PERIODS, begin_of
from bridgework.web.desk.worklist import after_of, after_text
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

DIRECTION_WORDS: dict[Direction, Any] = {
    "raised": gettext_lazy("More urgent"),
    "lowered": gettext_lazy("Less urgent"),
    "back": gettext_lazy("Back to the signs"),
}


def changed_tiers_by_person(request: HttpRequest, days: int) -> list[dict[str, Any]]:
    """The lines of the table on *Measures*, each number with the address of its list."""
    behind = reverse("changed_tiers")
    return [
        {
            "who": one.who,
            "numbers": [
                {
                    "words": words,
                    "count": getattr(one, direction),
                    "url": f"{behind}?{urlencode({'who': one.who, 'direction': direction, 'days': days})}",
                }
                for direction, words in DIRECTION_WORDS.items()
            ],
        }
        for one in tier_changes_since(request.viewer, begin_of(days, request.place.time_zone, request.now))
    ]


@staff_may("read_referrals")
@require_safe
def changed_tiers(request: HttpRequest) -> HttpResponse:
    """The changes that one number counts: `who` made them, `direction` is raised, lowered or back, `days` 30 or 90."""
    who, asked, days = (request.GET.get(name, "") for name in ("who", "direction", "days"))
    direction = next((one for one in DIRECTIONS if one == asked), DIRECTIONS[0])
    period = int(days) if days in map(str, PERIODS) else PERIODS[0]
    since = begin_of(period, request.place.time_zone, request.now)
    page = list_tier_changes(request.viewer, since, changed_by=who, direction=direction, before=after_of(request.GET.get("before")))
    audited(request, request.viewer, "urgency changed by a person", sorted({row.referral_id for row in page.rows if row.referral_id}))
    query = {"who": who, "direction": direction, "days": period}
    here = reverse("changed_tiers")
    context = {
        "rows": page.rows,
        "who": who,
        "words": DIRECTION_WORDS[direction],
        "days": period,
        "back_url": f"{reverse('measures')}?{urlencode({'side': 'received', 'days': period})}",
        "next_url": f"{here}?{urlencode(query | {'before': after_text(page.before)})}" if page.before else "",
        "first_url": f"{here}?{urlencode(query)}" if request.GET.get("before") else "",
    }
    return render(request, "desk/changed_tiers.html", context)
