from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.keep_call import keep_call
from bridgework.actions.ledger import facts_of, write_audit
from bridgework.actions.office_hours import due_time, windows_of
from bridgework.actions.receive_document import due_of_document
from bridgework.records.models import IntakeDocument, Referral
from bridgework.rules.facts import INITIATOR, SYSTEM
from bridgework.rules.next_step import decide_next_step

AT_ONCE = 200
"""Referrals in one transaction."""


@transaction.atomic
def rederive_due_times(practice_id: UUID, *, after: UUID | None, now: datetime) -> UUID | None:
    """Computes anew when the next steps that a practice owns are due, after its hours, holidays or time zone changed.

    Works on the open referrals beyond `after`, at most 200; answers with the last one, None where none was left. An answer that was promised
    to a sender is kept as it was promised, and visits keep their moment. Doing it twice changes nothing.
    """
    rows = Referral.objects.select_for_update(of=("self",)).select_related("patient", "sender_practice", "recipient_practice")
    rows = rows.filter(desk_practice_id=practice_id, closed_at=None).order_by("id")
    batch = list((rows.filter(pk__gt=after) if after else rows)[:AT_ONCE])
    changed = []
    for referral in batch:
        step = decide_next_step(facts_of(referral), windows_of(referral.recipient_practice).contact)
        owner = None if step is None else referral.sender_practice if step.side == INITIATOR else referral.recipient_practice
        if step is None or owner is None or owner.pk != practice_id or referral.due_at == due_time(step, owner):
            continue
        referral.due_at, referral.escalated_at = due_time(step, owner), None
        keep_call(referral, step.anchor)
        changed.append(referral)
    Referral.objects.bulk_update(changed, ["due_at", "escalated_at", "call_reason", "call_due_at", "call_zone"])
    if after is None:
        _documents(practice_id)
    if changed:
        write_audit(SYSTEM, "rederive_due_times", now, [referral.pk for referral in changed])
    return batch[-1].pk if len(batch) == AT_ONCE else None


def _documents(practice_id: UUID) -> None:
    rows = IntakeDocument.objects.select_for_update(of=("self",)).select_related("practice")
    waiting = list(rows.filter(practice_id=practice_id, next_step__isnull=False))
    for document in waiting:
        document.due_at = due_of_document(document.practice, document.received_at)
    IntakeDocument.objects.bulk_update(waiting, ["due_at"])
