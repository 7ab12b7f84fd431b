from datetime import datetime
from typing import Any

from bridgework.actions.defer_job import defer_job
from bridgework.records.models import GuestLink, GuestSubmission, PlannedMessage, Practice


def plan_guest_code(to: GuestSubmission | GuestLink, *, channel: str, address: str, now: datetime) -> PlannedMessage:
    """Plans the message with the code that `to.code_sent_at` stands for. Called inside an action, on a locked row.

    The code itself is not in the database: it is derived when the message is put into words.
    """
    about: dict[str, Any]
    facts: dict[str, Any]
    if isinstance(to, GuestSubmission):
        practice, kind, about = to.practice, "guest_confirm", {"guest_submission": to}
        facts = {"guest_submission_id": str(to.pk)}
    else:
        practice, kind, about = _recipient(to), "guest_code", {"referral": to.referral, "practice": to.practice}
        facts = {"guest_link_id": str(to.pk), "number": to.referral.number}
    message = PlannedMessage.objects.create(
        **about,
        kind=kind,
        occasion=f"{to.pk} {now:%Y-%m-%dT%H:%M:%S.%f}",
        recipient="guest",
        channel=channel,
        language="en",
        address=address,
        facts=facts
        | {"code_sent_at": now.isoformat(), "practice": practice.name, "phone": practice.phone, "practice_zone": practice.time_zone},
        due_at=now,
        created_at=now,
        changed_at=now,
    )
    defer_job("send_message", message_id=str(message.pk))
    return message


def _recipient(link: GuestLink) -> Practice:
    practice = link.referral.recipient_practice
    if practice is None:
        raise ValueError("a draft has no guests")
    return practice
