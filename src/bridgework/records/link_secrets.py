"""The secrets of addresses that open a page without an account: worked out anew whenever one is shown, and known to the database by a hash."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings


def mac_of(purpose: str, said: bytes) -> bytes:
    """What nobody works out without the server's secret key; for each purpose another one."""
    return hmac.digest(settings.SECRET_KEY.encode(), purpose.encode() + b":" + said, "sha256")


def secret_from(purpose: str, said: bytes) -> str:
    """The secret part of an address: 22 characters (128 bits). Nothing in the database reveals it, and a page or a message that is made
    again carries the same.
    """
    return urlsafe_b64encode(mac_of(purpose, said)[:16]).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """What of a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
