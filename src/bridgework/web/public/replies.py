"""What people write back by text message: kept, and left to a job. Nothing is believed before its signature is right, and nothing of it is logged."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bridgework.actions.keep_inbound import keep_inbound
from bridgework.connections.door import Inbound, Unreadable
from bridgework.connections.sms.receive import SmsReceiver
from bridgework.web.shared.entry import anyone_may

MOST_BYTES = 32 * 1024
"""A reply of ten parts in characters of four bytes, and the names of ten pictures."""
NO_ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
"""In the service's own language: say nothing now. What is answered goes out like every other message."""


@csrf_exempt
@require_POST
@anyone_may
def sms_inbound(request: HttpRequest) -> HttpResponse:
    """One reply, however often it is told. 403 for a call that the service did not sign, 413 for one that is too long."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return HttpResponse("Too long.\n", status=413, content_type="text/plain")
    form = request.POST.dict()
    told = SmsReceiver(settings.SMS_TOKEN).receive(
        settings.URL + request.get_full_path(), form, request.headers.get("X-Twilio-Signature", "")
    )
    if isinstance(told, Unreadable):
        return HttpResponse(f"{told.sentence}\n", status=403, content_type="text/plain")
    if isinstance(told, Inbound):
        number = str(form.get("NumMedia") or "0")
        media = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
        pictures = [form[f"MediaUrl{place}"] for place in range(media) if form.get(f"MediaUrl{place}")]
        keep_inbound("sms", told.provider_id, told.sender, told.recipient, told.text, now=request.now, media=media, pictures=pictures)
    return HttpResponse(NO_ANSWER, content_type="text/xml")
