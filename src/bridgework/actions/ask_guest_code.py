from datetime import datetime

from django.db import transaction

from bridgework.actions.plan_guest_code import plan_guest_code
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink
from bridgework.rules.guests import CODE_PAUSE, MOST_CODES
from bridgework.rules.refusals import LinkRefused
from bridgework.rules.tries import shut_for

UNKNOWN = "This link does not work any more. Please call the practice; they can send you a new one."
MOMENT = "A code went out a moment ago. Please give it a minute to arrive."
LOCKED = "Too many tries. Please wait a while, or call the practice."


@transaction.atomic
def ask_guest_code(secret: str, *, now: datetime) -> GuestLink:
    """Sends a code to the address that was proven, for a browser that was not here before. Raises LinkRefused."""
    link = (
        GuestLink.objects.select_for_update(of=("self",)).filter(secret_sha256=hash_of(secret), revoked_at=None, expires_at__gt=now).first()
    )
    if link is None:
        raise LinkRefused(UNKNOWN)
    if link.locked_until and link.locked_until > now:
        raise LinkRefused(LOCKED)
    if link.code_sent_at and now - link.code_sent_at < CODE_PAUSE:
        raise LinkRefused(MOMENT)
    count_code(link, now)
    by_phone = bool(link.phone) and not link.email_is_proven
    plan_guest_code(link, channel="sms" if by_phone else "email", address=link.phone if by_phone else link.email, now=now)
    return link


def count_code(link: GuestLink, now: datetime) -> None:
    """Another code for a locked link; the one before is none any more. Mail is not a toy: after five codes that nobody used there is a pause,
    each time a longer one, and with it an end of guessing.
    """
    link.code_sent_at, link.code_tries = now, 0
    link.codes_sent += 1
    link.locked_until = now + shut_for(link.codes_sent // MOST_CODES) if link.codes_sent % MOST_CODES == 0 else None
    link.save(update_fields=["code_sent_at", "code_tries", "codes_sent", "locked_until"])
