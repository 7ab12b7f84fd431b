from datetime import datetime

from bridgework.actions.office_hours import working_hours
from bridgework.lookups.chase import chase_facts
from bridgework.lookups.missing_records import missing_records
from bridgework.records.models import RecordsChase, Referral
from bridgework.rules.chase import CADENCE, next_chase_step
from bridgework.rules.deadlines import WorkingHours


def begin_chase(referral: Referral, now: datetime, *, asked: bool = False) -> None:
    """Begins to chase what is missing of a locked referral, from the start; called by the action that sends it or asks for more.

    `asked` says that the practice asked for records: then they are missing until the sender answers. Nothing begins where nothing that is
    needed is missing, and never for an emergency: it is reviewed with what there is.
    """
    if not CADENCE.get(referral.tier, ()) or not (asked or missing_records(referral, now)):
        return
    chase = RecordsChase(referral=referral, began_at=now)
    chase.next_at = next_chase_step(chase_facts(referral, chase, is_missing=True), reminding_hours(referral)).at
    if asked and RecordsChase.objects.filter(pk=referral.pk).exists():
        chase.save(force_update=True)  # from the start: every column is the one of a new chase
    else:
        chase.save(force_insert=True)


def reminding_hours(referral: Referral) -> WorkingHours:
    """When the sender's office reads a reminder; an office whose hours nobody knows is taken to work when the recipient does."""
    sender, recipient = referral.sender_practice, referral.recipient_practice
    return working_hours(sender if sender.hours or recipient is None else recipient)
