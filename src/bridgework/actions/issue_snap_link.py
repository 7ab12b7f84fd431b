from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, write_audit
from bridgework.records.link_secrets import hash_of, secret_from
from bridgework.records.models import Referral, SnapLink, Upload
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import INITIATOR, Viewer
from bridgework.rules.refusals import LinkRefused, MoveNotAllowed, NotAllowed
from bridgework.rules.upload import PHONE_LIVES, check_phone

OVER = "This code is over. Please ask at the desk for a new one."


@transaction.atomic
def issue_snap_link(viewer: Viewer, referral_id: UUID, *, now: datetime) -> SnapLink:
    """A phone may send pictures into this draft for half an hour: the viewer's link that still stands, made longer, or a new one.

    Raises MoveNotAllowed on what is no open draft, NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    practice_id, person_id = permissions.practice_of(viewer), viewer.person_id
    if person_id is None:
        raise NotAllowed("A phone sends for a person; nobody is signed in.")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, INITIATOR)
    if referral.state != states.DRAFT or referral.discarded_at is not None:
        raise MoveNotAllowed("A phone can send pictures only while the form is being written.")
    link = referral.snap_links.filter(made_by_id=person_id, revoked_at=None, expires_at__gt=now).first()
    if link is None:
        link = SnapLink(referral=referral, made_by_id=person_id, practice_id=practice_id, created_at=now)
        link.secret_sha256 = hash_of(snap_secret(link.pk))
    link.expires_at = now + PHONE_LIVES
    link.save()
    write_audit(viewer, "issue_snap_link", now, [referral.pk])
    return link


@transaction.atomic
def close_snap_links(viewer: Viewer, referral_id: UUID, *, now: datetime) -> None:
    """No phone sends anything into this referral any more. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "refer")
    referral = lock_referral(viewer, referral_id)
    referral.snap_links.filter(revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    write_audit(viewer, "close_snap_links", now, [referral.pk])


@transaction.atomic
def note_phone_opened(link_id: UUID, *, now: datetime) -> None:
    """The first time that a phone opens the link; the form then says that it is there."""
    SnapLink.objects.filter(pk=link_id, opened_at=None).update(opened_at=now)


def lock_snap_link(link_id: UUID, now: datetime) -> SnapLink:
    """The link, locked until the transaction ends, so that its pictures are counted one after the other. Raises LinkRefused where it is over."""
    link = SnapLink.objects.select_for_update().filter(pk=link_id, revoked_at=None, expires_at__gt=now).first()
    if link is None:
        raise LinkRefused(OVER)
    return link


def require_form_of_phone(referral: Referral, link_id: UUID, now: datetime) -> None:
    """Raises LinkRefused unless a locked referral is still the open draft that the link was made for."""
    link = lock_snap_link(link_id, now)
    if link.referral_id != referral.pk or referral.state != states.DRAFT or referral.discarded_at is not None:
        raise LinkRefused(OVER)


def require_room_on_phone(link: SnapLink, size: int, now: datetime) -> None:
    """Raises FileRefused where a locked link has sent enough, or too fast, or the picture is too large."""
    on_their_way = Upload.objects.filter(snap_link=link, attachment=None).values_list("created_at", flat=True)
    check_phone(size=size, sent_at=[*link.pictures.values_list("added_at", flat=True), *on_their_way], now=now)


def snap_secret(link_id: UUID) -> str:
    """The secret part of the address: a form that is loaded again shows the same code."""
    return secret_from("snap-link", link_id.bytes)
