"""What was told to whom, when, by which channel, and what became of it."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.drop_message import drop_message
from bridgework.lookups.letters import letters_waiting
from bridgework.lookups.messages_sent import list_messages
from bridgework.lookups.replies import count_replies
from bridgework.lookups.wordings import count_waiting_words
from bridgework.rules.permissions import may
from bridgework.web.desk.reach_numbers import reach_number
from bridgework.web.desk.worklist import after_of, after_text
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
    """`status` is one of FILTERS, `before` is where the last page ended; `what` and the rest of `reach_number`: behind a number of *Reach*."""
    status = request.GET.get("status", "")
    status = status if status in FILTERS else ""
    number = reach_number(request)
    rows, rest = list_messages(
        request.viewer, status=status, behind=number.behind if number else None, before=after_of(request.GET.get("before"))
    )
    audited(request, request.viewer, "messages", sorted({row.referral_id for row in rows}))
    here = reverse("messages_sent")
    asked = number.query if number else {"status": status}
    context = {
        "rows": rows,
        "chips": [
            {"label": label, "url": f"{here}?status={code}" if code else here, "current": code == status and not number}
            for code, label in FILTERS.items()
        ],
        "number": number,
        "letters": letters_waiting(request.viewer),
        "receives": request.place.receives,
        "waiting_replies": count_replies(request.viewer),
        "next_url": f"{here}?{urlencode(asked | {'before': after_text(rest)})}" if rest else "",
        "first_url": f"{here}?{urlencode(asked)}" if request.GET.get("before") else "",
    }
    if may(request.viewer, "keep_words") and request.place.receives:
        context |= {"has_words": True, "waiting_words": count_waiting_words(request.viewer, today=timezone.localdate(request.now))}
    return render(request, "desk/messages.html", context)


@staff_may("acknowledge")
@require_POST
def take_over_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """A person tells the patient or the office themselves: the message that did not arrive is theirs no more to send."""
    drop_message(request.viewer, message_id, now=request.now)
    messages.success(request, _("Noted: you tell them yourself. Nothing more is sent about this."))
    return redirect(reverse("messages_sent") + "?status=trouble")
