"""The provider's calls to us: delivery receipts and replies. Nothing is believed before its signature is right.

Source: Twilio's public documentation, "Validating requests" (HMAC-SHA1 over the full URL and the sorted form) and status callbacks.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from bridgework.connections.door import Inbound, Receipt, ReceiptStatus, Unreadable
from bridgework.connections.sms.send import REFUSALS

STATUSES: dict[str, ReceiptStatus] = {
    "accepted": "queued",
    "scheduled": "queued",
    "queued": "queued",
    "sending": "queued",
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "read": "read",
}
# Receipts come late, twice and out of order. One that is less far than what is known says nothing new.
PROGRESS: dict[ReceiptStatus, int] = {"queued": 0, "sent": 1, "undelivered": 2, "failed": 2, "delivered": 2, "read": 3}


def signature_of(url: str, form: Mapping[str, str], auth_token: str) -> str:
    """The signature a call to `url` with `form` must carry in X-Twilio-Signature. `url` as the provider was told it, query included."""
    text = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()).decode()


class SmsReceiver:
    """`door.Receiver` for text messages."""

    def __init__(self, auth_token: str) -> None:
        self.auth_token = auth_token

    def receive(self, url: str, form: Mapping[str, str], signature: str) -> Receipt | Inbound | Unreadable:
        """The receipt or reply in a provider's call. Unreadable when it is not signed by the provider or is neither of the two."""
        if not self.auth_token or not hmac.compare_digest(signature_of(url, form, self.auth_token).encode(), signature.encode()):
            return Unreadable("This call is not signed by the text message service.")
        sid = form.get("MessageSid") or form.get("SmsSid") or ""
        status = form.get("MessageStatus") or form.get("SmsStatus") or ""
        if not sid:
            return Unreadable("This call names no message.")
        if "Body" in form and status in ("", "received"):
            return Inbound(sid, form.get("From", ""), form.get("To", ""), form["Body"])
        if status not in STATUSES:
            return Unreadable("This call reports a state that is not known.")
        code = form.get("ErrorCode", "")
        return Receipt(sid, STATUSES[status], code, REFUSALS.get(code, ""), done_at(form.get("RawDlrDoneDate", "")))


def done_at(written: str) -> datetime | None:
    """The carrier's own time of delivery (YYMMDDhhmm, UTC), where it sends one."""
    try:
        return datetime.strptime(written, "%y%m%d%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_news(known: str, reported: ReceiptStatus) -> bool:
    """Whether a receipt takes a message further than what is `known` of it ("" for nothing yet)."""
    return known not in PROGRESS or PROGRESS[reported] > PROGRESS[known]
