"""The practice's own calendars: how long one that could not be read is believed, and what an address may look like."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

READ_AHEAD = timedelta(days=180)
READ_BEHIND = timedelta(days=1)
STALE_AFTER = (1, 2, 4, 8, 24)
"""Hours a practice can choose from: a calendar that was not read for so long is not believed any more."""
LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a calendar was connected and last read well (UTC), and after how many hours it is stale."""

    added_at: datetime
    read_at: datetime | None
    stale_after_hours: int


def is_stale(calendar: Freshness, now: datetime) -> bool:
    """Whether nobody can know from it when the clinician is busy: never read yet, or not for too long.

    One that was just connected counts as stale at once: until it is read, a time that looks open may be taken.
    """
    return calendar.read_at is None or calendar.read_at <= now - timedelta(hours=calendar.stale_after_hours)


def check_address(address: str) -> str | None:
    """A sentence where this cannot be the address of a calendar, else None."""
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() or not sign.isprintable() for sign in address):
        return "This is no address. Copy the one that your calendar program shows as “iCal” or “ICS”."
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("https", "http", "webcal") and bool(parts.hostname) and not parts.username
    except ValueError:
        known = False
    return None if known else "An address begins with https:// or webcal://, and has no user name in it."


def shown_address(address: str) -> str:
    """The address as pages show it: which server, and not the secret behind it."""
    return f"{urlsplit(address).hostname or ''}/…"
