from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.book_appointment import book_appointment
from bridgework.actions.claim_call import end_claim, refuse_another_callers
from bridgework.actions.keep_call import go_on
from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.mark_reply_read import close_replies
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.settle_reply import clear_waiting
from bridgework.lookups.person import contact_of
from bridgework.records.models import CallAttempt, InboundMessage, Practice, Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.acceptance import is_answer
from bridgework.rules.calls import NUMBER_NEEDED, OUTCOMES, REACHED_NOBODY, AfterCall, after_call, check_call_back
from bridgework.rules.contact import decide_patient_zone
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete

SAYS = {"declined": "no", "thinking": "thinking"}
"""What the patient says about the visit, by how the call went; a booking says yes by itself."""


@transaction.atomic
def record_call(
    viewer: Viewer,
    referral_id: UUID,
    *,
    outcome: str,
    now: datetime,
    because: str = "",
    note: str = "",
    back_at: datetime | None = None,
    slot: Mapping[str, Any] | None = None,
) -> CallAttempt:
    """Records how a call to the patient went (one of `rules.calls.OUTCOMES`) and what follows: the next attempt, or that a person decides.

    `booked` books `slot` (provider_id, visit_type_id, starts_at) in the same transaction; `declined` says `because` (`rules.acceptance`);
    `call_back` needs `back_at`. With a wrong number, or none, the sender is asked for the right one. Raises NotComplete, SlotTaken, MoveNotAllowed
    (a colleague is calling this patient), NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    if outcome not in OUTCOMES:
        raise NotComplete("Not recorded yet.", {"outcome": "Say how the call went."})
    waiting = list(InboundMessage.objects.select_for_update().filter(referral_id=referral_id, status="waiting"))  # before the referral
    if outcome == "booked":
        if slot is None:
            raise NotComplete("Not booked yet.", {"slot": "Choose a time."})
        book_appointment(viewer, referral_id, now=now, **slot)  # locks the provider first, then the referral
    referral = lock_referral(viewer, referral_id)
    practice = _calling_practice(viewer, referral)
    refuse_another_callers(viewer, referral_id, now)
    zone = decide_patient_zone(referral.patient.zip, contact_of(referral.patient).phone, practice.time_zone).zone
    _check(outcome, because, back_at, now, zone)
    after = after_call(
        outcome, referral.call_tries, tier=referral.tier, now=now, zone=zone, most_tries=practice.call_tries, back_at=back_at
    )
    _carry_on(referral, outcome, because, after, now)
    if outcome not in REACHED_NOBODY:
        close_replies(viewer, waiting, now)  # whoever was spoken with waits for no answer
        clear_waiting(referral)
    attempt = CallAttempt.objects.create(
        referral=referral,
        practice=practice,
        person_id=viewer.person_id,
        who=viewer.name,
        at=now,
        direction="out",
        spoke_with="" if outcome in REACHED_NOBODY else "proxy" if contact_of(referral.patient).is_proxy else "patient",
        number=contact_of(referral.patient).phone,
        outcome=outcome,
        because=because,
        note=note.strip()[:500],
        next_at=after.next_at,
    )
    details: dict[str, Any] = {"outcome": outcome, "because": because, "note": attempt.note, "tries": after.tries}
    if after.next_at:
        details["next_at"] = after.next_at.isoformat()
    if after.undecided:
        details["undecided"] = after.undecided
    event = write_event(referral, viewer, "called", now, details)
    end_claim(viewer, referral_id)
    settle(referral, viewer, "record_call", now)
    if outcome in NUMBER_NEEDED:
        plan_messages(referral, "wrong_number", str(event.pk), now)
    return attempt


def _calling_practice(viewer: Viewer, referral: Referral) -> Practice:
    require_side(viewer, referral, RECIPIENT)
    practice = referral.recipient_practice
    if practice is None or practice.pk != viewer.practice_id:
        raise NotAllowed("The receiving practice calls the patient. Nothing was changed.")
    if referral.state in states.ENDED:
        raise MoveNotAllowed("This referral has ended; there is nothing to call about. Log a call that you took instead.")
    return practice


def _check(outcome: str, because: str, back_at: datetime | None, now: datetime, zone: str) -> None:
    if outcome in SAYS and not is_answer(SAYS[outcome], because):
        raise NotComplete("Not recorded yet.", {"because": "Choose the reason that the patient gave."})
    wrong = check_call_back(back_at, now, zone) if outcome == "call_back" else ""
    if wrong:
        raise NotComplete("Not recorded yet.", {"back_at": wrong})


def _carry_on(referral: Referral, outcome: str, because: str, after: AfterCall, now: datetime) -> None:
    """What the referral keeps of a call."""
    if outcome not in REACHED_NOBODY:
        go_on(referral)
        referral.call_wanted_at = None
    referral.call_tries, referral.call_again_at = after.tries, after.next_at
    if after.undecided and not _is_told(referral):
        referral.undecided_since, referral.undecided_because = now, after.undecided
    if outcome in SAYS:
        referral.patient_says, referral.patient_says_because, referral.patient_said_at = SAYS[outcome], because, now


def _is_told(referral: Referral) -> bool:
    """Whether the patient wants a person at once: then there is nothing to decide, somebody goes on calling."""
    return referral.call_wanted_at is not None
