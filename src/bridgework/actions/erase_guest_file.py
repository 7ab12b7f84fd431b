from uuid import UUID

from bridgework.records import files
from bridgework.records.models import GuestFile


def erase_guest_file(key: UUID, file_id: UUID) -> None:
    """Takes a file off the submission of that key, as long as it is not confirmed; what is gone already changes nothing."""
    if GuestFile.objects.filter(pk=file_id, submission_id=key, submission__referral=None).delete()[0]:
        files.erase_apart(file_id)
