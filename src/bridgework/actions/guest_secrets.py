"""Secrets of senders without an account."""

import hmac
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address, ip_network
from uuid import UUID

from bridgework.records.link_secrets import mac_of, secret_from
from bridgework.rules.guests import digits_of


def page_secret_of(submission_id: UUID) -> str:
    """The secret part of the address of the page on which a guest waits for the code."""
    return secret_from("guest-page", _said(submission_id))


def letter_secret_of(submission_id: UUID, sent_at: datetime) -> str:
    """The secret in the link of the message that was planned at `sent_at`: who has it has read that message."""
    return secret_from("guest-letter", _said(submission_id, sent_at))


def link_secret_of(link_id: UUID) -> str:
    """The secret part of the address at which an office follows its referral."""
    return secret_from("guest-link", _said(link_id))


def code_of(owner_id: UUID, sent_at: datetime) -> str:
    """The six digits that were sent at `sent_at` for a submission or a link."""
    return f"{int.from_bytes(mac_of('guest-code', _said(owner_id, sent_at))[:8]) % 1_000_000:06}"


def is_code(typed: str, owner_id: UUID, sent_at: datetime | None) -> bool:
    """Whether somebody typed the code that was sent last."""
    return sent_at is not None and hmac.compare_digest(digits_of(typed), code_of(owner_id, sent_at))


def place_hash_of(address: str) -> str:
    """A network address as it is kept for the limits: nobody reads it back without the server's secret.

    Of IPv6 the first half counts (RFC 6177): the other half is everybody's own to choose.
    """
    with suppress(ValueError):
        if (place := ip_address(address)).version == 6 and place.ipv4_mapped is None:
            address = str(ip_network((place, 64), strict=False))
    return mac_of("guest-place", address.encode()).hex()


def _said(key: UUID, at: datetime | None = None) -> bytes:
    return key.bytes + b":" + (at.isoformat().encode() if at else b"")
