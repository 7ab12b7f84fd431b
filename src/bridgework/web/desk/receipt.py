"""What the sender has in hand once a referral is sent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bridgework.lookups.referral import find_referral
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.receipt import receipt_of
from bridgework.web.shared.viewing import audited


@staff_may("read_referrals")
@require_safe
def receipt(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What the sender has in hand at once: the number, the promised time, what is missing, what happens next."""
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    if page.side != "initiator":
        return redirect("referral", referral_id)
    if page.sent_at is None:
        return redirect("draft", referral_id)
    audited(request, request.viewer, "receipt", [page.id])
    sent_link = any(message.recipient == "patient" for message in page.messages)
    lines = receipt_of(page, reader_zone=request.place.time_zone)
    return render(request, "desk/draft/receipt.html", {"page": page, "sent_link": sent_link, "receipt": lines})
