from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from bridgework.actions.defer_job import defer_job, defer_jobs
from bridgework.actions.record_opt_out import record_opt_out
from bridgework.records.models import InboundMessage, InboundPicture
from bridgework.rules.opt_out import read_opt_out
from bridgework.rules.reply_text import LONGEST

MOST_LATELY = 40
LATELY = timedelta(minutes=10)
"""More than so many from one number in so long a time is a machine: it is not kept, unless it says STOP."""

MOST_PICTURES = 10
"""As many as the service's calls name."""


@transaction.atomic
def keep_inbound(
    channel: str,
    provider_id: str,
    sender: str,
    recipient: str,
    text: str,
    *,
    now: datetime,
    media: int = 0,
    pictures: Sequence[str] = (),
    in_reply_to: UUID | None = None,
) -> UUID | None:
    """Keeps what somebody wrote to us, word for word, and leaves the rest to a job. None where it was kept before, or is one too many.

    STOP counts from here on, before any job runs. `sender` and `recipient` are E.164, or e-mail addresses in lower case; `pictures` are the
    addresses at which the service keeps those that came along.
    """
    if not provider_id or not sender:
        return None
    word = read_opt_out(text)
    stops = word is not None and word.kind == "stop"
    if not stops and InboundMessage.objects.filter(sender=sender, at__gt=now - LATELY)[:MOST_LATELY].count() >= MOST_LATELY:
        return None
    row = InboundMessage(
        channel=channel,
        provider_id=provider_id[:200],
        sender=sender[:254],
        recipient=recipient[:254],
        text=text.replace("\x00", "")[:LONGEST],
        media=min(media, 99),
        in_reply_to=in_reply_to,
        at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return None  # the service called twice
    if stops and word is not None:
        record_opt_out(channel, sender, our_address=recipient if channel == "sms" else "", word=word.word, source="reply", now=now)
    kept = [InboundPicture(inbound=row, place=place, address=address[:500]) for place, address in enumerate(pictures[:MOST_PICTURES])]
    InboundPicture.objects.bulk_create(kept)
    defer_job("read_reply", reply_id=str(row.pk))
    defer_jobs("fetch_picture", [{"picture_id": str(picture.pk)} for picture in kept])
    return row.pk
