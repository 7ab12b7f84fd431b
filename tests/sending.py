"""One message by itself: claimed and finished as a batch of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.actions.claim_messages import Claimed, claim_messages
from bridgework.actions.finish_attempts import Ending, finish_attempts
from bridgework.actions.record_receipts import Report, record_receipts
from bridgework.records.models import MessageAttempt
from bridgework.rules.delivery import AttemptOutcome, ReceiptStatus


def claim_message(message_id: UUID, *, now: datetime) -> Claimed | None:
    """The message, where it is to be sent now."""
    return next(iter(claim_messages(now=now, only=[message_id]).claimed), None)


def finish_attempt(attempt_id: UUID, *, outcome: AttemptOutcome, now: datetime, **more: Any) -> str:
    """Finishes an attempt; the message's status then."""
    finish_attempts([Ending(attempt_id, outcome, **more)], now=now)
    return MessageAttempt.objects.select_related("message").get(pk=attempt_id).message.status


def record_receipt(provider_id: str, status: ReceiptStatus, *, now: datetime, sentence: str = "") -> bool:
    """One receipt; whether an attempt of that name is known."""
    return not record_receipts([Report(provider_id, status, sentence)], now=now)
