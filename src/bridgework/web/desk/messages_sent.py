"""What was told to whom, when, by which channel, and what became of it."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bridgework.lookups.messages_sent import list_messages
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

FILTERS = {
    "": gettext_lazy("All"),
    "trouble": gettext_lazy("Did not arrive"),
    "planned": gettext_lazy("Planned"),
    "sent": gettext_lazy("Sent"),
    "delivered": gettext_lazy("Delivered"),
}


@staff_may("read_referrals")
@require_safe
def messages_sent(request: HttpRequest) -> HttpResponse:
    """`status` is one of FILTERS, `before` is where the last page ended."""
    status = request.GET.get("status", "")
    status = status if status in FILTERS else ""
    rows, rest = list_messages(request.viewer, status=status, before=moment_of(request.GET.get("before")))
    audited(request, request.viewer, "messages", sorted({row.referral_id for row in rows}))
    here = reverse("messages_sent")
    context = {
        "rows": rows,
        "chips": [{"label": label, "url": f"{here}?status={code}" if code else here, "current": code == status} for code, label in FILTERS.items()],
        "next_url": f"{here}?{urlencode({'status': status, 'before': rest.isoformat()})}" if rest else "",
        "first_url": f"{here}?{urlencode({'status': status})}" if request.GET.get("before") else "",
    }
    return render(request, "desk/messages.html", context)


def moment_of(given: str | None) -> datetime | None:
    """A moment of an address, or None where it is none."""
    try:
        moment = datetime.fromisoformat(given or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
