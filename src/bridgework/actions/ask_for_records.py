from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.begin_chase import begin_chase
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.plan_messages import plan_messages
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.completeness import REQUIREMENTS
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete


@transaction.atomic
def ask_for_records(
    viewer: Viewer, referral_id: UUID, *, records: Sequence[str], note: str, now: datetime, seen_version: int | None = None
) -> Referral:
    """Asks the sender for exactly these records: the state stays, the ball moves to the initiator until they come.

    `records` are codes of `rules.completeness`; `note` is free text (at most 1,000 characters). Raises NotComplete, MoveNotAllowed outside
    2.0 and 3.0, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require(viewer, "review")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    require_side(viewer, referral, RECIPIENT)
    if referral.state not in (states.RECEIVED, states.ACCEPTED):
        raise MoveNotAllowed("Records can be asked for until the visit is booked. Nothing was changed.")
    if not records and not note.strip():
        raise NotComplete("Say what is missing.", {"records": "Choose what is missing, or write it."})
    if set(records) - REQUIREMENTS.keys() or len(note) > 1000:
        raise NotComplete("This request cannot be sent.", {"records": "Choose from the list; keep the note under 1,000 characters."})
    referral.records_asked_at = now
    referral.records_asked = list(records)
    referral.records_asked_note = note.strip()
    referral.records_complete = False
    referral.records_unanswered_at = None
    begin_chase(referral, now, asked=True)
    event = write_event(referral, viewer, "records_asked", now, {"records": list(records), "note": note.strip()})
    settle(referral, viewer, "ask_for_records", now)
    plan_messages(referral, "records_asked", str(event.pk), now)
    return referral
