"""The text message service's public REST API (2010-04-01), as much of it as sending, listing and fetching messages needs."""

import base64
import binascii
import re
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from bridgework.demo.standins.store import Arrived, Store, new_sid, now

E164 = re.compile(r"\+[1-9]\d{6,14}")
# The numbers that the real service sets aside for tests.
NOT_VALID, NOT_MOBILE = "+15005550001", "+15005550009"
MAX_BODY = 1_600

Answer = tuple[int, dict[str, Any]]


def is_account(header: str, account: str, token: str) -> bool:
    """Whether a request's basic authentication is the account's."""
    try:
        return base64.b64decode(header.removeprefix("Basic "), validate=True).decode() == f"{account}:{token}"
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return False


def problem(status: int, code: int, message: str) -> Answer:
    """An error as the service writes it."""
    return status, {"code": code, "message": message, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}


def create(store: Store, form: dict[str, str], account: str) -> tuple[Answer, Arrived | None]:
    """POST Messages.json: the answer, and the message where it was taken."""
    to, text = form.get("To", ""), form.get("Body", "")
    if not E164.fullmatch(to) or to == NOT_VALID:
        return problem(400, 21211, "Invalid 'To' Phone Number"), None
    if to == NOT_MOBILE:
        return problem(400, 21614, "'To' number is not a valid mobile number"), None
    if not form.get("From"):
        return problem(400, 21603, "A 'From' phone number is required."), None
    if not text:
        return problem(400, 21602, "Message body is required."), None
    if len(text) > MAX_BODY:
        return problem(400, 21617, "The concatenated message body exceeds the 1600 character limit"), None
    if f"{to} {form['From']}" in store.opted_out:
        return problem(400, 21610, "Attempt to send to unsubscribed recipient"), None
    message = store.add(
        Arrived(
            id=new_sid(),
            kind="sms",
            direction="out",
            to=to,
            sender=form["From"],
            text=text,
            at=now(),
            status="queued",
            status_callback=form.get("StatusCallback", ""),
        )
    )
    return (201, shown(message, account)), message


def listed(store: Store, query: dict[str, str], account: str) -> Answer:
    """GET Messages.json: newest first, by To, From and the UTC day of DateSent. A message not yet sent has no such day."""
    found = [message for message in reversed(store.all()) if message.kind == "sms" and wanted(message, query)]
    size = min(max(int(query["PageSize"]), 1), 1_000) if query.get("PageSize", "").isdigit() else 50
    page = int(query["Page"]) if query.get("Page", "").isdigit() else 0
    part = found[page * size : (page + 1) * size]
    base = f"/2010-04-01/Accounts/{account}/Messages.json"
    rest = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in query.items() if name != "Page")
    following = f"{base}?{rest}&Page={page + 1}" if len(found) > (page + 1) * size else None
    return 200, {
        "messages": [shown(message, account) for message in part],
        "page": page,
        "page_size": size,
        "next_page_uri": following,
        "uri": base,
    }


def wanted(message: Arrived, query: dict[str, str]) -> bool:
    """Whether a message meets a list's filters."""
    if query.get("To", message.to) != message.to or query.get("From", message.sender) != message.sender:
        return False
    day = message.sent_at[:10]
    after, before, on = query.get("DateSent>", "")[:10], query.get("DateSent<", "")[:10], query.get("DateSent", "")[:10]
    if not day:
        return not (after or before or on)
    return (not after or day >= after) and (not before or day <= before) and (not on or day == on)


def shown(message: Arrived, account: str) -> dict[str, Any]:
    """A message as the API writes it."""
    return {
        "sid": message.id,
        "account_sid": account,
        "to": message.to,
        "from": message.sender,
        "body": message.text,
        "status": "received" if message.direction == "in" else message.status,
        "direction": "inbound" if message.direction == "in" else "outbound-api",
        "num_segments": str(1 + len(message.text) // 153 if len(message.text) > 160 else 1),
        "error_code": int(message.error_code) if message.error_code else None,
        "error_message": None,
        "date_created": rfc_2822(message.at),
        "date_sent": rfc_2822(message.sent_at),
        "date_updated": rfc_2822(message.sent_at or message.at),
        "api_version": "2010-04-01",
        "uri": f"/2010-04-01/Accounts/{account}/Messages/{message.id}.json",
    }


def rfc_2822(at: str) -> str | None:
    """A time as the API writes it."""
    return format_datetime(datetime.fromisoformat(at)) if at else None


def media_of(message: Arrived, base_url: str, account: str) -> dict[str, str]:
    """The pictures of a message that came in, as the service's call names them."""
    named = {}
    for place, (_, media_type, _) in enumerate(message.files):
        named[f"MediaUrl{place}"] = f"{base_url}/2010-04-01/Accounts/{account}/Messages/{message.id}/Media/{media_sid(place)}"
        named[f"MediaContentType{place}"] = media_type
    return named


def media_sid(place: int) -> str:
    """The service's name of the how manieth picture of a message."""
    return f"ME{place:032x}"


def media_in(path: str) -> str:
    """ "{message}/{place}" of a Media resource's path below the account, "" where it is none."""
    found = re.fullmatch(r"/Messages/(\w+)/Media/ME([0-9a-f]{32})", path)
    return f"{found[1]}/{int(found[2], 16)}" if found else ""


def picture(store: Store, name: str) -> tuple[str, bytes] | None:
    """The media type and content of "{message}/{place}"; None where there is none."""
    sid, _, place = name.partition("/")
    message = store.get(sid)
    if message is None or message.kind != "sms" or not place.isdigit() or int(place) >= len(message.files):
        return None
    _, media_type, data = message.files[int(place)]
    return media_type, base64.b64decode(data)
