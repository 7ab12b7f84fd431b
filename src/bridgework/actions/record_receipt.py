from datetime import datetime
from typing import Literal

from django.db import transaction

from bridgework.actions.follow_attempt import follow_attempt, lock_attempt
from bridgework.records.models import MessageAttempt, MessageReceipt
from bridgework.rules.delivery import is_overtaken

ReceiptStatus = Literal["queued", "sent", "delivered", "undelivered", "failed", "read", "complained"]


@transaction.atomic
def record_receipt(provider_id: str, status: ReceiptStatus, *, now: datetime, sentence: str = "") -> bool:
    """Keeps what the service reports of an accepted attempt; False where no attempt is known by that name (yet).

    Each report is kept once and counts once, in whatever order they come. One that says that the message did not arrive sends it by the
    other channel or gives it to a person, as a refusal would have.
    """
    attempt_id = MessageAttempt.objects.filter(provider_id=provider_id).values_list("pk", flat=True).first() if provider_id else None
    if attempt_id is None:
        return False
    attempt = lock_attempt(attempt_id)
    message = attempt.message
    MessageReceipt.objects.bulk_create([MessageReceipt(attempt=attempt, at=now, status=status)], ignore_conflicts=True)
    if attempt.number != message.tries or is_overtaken(message.status, status):
        return True
    if status in ("delivered", "read", "complained"):
        # Also where a false alarm had already planned it for the other channel: it has arrived, so nothing more goes out.
        message.status, message.changed_at = "delivered", now
        message.save(update_fields=["status", "changed_at"])
    elif status in ("undelivered", "failed"):
        attempt.outcome, attempt.sentence = "refused", (sentence or "The message did not arrive.")[:300]
        attempt.save(update_fields=["outcome", "sentence"])
        follow_attempt(message, attempt, "refused", now)
    return True
