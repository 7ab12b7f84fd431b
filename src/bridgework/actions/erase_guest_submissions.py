from datetime import datetime
from functools import partial

from django.db import transaction

from bridgework.actions.drop_guest_upload import forget_uploads
from bridgework.records import files
from bridgework.records.models import GuestFile, GuestSubmission, GuestUpload, MessageAttempt, MessageReceipt, PlannedMessage


@transaction.atomic
def erase_guest_submissions(*, now: datetime, limit: int = 200) -> int:
    """Erases submissions whose time is over, with their files and messages: what nobody confirmed leaves no trace. Answers with how many."""
    over = GuestSubmission.objects.select_for_update(skip_locked=True).filter(expires_at__lte=now).order_by("expires_at")
    keys = list(over.values_list("pk", flat=True)[:limit])
    if not keys:
        return 0
    for file_id in GuestFile.objects.filter(submission__in=keys).values_list("pk", flat=True):
        transaction.on_commit(partial(files.erase_apart, file_id))
    forget_uploads(GuestUpload.objects.filter(submission__in=keys))
    attempts = MessageAttempt.objects.filter(message__guest_submission__in=keys)
    MessageReceipt.objects.filter(attempt__in=attempts).delete()
    attempts.delete()
    PlannedMessage.objects.filter(guest_submission__in=keys).delete()
    GuestSubmission.objects.filter(pk__in=keys).delete()
    return len(keys)
