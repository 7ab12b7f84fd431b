from datetime import datetime
from uuid import UUID

from bridgework.actions.attach_file import attach_file
from bridgework.lookups.pictures import texted_picture
from bridgework.records import files
from bridgework.records.models import Attachment
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer


def attach_picture(viewer: Viewer, reply_id: UUID, number: int, *, now: datetime) -> Attachment:
    """Puts a picture that a patient texted with the files of the referral that the text is about, where the sender sees it, too.

    Put there twice it is there once. Raises NotAllowed, NotFound, and what `attach_file` raises.
    """
    permissions.require(viewer, "schedule")
    picture = texted_picture(viewer, reply_id, number)
    with files.open_blob(picture.sha256) as content:
        return attach_file(viewer, picture.referral_id, name=picture.name, content=content, kind="photo", now=now)
