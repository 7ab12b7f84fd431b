"""What the text message service reports later. Nothing is believed before its signature is right, and nothing of it is logged."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bridgework.actions.defer_job import defer_job
from bridgework.actions.record_receipt import record_receipt
from bridgework.connections.door import Receipt, Unreadable
from bridgework.connections.sms.receive import SmsReceiver
from bridgework.web.shared.entry import anyone_may

MOST_BYTES = 16 * 1024
"""A receipt has about 400."""


@csrf_exempt
@require_POST
@anyone_may
def sms_status(request: HttpRequest) -> HttpResponse:
    """One receipt, in whatever order and however often it comes. 403 for a call that the service did not sign, 204 for all others.

    One that is faster than the answer to the attempt itself is kept as a job.
    """
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return HttpResponse("Too long.\n", status=413, content_type="text/plain")
    told = SmsReceiver(settings.SMS_TOKEN).receive(
        settings.URL + request.get_full_path(), request.POST.dict(), request.headers.get("X-Twilio-Signature", "")
    )
    if isinstance(told, Unreadable):
        return HttpResponse(f"{told.sentence}\n", status=403, content_type="text/plain")
    if isinstance(told, Receipt) and not record_receipt(told.provider_id, told.status, now=request.now, sentence=told.sentence):
        defer_job("take_receipt", provider_id=told.provider_id, status=told.status, sentence=told.sentence)
    return HttpResponse(status=204)
