from datetime import datetime
from uuid import UUID

from django.db.models import F

from bridgework.messages.compose import message_mark
from bridgework.records.models import MessageAttempt, MessageReceipt


def note_click(link_id: UUID, mark: str, *, now: datetime) -> None:
    """Writes down that a patient came by the link of one message: `mark` is the part of the address that no other message carries.

    Called once the page has opened, so that programs that look ahead at links do not count. The second time changes nothing; an unknown mark
    neither.
    """
    if len(mark) > 12 or not mark.isalnum():
        return
    attempts = MessageAttempt.objects.filter(
        message__referral__patient_links=link_id, message__facts__link_id=str(link_id), number=F("message__tries")
    )
    for attempt_id, message_id in attempts.values_list("pk", "message_id")[:200]:
        if message_mark(message_id) == mark:
            MessageReceipt.objects.bulk_create([MessageReceipt(attempt_id=attempt_id, at=now, status="clicked")], ignore_conflicts=True)
            return
