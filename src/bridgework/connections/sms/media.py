"""Fetches a picture that came with a text message from the service that keeps it.

Source: Twilio's public API reference, Media resource. The address of a picture comes in a signed call, and yet is never fetched as it stands:
only the two names in it count, and they are asked of the service whose account we have, by its own address.
"""

import re
from dataclasses import dataclass

import httpx

from bridgework.connections.door import Unreadable
from bridgework.connections.sms.send import SmsAccount

SECONDS = 20.0
MOST_BYTES = 20 * 1024 * 1024
"""Carriers take at most a few megabytes; what is larger is no text message."""
MOST_REDIRECTS = 3
"""The service hands out what it keeps from another address, without our password (httpx takes it off)."""
KINDS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/heic": "heic", "image/heif": "heif"}
"""What is taken as a picture, and how its file is called. Whether it is one, the decoder finds out in a process of its own."""
_NAMES = re.compile(r"/Messages/((?:MM|SM)[0-9A-Za-z]{1,60})/Media/(ME[0-9A-Za-z]{1,60})$")

NOT_OURS = Unreadable("The message service named no picture that can be asked for.")
GONE = Unreadable("The message service does not have this picture any more.")
NO_PICTURE = Unreadable("This is no picture. Please ask the patient for a photo.")
TOO_LARGE = Unreadable("This picture is too large for a text message.")


class NotNow(Exception):
    """The service cannot be asked at the moment; later it may. The words are fit for a log."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What was fetched, unchanged. `ending` is that of its file name."""

    data: bytes
    ending: str


def names_in(address: str) -> str:
    """The part of a picture's address that is asked for ("/Messages/MM.../Media/ME..."), "" where it names none."""
    found = _NAMES.search(address)
    return found[0] if found else ""


def fetch_picture(account: SmsAccount, address: str) -> Picture | Unreadable:
    """The picture that an address names, or a sentence why there will be none. Raises NotNow where trying again may help."""
    names = names_in(address)
    if not names:
        return NOT_OURS
    base = f"{account.base_url.rstrip('/')}/2010-04-01/Accounts/{account.account_sid}"
    client = httpx.Client(
        auth=(account.account_sid, account.auth_token), timeout=SECONDS, max_redirects=MOST_REDIRECTS, follow_redirects=True
    )
    try:
        with client as http, http.stream("GET", base + names) as answer:
            if answer.status_code in (404, 410):
                return GONE
            if answer.status_code != 200:
                raise NotNow(f"The message service answered {answer.status_code} when it was asked for a picture.")
            ending = KINDS.get(answer.headers.get("Content-Type", "").split(";")[0].strip().lower())
            if ending is None:
                return NO_PICTURE
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > MOST_BYTES:
                    return TOO_LARGE
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotNow(f"The message service could not be asked for a picture ({type(error).__name__}).") from error
    return Picture(bytes(data), ending)
