from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, settle, write_event
from bridgework.records.models import Referral
from bridgework.rules import permissions
from bridgework.rules import referral_states as states
from bridgework.rules.acceptance import is_answer
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete

WAITS_FOR_A_VISIT = (states.ACCEPTED, states.UNATTENDED, states.VISIT_CANCELLED)


@transaction.atomic
def record_acceptance(
    viewer: Viewer, referral_id: UUID, *, says: str, because: str, now: datetime, seen_version: int | None = None
) -> Referral:
    """Records whether the patient wants the visit, and why not (`rules.acceptance`): by the patient's own link, or by either side's staff.

    After a "no", while no visit is booked, a person of the receiving practice decides how to go on. Raises NotComplete, MoveNotAllowed
    before sending and after the end, ReferralChanged, NotAllowed, NotFound.
    """
    permissions.require_or_patient(viewer, "read_referrals")
    referral = lock_referral(viewer, referral_id, seen_version=seen_version)
    if referral.sent_at is None or referral.state in states.ENDED:
        raise MoveNotAllowed("What the patient says about the visit is recorded from sending to the end of a referral.")
    if not is_answer(says, because):
        raise NotComplete("Not recorded yet.", {"because": "Choose the reason that the patient gave."})
    referral.patient_says, referral.patient_says_because, referral.patient_said_at = says, because, now
    if says == "no" and referral.state in WAITS_FOR_A_VISIT:
        referral.undecided_since, referral.undecided_because = referral.undecided_since or now, "declined"
    elif says != "no" and referral.undecided_because == "declined":
        referral.undecided_since, referral.undecided_because = None, ""
    write_event(referral, viewer, "patient_said", now, {"says": says, "because": because})
    return settle(referral, viewer, "record_acceptance", now)
