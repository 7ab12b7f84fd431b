from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.begin_chase import begin_chase
from bridgework.actions.book_appointment import put_into_calendar
from bridgework.actions.hold_time import find_chair_hold, keep_hold_until_answer, provider_of_chair_hold
from bridgework.actions.ledger import lock_referral, move_referral, moved, settle, write_events
from bridgework.actions.lock_provider import lock_provider
from bridgework.actions.office_hours import respond_by
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.record_film import label_of
from bridgework.actions.release_holds import release_holds_of
from bridgework.lookups.outside_calendars import stale_providers
from bridgework.records.models import Attachment, Referral, ReferralEvent
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import NotComplete
from bridgework.rules.sending import problems_before_sending
from bridgework.rules.urgency import decide_urgency, is_more_urgent


@transaction.atomic
def send_referral(viewer: Viewer, referral_id: UUID, *, now: datetime) -> Referral:
    """Sends a draft: the receiving side owns the next step from now on, and the sender has the receipt with the promised time.

    Sending twice (double click, retry, back button) answers with the referral that was sent. A time held in the chair stays held until the
    practice has reviewed, or is booked in the same transaction where the practice's policy accepts at once (moves 01, 02 and 06).
    Raises NotComplete with field -> sentence, NotFound, NotAllowed.
    """
    permissions.require(viewer, "refer")
    hold = provider_of_chair_hold(referral_id)
    if hold:
        lock_provider(hold)
    referral = lock_referral(viewer, referral_id)
    if referral.sent_at is not None:
        return referral
    require_complete(referral)
    return deliver_to_recipient(referral, viewer, now)


def require_complete(referral: Referral) -> None:
    """Raises NotComplete with field -> sentence for a draft that cannot be sent yet."""
    problems = problems_before_sending(
        has_recipient=referral.recipient_practice is not None,
        has_referring_provider=referral.referring_provider_id is not None,
        case=referral.case,
        teeth=referral.teeth or referral.sites,
        specialty=referral.specialty,
        sender=referral.sender_practice.specialty,
        is_discarded=referral.discarded_at is not None,
    )
    if problems:
        raise NotComplete("Not sent yet: something is missing. Everything you typed is kept.", problems)


def deliver_to_recipient(referral: Referral, viewer: Viewer, now: datetime) -> Referral:
    """Move 01 on a locked, complete draft, with its messages, and with 02 and 06 where the recipient's policy says so."""
    recipient = referral.recipient_practice
    assert recipient is not None
    event = send_off(referral, viewer, now, files=_label_files(referral))
    write_events(event)
    hold = find_chair_hold(referral, now)
    if hold is not None and referral.wants_advice:
        # Advice needs no visit: a time chosen before that was clear is free again.
        release_holds_of(referral, now)
        hold = None
    # Where the practice's own calendar cannot be read nothing is booked without a person.
    booked = hold is not None and recipient.auto_accept and not stale_providers([hold.provider_id], now)
    if booked and hold is not None:
        referral.reviewed_at = referral.accepted_at = now
        move_referral(referral, SYSTEM, states.ACCEPT, "accepted", now, {"by_policy": True})
        put_into_calendar(referral, hold, viewer, now)
    elif hold is not None:
        keep_hold_until_answer(hold, referral, now)
    settle(referral, viewer, "send_referral", now)
    asks = "sent_for_advice" if referral.wants_advice else "sent_with_time" if hold is not None and not booked else "sent"
    plan_messages(referral, asks, str(event.pk), now)
    if booked:
        plan_messages(referral, "booked", str(event.pk), now)
    return referral


def _label_files(referral: Referral) -> int:
    """Names every file once more, since teeth are often chosen after the film was dropped; how many can be opened, or may yet be."""
    files = list(referral.attachments.filter(removed_at=None).exclude(status="refused").order_by("added_at", "id"))
    named: list[str] = []
    for file in files:
        file.label = label_of(file, referral, named) if file.status == "ready" else ""
        named.append(file.label)
    Attachment.objects.bulk_update(files, ["label"])
    return len(files)


def _rate_again(referral: Referral) -> None:
    """What the receiving practice takes more seriously than the rule counts from now on; nothing that stands higher is lowered."""
    case, recipient = referral.case, referral.recipient_practice
    raised = recipient.raised_tiers if recipient else {}
    urgency = decide_urgency(case.get("findings") or {}, case.get("procedure") or "", referral.teeth, raised) if raised else None
    if urgency and is_more_urgent(urgency.tier, referral.tier):
        referral.tier, referral.tier_reasons = urgency.tier, [reason.sentence for reason in urgency.reasons]


def send_off(referral: Referral, viewer: Viewer, now: datetime, *, files: int) -> ReferralEvent:
    """Move 01 itself with the promised answer, and the chase for what is missing; the caller writes the event, settles and plans the messages."""
    recipient = referral.recipient_practice
    assert recipient is not None
    referral.sent_at = now
    _rate_again(referral)
    referral.respond_by = respond_by(referral.tier, now, recipient)
    details = {"to": recipient.name, "files": files, "respond_by": referral.respond_by.isoformat()}
    event = moved(referral, viewer, states.SEND, "sent", now, details)
    begin_chase(referral, now)
    return event
