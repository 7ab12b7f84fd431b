"""What senders without an account are shown before and after they have proven who they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.patient_page import Office, office_of
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import GuestLink, GuestSubmission
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.guests import CODE_LIVES, MOST_CODES, masked_email, masked_phone
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that waits for its code. Nothing of the patient: whoever knows the address of the page sees only this.

    `trouble` says that the last message could not be delivered; `is_sent` that it has become a referral.
    """

    id: UUID
    practice: Office
    slug: str
    zone: str
    email: str
    phone_masked: str
    by_sms: bool
    code_sent_at: datetime | None
    is_fresh: bool
    codes_left: int
    files: int
    trouble: bool
    is_sent: bool
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class GuestDoor:
    """What may be shown before the code: whose office it is and where the code goes, never who the patient is."""

    link_id: UUID
    practice: Office
    zone: str
    to_masked: str
    by_sms: bool
    code_sent_at: datetime | None
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class GuestLinkFacts:
    """What the receiving desk is told of the sender's private link. Times are UTC; `stands` is False for one that ended."""

    name: str
    email: str
    is_proven: bool
    opened_at: datetime | None
    stands: bool


def guest_link_of(viewer: Viewer, referral_id: UUID, *, now: datetime) -> GuestLinkFacts | None:
    """The latest private link of the sender, for the practice that received the referral; None where there is none, or for anybody else."""
    received = Q(referral__recipient_practice_id=viewer.practice_id)
    rows = GuestLink.objects.filter(received, referral_id=referral_id, practice__on_network=False).order_by("-created_at")
    link = rows.first() if viewer.is_staff else None
    if link is None:
        return None
    return GuestLinkFacts(link.name, link.email, link.email_is_proven, link.opened_at, link.revoked_at is None and link.expires_at > now)


def find_waiting(secret: str, *, now: datetime) -> Waiting:
    """The submission behind the secret of its waiting page. Raises NotFound, in the same way for unknown and expired ones."""
    row = _submission(page_sha256=hash_of(secret), now=now)
    return _waiting(row, now)


def find_by_letter(secret: str, *, now: datetime) -> Waiting:
    """The submission behind the secret in the link of its last message. Raises NotFound."""
    return _waiting(_submission(letter_sha256=hash_of(secret), now=now), now)


def find_guest_door(secret: str, *, now: datetime) -> GuestDoor:
    """The door behind a link's secret, while the link stands. Raises NotFound, in the same way for unknown, expired and revoked ones."""
    link = only_row(
        GuestLink.objects.filter(secret_sha256=hash_of(secret), revoked_at=None, expires_at__gt=now).select_related(
            "referral__recipient_practice"
        )
    )
    practice = link.referral.recipient_practice if link else None
    if link is None or practice is None:
        raise NotFound
    by_sms = bool(link.phone) and not link.email_is_proven
    return GuestDoor(
        link_id=link.pk,
        practice=office_of(practice),
        zone=practice.time_zone,
        to_masked=masked_phone(link.phone) if by_sms else masked_email(link.email),
        by_sms=by_sms,
        code_sent_at=link.code_sent_at,
        is_fresh=_is_fresh(link.code_sent_at, now),
    )


def find_guest_viewer(link_id: UUID, *, now: datetime) -> Viewer | None:
    """The office whose browser has proven itself, as long as the link stands: a revoked link ends open pages too."""
    link = only_row(GuestLink.objects.filter(pk=link_id, revoked_at=None, expires_at__gt=now).select_related("practice", "referral"))
    if link is None or link.referral.sender_practice_id != link.practice_id:
        return None
    return Viewer(
        kind="guest",
        name=link.name,
        way="guest link",
        practice_id=link.practice_id,
        practice_name=link.practice.name,
        referral_id=link.referral_id,
    )


def _submission(*, now: datetime, **which: str) -> GuestSubmission:
    row = only_row(GuestSubmission.objects.select_related("practice").filter(status__in=["waiting", "sent"], expires_at__gt=now, **which))
    if row is None:
        raise NotFound("This page is not there any more: what nobody confirms is erased after a day.")
    return row


def _waiting(row: GuestSubmission, now: datetime) -> Waiting:
    last = row.messages.order_by("-created_at").values_list("status", flat=True).first()
    return Waiting(
        id=row.pk,
        practice=office_of(row.practice),
        slug=row.practice.slug,
        zone=row.practice.time_zone,
        email=row.email,
        phone_masked=masked_phone(row.phone),
        by_sms=row.code_channel == "sms",
        code_sent_at=row.code_sent_at,
        is_fresh=_is_fresh(row.code_sent_at, now),
        codes_left=max(0, MOST_CODES - row.codes_sent),
        files=row.files.count(),
        trouble=last in ("failed", "unclear"),
        is_sent=row.status == "sent",
        expires_at=row.expires_at,
    )


def _is_fresh(sent_at: datetime | None, now: datetime) -> bool:
    return sent_at is not None and now - sent_at <= CODE_LIVES
