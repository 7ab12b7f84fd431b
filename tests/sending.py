"""One message by itself: claimed and finished as a batch of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.actions.claim_messages import Claimed, claim_messages
from bridgework.actions.finish_attempts import Ending, finish_attempts
from bridgework.records.models import MessageAttempt
from bridgework.rules.delivery import AttemptOutcome


def claim_message(message_id: UUID, *, now: datetime) -> Claimed | None:
    """The message, where it is to be sent now."""
    return next(iter(claim_messages(now=now, only=[message_id]).claimed), None)


def finish_attempt(attempt_id: UUID, *, outcome: AttemptOutcome, now: datetime, **more: Any) -> str:
    """Finishes an attempt; the message's status then."""
    finish_attempts([Ending(attempt_id, outcome, **more)], now=now)
    return MessageAttempt.objects.select_related("message").get(pk=attempt_id).message.status
