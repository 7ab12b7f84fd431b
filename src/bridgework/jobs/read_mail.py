"""Reads our own mailbox: what came back counts like any service's report, what a patient answered like any reply."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.record_receipts import Report, keep_reports
from bridgework.connections.email.mailbox import MailboxTrouble, Unread, mailbox

MOST_AT_ONCE = 100

log = logging.getLogger(__name__)


@app.task(name="bridgework.jobs.read_mail", queueing_lock="read_mail")
def read_mail(timestamp: int = 0) -> None:
    """What came in since the last time. A letter is marked as read once it is kept; killed in between, it is read again and counts once."""
    if not settings.MAILBOX:
        return
    try:
        with mailbox(settings.MAILBOX) as ours:
            for letter in ours.unread(MOST_AT_ONCE):
                keep(letter, datetime.now(UTC))
                ours.done(letter.uid)
    except MailboxTrouble as trouble:
        log.warning("%s", trouble)  # the next minute tries again; nothing was lost


def keep(letter: Unread, now: datetime) -> None:
    """A report on what is not ours, and a letter to nobody, change nothing."""
    keep_reports([Report(receipt.provider_id, receipt.status, receipt.sentence) for receipt in letter.receipts], now=now)
    if (written := letter.written) is not None:
        keep_inbound(
            "email",
            written.provider_id,
            written.sender,
            written.recipient,
            written.text,
            now=now,
            in_reply_to=UUID(written.in_reply_to) if written.in_reply_to else None,
        )
