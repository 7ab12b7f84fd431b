from datetime import datetime

from bridgework.actions.guest_secrets import link_secret_of
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink, Referral
from bridgework.rules.guests import LINK_LIVES


def issue_guest_link(referral: Referral, *, name: str, email: str, phone: str, email_is_proven: bool, now: datetime) -> GuestLink:
    """The link by which an office off the network follows a locked referral that it sent; the one that stands, made longer, or a new one.

    Called inside an action. `name` is who acts by it, as the history tells.
    """
    link = standing_guest_link(referral, now)
    if link is None:
        link = GuestLink(referral=referral, practice=referral.sender_practice, created_at=now)
        link.secret_sha256 = hash_of(link_secret_of(link.pk))
    link.name, link.email, link.phone, link.email_is_proven = name[:200], email.lower(), phone, email_is_proven
    link.expires_at = now + LINK_LIVES
    link.save()
    return link


def prolong_guest_link(referral: Referral, now: datetime) -> GuestLink | None:
    """The link that a message to the sender carries, good for another while; None where the sender has none."""
    link = standing_guest_link(referral, now)
    if link is not None:
        link.expires_at = now + LINK_LIVES
        link.save(update_fields=["expires_at"])
    return link


def standing_guest_link(referral: Referral, now: datetime) -> GuestLink | None:
    """The link that works now, if there is one."""
    if referral.sender_practice.on_network:
        return None
    return referral.guest_links.filter(revoked_at=None, expires_at__gt=now).order_by("-created_at").first()
