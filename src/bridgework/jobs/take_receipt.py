from datetime import UTC, datetime

from procrastinate import JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy

from bridgework.actions.record_receipts import Report, record_receipts
from bridgework.rules.delivery import LATE_RECEIPT_PAUSES, ReceiptStatus


class NotKnownYet(Exception):
    """No attempt has this name so far."""


class Later(BaseRetryStrategy):
    """Tries again after the pauses of `rules.delivery`, and lets it be after the last."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= len(LATE_RECEIPT_PAUSES):
            return None
        return RetryDecision(retry_in={"seconds": int(LATE_RECEIPT_PAUSES[job.attempts].total_seconds())})


@app.task(name="bridgework.jobs.take_receipt", retry=Later(), pass_context=True)
def take_receipt(context: JobContext, provider_id: str, status: ReceiptStatus, sentence: str = "") -> None:
    """Keeps a receipt whose attempt was not known when it came: the answer to the attempt was still on its way, or the worker was killed."""
    unknown = record_receipts([Report(provider_id, status, sentence)], now=datetime.now(UTC))
    if unknown and context.job.attempts < len(LATE_RECEIPT_PAUSES):
        raise NotKnownYet
