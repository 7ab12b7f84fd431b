"""The link that opens the first set-up of an installation: unguessable, good for a day, and of no use once there is a practice.

The secret is not kept anywhere: it is the installation's key over the time at which the link ends.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

GOOD_FOR = timedelta(hours=24)
PURPOSE = b"bridgework first set-up "


def make_token(key: str, now: datetime) -> str:
    """The secret part of the address, good for a day from `now` on. `key` is the installation's secret key."""
    ends = int((now + GOOD_FOR).timestamp())
    return f"{ends:x}-{_signature(key, ends)}"


def is_good(token: str, key: str, now: datetime) -> bool:
    """Whether that key made the token, and its day is not over."""
    digits, _, signature = token.partition("-")
    try:
        ends = int(digits, 16) if len(digits) <= 10 else 0
        is_ours = hmac.compare_digest(signature.encode(), _signature(key, ends).encode())
        return is_ours and now < datetime.fromtimestamp(ends, UTC)
    except (ValueError, OverflowError, OSError):
        return False


def _signature(key: str, ends: int) -> str:
    return hmac.new(key.encode(), PURPOSE + str(ends).encode(), sha256).hexdigest()
