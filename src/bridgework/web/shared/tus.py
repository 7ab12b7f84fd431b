"""Files in pieces over HTTP, as the tus protocol 1.0.0 has it (core, creation, termination, expiration): a cut connection costs one piece.

POST announces a file (`Upload-Length`, `Upload-Metadata` with name, kind and sha256) and is answered with its address; HEAD there answers
how much has arrived; PATCH brings the next piece; DELETE gives it up. `Upload-Known: 1` says that the referral had the same file before.
https://tus.io/protocols/resumable-upload
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.http import http_date
from django.utils.translation import gettext as _

from bridgework.rules.refusals import FileRefused, Refusal
from bridgework.rules.upload import LARGEST_PIECE, OutOfStep

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
SHA256 = re.compile(r"[0-9a-f]{64}")
WHOLE_NUMBER = re.compile(r"\d{1,15}")


@dataclass(frozen=True)
class Announced:
    """A file that is about to be sent; `sha256` is "" where the browser could not compute it."""

    name: str
    size: int
    kind: str
    sha256: str


def announced(request: HttpRequest) -> Announced:
    """What a POST announces. Raises FileRefused for nonsense."""
    said: dict[str, str] = {}
    for pair in request.headers.get("Upload-Metadata", "")[:4_000].split(","):
        key, _gap, value = pair.strip().partition(" ")
        try:
            said[key] = base64.b64decode(value, validate=True).decode().replace("\x00", "")
        except (binascii.Error, UnicodeDecodeError):
            raise FileRefused(_("The file could not be announced. Please choose it again.")) from None
    sha256 = said.get("sha256", "")
    return Announced(
        name=said.get("filename") or said.get("name") or "file",
        size=_whole_number(request, "Upload-Length"),
        kind=said.get("kind", "other"),
        sha256=sha256 if SHA256.fullmatch(sha256) else "",
    )


def piece(request: HttpRequest) -> tuple[int, bytes]:
    """Where the piece in a PATCH begins, and the piece itself, whole. Raises FileRefused for nonsense and for what was cut off."""
    length = _whole_number(request, "Content-Length") if request.headers.get("Content-Length") else 0
    if (length and request.content_type != PIECE) or length > LARGEST_PIECE:
        raise FileRefused(_("This is no piece of a file."))
    try:
        content = request.read(length) if length else b""
    except UnreadablePostError:
        content = b""
    if len(content) != length:
        raise FileRefused(_("The connection broke off. What had arrived before is kept."))
    return _whole_number(request, "Upload-Offset"), content


def _whole_number(request: HttpRequest, header: str) -> int:
    given = request.headers.get(header, "")
    if not WHOLE_NUMBER.fullmatch(given):
        raise FileRefused(_("The file could not be announced. Please choose it again."))
    return int(given)


def told(
    status: int, *, received: int, size: int, expires_at: datetime | None = None, is_known: bool = False, url: str = ""
) -> HttpResponse:
    """How far a file is, in headers."""
    response = HttpResponse(status=status)
    response["Tus-Resumable"] = VERSION
    response["Upload-Offset"] = str(received)
    response["Upload-Length"] = str(size)
    response["Cache-Control"] = "no-store"
    if expires_at:
        response["Upload-Expires"] = http_date(expires_at.timestamp())
    if is_known:
        response["Upload-Known"] = "1"
    if url:
        response["Location"] = url
    return response


def refused(refusal: Refusal) -> HttpResponse:
    """A refusal as one sentence of plain text. 409 is kept for a piece at the wrong place, after which a sender asks and goes on."""
    status = 422 if refusal.status == 409 and not isinstance(refusal, OutOfStep) else refusal.status
    response = HttpResponse(_(refusal.sentence), status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    return response
