"""Secrets of senders without an account: derived from keys and the server's secret, so that nothing in the database reveals one and a message
that is composed again carries the same.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from django.conf import settings

from bridgework.rules.guests import digits_of


def page_secret_of(submission_id: UUID) -> str:
    """The secret part of the address of the page on which a guest waits for the code."""
    return _secret("guest-page", submission_id)


def letter_secret_of(submission_id: UUID, sent_at: datetime) -> str:
    """The secret in the link of the message that was planned at `sent_at`: who has it has read that message."""
    return _secret("guest-letter", submission_id, sent_at)


def link_secret_of(link_id: UUID) -> str:
    """The secret part of the address at which an office follows its referral."""
    return _secret("guest-link", link_id)


def code_of(owner_id: UUID, sent_at: datetime) -> str:
    """The six digits that were sent at `sent_at` for a submission or a link."""
    return f"{int.from_bytes(_mac('guest-code', owner_id, sent_at)[:8]) % 1_000_000:06}"


def is_code(typed: str, owner_id: UUID, sent_at: datetime | None) -> bool:
    """Whether somebody typed the code that was sent last."""
    return sent_at is not None and hmac.compare_digest(digits_of(typed), code_of(owner_id, sent_at))


def place_hash_of(address: str) -> str:
    """A network address as it is kept for the limits: nobody reads it back without the server's secret."""
    return hmac.new(settings.SECRET_KEY.encode(), b"guest-place:" + address.encode(), hashlib.sha256).hexdigest()


def _secret(purpose: str, key: UUID, at: datetime | None = None) -> str:
    return urlsafe_b64encode(_mac(purpose, key, at)[:16]).decode().rstrip("=")


def _mac(purpose: str, key: UUID, at: datetime | None) -> bytes:
    said = b":".join((purpose.encode(), key.bytes, at.isoformat().encode() if at else b""))
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()
