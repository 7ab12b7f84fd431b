"""Every file that the database names, and how much the database holds: what a backup has to contain. For the system only."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from bridgework.records import files
from bridgework.records.models import (
    Attachment,
    GuestFile,
    InboundPicture,
    IntakeDocument,
    Patient,
    PlannedMessage,
    Practice,
    Referral,
    ReferralEvent,
)
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import require_system

BLOBS: dict[type[Model], tuple[str, ...]] = {
    Attachment: ("sha256", "display_sha256", "thumbnail_sha256", "pixels_sha256", "slices_sha256", "copy_sha256"),
    InboundPicture: ("sha256", "display_sha256", "thumbnail_sha256"),
    IntakeDocument: ("sha256",),
}
"""Columns that name a file by its content. It is never changed and never erased."""
COUNTED: dict[str, type[Model]] = {
    "practices": Practice,
    "patients": Patient,
    "referrals": Referral,
    "events": ReferralEvent,
    "messages": PlannedMessage,
    "attachments": Attachment,
}
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file by its name in the storage. One of a guest is erased in its own time, or the file of a referral that it `becomes`."""

    place: str
    sha256: str
    becomes: str = ""


def kept_files(viewer: Viewer) -> Iterator[KeptFile]:
    """All of them, each once, read a few thousand at a time; to be gone through in one transaction. Raises NotAllowed."""
    require_system(viewer)
    return _kept()


def is_still_kept_apart(viewer: Viewer, place: str) -> bool:
    """Whether the file of a guest at that place is still named. Raises NotAllowed."""
    require_system(viewer)
    return GuestFile.objects.filter(pk=place.rpartition("/")[2]).exists()


def counted(viewer: Viewer) -> dict[str, int]:
    """How many rows there are of what people count in. Raises NotAllowed."""
    require_system(viewer)
    return {name: model._default_manager.count() for name, model in COUNTED.items()}


def _kept() -> Iterator[KeptFile]:
    named = [
        model._default_manager.exclude(**{column: ""}).values_list(column, flat=True)
        for model, columns in BLOBS.items()
        for column in columns
    ]
    for sha256 in named[0].union(*named[1:]).iterator(CHUNK):
        yield KeptFile(files.place_of(sha256), sha256)
    for key, sha256 in GuestFile.objects.values_list("pk", "sha256").iterator(CHUNK):
        yield KeptFile(files.place_apart(key), sha256, files.place_of(sha256))
