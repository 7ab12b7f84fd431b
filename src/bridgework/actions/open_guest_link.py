from datetime import datetime

from django.db import transaction

from bridgework.actions.ask_guest_code import UNKNOWN
from bridgework.actions.guest_secrets import is_code
from bridgework.actions.ledger import write_audit, write_event
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink
from bridgework.rules.facts import Viewer
from bridgework.rules.guests import MOST_TRIES, CodeFacts, check_code
from bridgework.rules.refusals import LinkRefused

WAY = "guest link"


def open_guest_link(secret: str, code: str, *, now: datetime) -> Viewer:
    """The office as a viewer, where the link stands and the code is the one that was sent last.

    Wrong codes are counted on the link itself, so that no number of computers guesses faster; a code opens once. Raises LinkRefused, with the
    same words for an unknown, expired and revoked link.
    """
    viewer, refusal = _try(secret, code, now)
    if viewer is None:
        raise LinkRefused(refusal)
    return viewer


@transaction.atomic
def _try(secret: str, code: str, now: datetime) -> tuple[Viewer | None, str]:
    # A refusal is answered, not raised, in here: the count of wrong tries must be committed.
    link = (
        GuestLink.objects.select_for_update(of=("self",))
        .select_related("practice", "referral")
        .filter(secret_sha256=hash_of(secret), revoked_at=None, expires_at__gt=now)
        .first()
    )
    if link is None:
        return None, UNKNOWN
    refusal = check_code(CodeFacts(link.code_sent_at, link.code_tries), is_right=is_code(code, link.pk, link.code_sent_at), now=now)
    if refusal:
        link.code_tries = min(link.code_tries + 1, MOST_TRIES)
        link.save(update_fields=["code_tries"])
        return None, refusal
    viewer = guest_of(link)
    _note_opened(link, viewer, now)
    link.code_sent_at, link.codes_sent, link.locked_until = None, 0, None
    # Without a number the code went to the mailbox: now it is known to be theirs.
    link.email_is_proven = link.email_is_proven or not link.phone
    link.save(update_fields=["code_sent_at", "codes_sent", "locked_until", "email_is_proven"])
    return viewer, ""


def guest_of(link: GuestLink) -> Viewer:
    """Who acts by a link that was opened."""
    return Viewer(
        kind="guest",
        name=link.name,
        way=WAY,
        practice_id=link.practice_id,
        practice_name=link.practice.name,
        referral_id=link.referral_id,
    )


def _note_opened(link: GuestLink, viewer: Viewer, now: datetime) -> None:
    """Writes down that the link was opened: into the history the first time, into the audit each time a browser proves itself."""
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
        write_event(link.referral, viewer, "guest_link_opened", now)
    write_audit(viewer, "open_guest_link", now, [link.referral_id], act="read")
