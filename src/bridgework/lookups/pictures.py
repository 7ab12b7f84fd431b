"""Pictures that patients texted: for the desk of the practice that they wrote to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from bridgework.records import files
from bridgework.records.models import Attachment, InboundPicture
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import may, require_system
from bridgework.rules.refusals import NotFound

PARTS = {"thumbnail": "thumbnail_sha256", "image": "display_sha256"}
PNG, JPEG = "image/png", "image/jpeg"


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One picture of a text message. `status` is waiting, ready or refused; `is_attached`: the referral's files have it."""

    number: int
    status: str
    refused_because: str
    is_attached: bool


@dataclass(frozen=True, slots=True)
class TextedPicture:
    """The original of one that is ready, about a referral."""

    referral_id: UUID
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class PictureContent:
    """What a page shows of it: at most 2,600 pixels a side. `referral_id` is None where nobody known wrote."""

    data: bytes
    media_type: str
    referral_id: UUID | None


def pictures_of(viewer: Viewer, replies: Collection[UUID]) -> Mapping[UUID, tuple[PictureFacts, ...]]:
    """The pictures of these text messages, by message, in their order; two queries for all."""
    if not replies:
        return {}
    rows = list(_seen_by(viewer).filter(inbound__in=replies).select_related("inbound").order_by("inbound", "place"))
    kept = {row.sha256 for row in rows if row.sha256}
    attached = set(Attachment.objects.filter(sha256__in=kept, removed_at=None).values_list("referral_id", "sha256")) if kept else set()
    found: dict[UUID, tuple[PictureFacts, ...]] = {}
    for row in rows:
        facts = PictureFacts(row.place, row.status, row.refused_because, (row.inbound.referral_id, row.sha256) in attached)
        found[row.inbound_id] = (*found.get(row.inbound_id, ()), facts)
    return found


def open_picture(viewer: Viewer, reply_id: UUID, number: int, part: str) -> PictureContent:
    """A part (thumbnail or image) of a picture that is ready. Raises NotFound."""
    row = _seen_by(viewer).filter(inbound_id=reply_id, place=number, status="ready").select_related("inbound").first()
    if row is None or part not in PARTS:
        raise NotFound
    data = files.read(getattr(row, PARTS[part]))
    return PictureContent(data, PNG if data.startswith(b"\x89PNG") else JPEG, row.inbound.referral_id)


def texted_picture(viewer: Viewer, reply_id: UUID, number: int) -> TextedPicture:
    """The original of a picture that is about a referral. Raises NotFound."""
    row = _seen_by(viewer).filter(inbound_id=reply_id, place=number, status="ready").select_related("inbound").first()
    if row is None or row.inbound.referral_id is None:
        raise NotFound
    return TextedPicture(row.inbound.referral_id, row.sha256, row.name)


def picture_to_fetch(viewer: Viewer, picture_id: UUID) -> str | None:
    """Where the service keeps a picture that was not fetched yet; None where it was. For the system only."""
    require_system(viewer)
    return InboundPicture.objects.filter(pk=picture_id, status="waiting").values_list("address", flat=True).first()


def _seen_by(viewer: Viewer) -> QuerySet[InboundPicture]:
    if viewer.practice_id is None or not viewer.is_staff or not may(viewer, "read_referrals"):
        return InboundPicture.objects.none()
    return InboundPicture.objects.filter(Q(inbound__practice_id=viewer.practice_id))
