"""What the services for text messages and e-mail report later. Nothing is believed before it is shown to be theirs, and nothing of it is logged."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bridgework.actions.record_receipts import Report, keep_reports
from bridgework.connections.door import Receipt, Unreadable
from bridgework.connections.email.receive import EmailReceiver
from bridgework.connections.sms.receive import SmsReceiver
from bridgework.rules.refusals import NotFound
from bridgework.web.shared.entry import anyone_may

MOST_BYTES = 16 * 1024
"""A receipt has about 400."""
MOST_MAIL_BYTES = 1024 * 1024
"""Mail services report in batches: Mandrill's and SparkPost's have up to 500 kilobytes."""


@csrf_exempt
@require_POST
@anyone_may
def sms_status(request: HttpRequest) -> HttpResponse:
    """One receipt, in whatever order and however often it comes. 403 for a call that the service did not sign, 204 for all others."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return HttpResponse("Too long.\n", status=413, content_type="text/plain")
    told = SmsReceiver(settings.SMS_TOKEN).receive(
        settings.URL + request.get_full_path(), request.POST.dict(), request.headers.get("X-Twilio-Signature", "")
    )
    if isinstance(told, Unreadable):
        return HttpResponse(f"{told.sentence}\n", status=403, content_type="text/plain")
    if isinstance(told, Receipt):
        keep([told], request.now)
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
@anyone_may
def email_status(request: HttpRequest) -> HttpResponse:
    """The receipts of a mail service. 403 for a call that is not the service's, 404 where none is set up, 204 for all others."""
    if not (settings.MAIL_SERVICE and settings.MAIL_REPORTS):
        raise NotFound
    if int(request.headers.get("Content-Length") or 0) > MOST_MAIL_BYTES:
        return HttpResponse("Too long.\n", status=413, content_type="text/plain")
    told = EmailReceiver(settings.MAIL_SERVICE).receive(request)
    if isinstance(told, Unreadable):
        return HttpResponse(f"{told.sentence}\n", status=403, content_type="text/plain")
    keep(told, request.now)
    return HttpResponse(status=204)


def keep(receipts: Sequence[Receipt], now: datetime) -> None:
    """What the service reports of messages that it had accepted."""
    keep_reports([Report(receipt.provider_id, receipt.status, receipt.sentence) for receipt in receipts], now=now)
