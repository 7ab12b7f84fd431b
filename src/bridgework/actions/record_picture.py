from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction

from bridgework.records import files
from bridgework.records.models import InboundPicture


def record_picture(
    picture_id: UUID,
    *,
    now: datetime,
    original: IO[bytes] | None = None,
    ending: str = "",
    display: bytes = b"",
    thumbnail: bytes = b"",
    refused_because: str = "",
) -> None:
    """Keeps a picture that a patient texted, as it came and as pages show it; or why there is none. Recorded twice, the first time counts."""
    kept = {}
    if original is not None and not refused_because:
        kept = {"sha256": files.keep_stream(original)[0], "display_sha256": files.keep(display), "thumbnail_sha256": files.keep(thumbnail)}
    with transaction.atomic():
        picture = InboundPicture.objects.select_for_update().get(pk=picture_id)
        if picture.status != "waiting":
            return
        picture.status, picture.refused_because = ("ready" if kept else "refused"), refused_because[:300]
        picture.name = f"text-{picture.place + 1}.{ending}" if kept else ""
        picture.address, picture.settled_at = "", now
        for name, value in kept.items():
            setattr(picture, name, value)
        picture.save()
