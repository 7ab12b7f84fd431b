"""The phone as camera: what its link leads to while the form is being written, and what the form knows of the phone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from bridgework.lookups.attachments import FileContent, open_file
from bridgework.lookups.people import places_of, viewer_at
from bridgework.lookups.visible import visible_to
from bridgework.records.link_secrets import hash_of
from bridgework.records.models import Attachment, Referral, SnapLink
from bridgework.rules import referral_states as states
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """A link that stands, as the form shows it. `is_opened`: a phone has been there."""

    id: UUID
    expires_at: datetime
    is_opened: bool


@dataclass(frozen=True, slots=True)
class SentPicture:
    """A picture that this phone has sent. Nothing here names the patient."""

    id: UUID
    status: str
    has_thumbnail: bool
    turns: int


@dataclass(frozen=True, slots=True)
class Camera:
    """What a phone may know: for which practice it takes pictures, until when, and what it has sent.

    `viewer` is the member of staff who showed the code; what the phone sends is sent by them, through the door "phone camera".
    """

    link_id: UUID
    referral_id: UUID
    practice_name: str
    phone: str
    phone_link: str
    expires_at: datetime
    zone: str
    viewer: Viewer
    pictures: tuple[SentPicture, ...]


def find_phone_link(viewer: Viewer, referral_id: UUID, *, now: datetime) -> PhoneLink | None:
    """The viewer's own link into a draft of their practice, while it stands. Raises NotFound for a referral they may not know of."""
    if not Referral.objects.filter(visible_to(viewer), pk=referral_id).exists():
        raise NotFound
    if viewer.person_id is None or viewer.practice_id is None:
        return None
    link = _standing(now).filter(referral_id=referral_id, made_by_id=viewer.person_id, practice_id=viewer.practice_id).first()
    return PhoneLink(link.pk, link.expires_at, link.opened_at is not None) if link else None


def find_camera(secret: str, now: datetime) -> Camera:
    """What stands behind a link's secret. Raises NotFound, in the same way for unknown, expired and revoked links, for a form that was sent
    or given up, and for somebody who does not work there any more."""
    link = _standing(now).filter(secret_sha256=hash_of(secret)).select_related("practice", "made_by").first()
    place = next((place for place in places_of(link.made_by_id) if place.practice_id == link.practice_id), None) if link else None
    if link is None or place is None:
        raise NotFound
    rows = Attachment.objects.filter(snap_link=link, removed_at=None).order_by("added_at", "id")
    return Camera(
        link_id=link.pk,
        referral_id=link.referral_id,
        practice_name=link.practice.name,
        phone=display_phone(link.practice.phone) if link.practice.phone else "",
        phone_link=f"tel:{link.practice.phone}" if link.practice.phone else "",
        expires_at=link.expires_at,
        zone=link.practice.time_zone,
        viewer=viewer_at(place, link.made_by_id, link.made_by.name, way="phone camera"),
        pictures=tuple(SentPicture(row.pk, row.status, bool(row.thumbnail_sha256), row.turns) for row in rows),
    )


def open_sent_picture(viewer: Viewer, link_id: UUID, attachment_id: UUID) -> FileContent:
    """The thumbnail of a picture that came through this very link. Raises NotFound."""
    if not Attachment.objects.filter(pk=attachment_id, snap_link_id=link_id, removed_at=None).exists():
        raise NotFound
    return open_file(viewer, attachment_id, "thumbnail")


def _standing(now: datetime) -> QuerySet[SnapLink]:
    return SnapLink.objects.filter(revoked_at=None, expires_at__gt=now, referral__state=states.DRAFT, referral__discarded_at=None).order_by(
        "-created_at"
    )
