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
    step = next_chase_step(chase_facts(referral, chase, is_missing=True), reminding_hours(referral))
    fresh = {"began_at": now, "reminders": 0, "reminded_at": None, "next_at": step.at, "person_since": None, "ended_at": None}
    RecordsChase.objects.update_or_create(referral=referral, defaults=fresh | {"ended_because": ""})


def reminding_hours(referral: Referral) -> WorkingHours:
    """When the sender's office reads a reminder; an office whose hours nobody knows is taken to work when the recipient does."""
    sender, recipient = referral.sender_practice, referral.recipient_practice
    return working_hours(sender if sender.hours or recipient is None else recipient)
